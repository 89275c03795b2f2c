// Text patterns of the knowledge language.

/** Texts longer than this many UTF-16 units are not searched: whether they match is unknown. */
export const textLimit = 4096

/** A compiled pattern. */
export interface Matcher {
  /** Whether the pattern occurs anywhere in the text, ignoring case. */
  test(text: string): boolean
  /** The first match: the whole of it and its groups (`undefined` where a group took no part); null for none. */
  exec(text: string): readonly (string | undefined)[] | null
}

const cache = new Map<string, Matcher>()

/** Compiles a pattern once. @throws SyntaxError when `checkPattern` finds a problem in it. */
export function compilePattern(text: string): Matcher {
  let matcher = cache.get(text)
  if (matcher === undefined) {
    const problem = checkPattern(text)
    if (problem !== undefined) throw new SyntaxError(problem)
    matcher = new RegExp(text, 'iu')
    cache.set(text, matcher)
  }
  return matcher
}

/** What is wrong with a pattern, in words with the offset of the place; undefined when it is fine. */
export function checkPattern(text: string): string | undefined {
  try {
    new RegExp(text, 'iu')
  } catch (error) {
    return String(error)
  }
  return undefined
}
