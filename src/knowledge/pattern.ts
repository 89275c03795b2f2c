// Text patterns of the knowledge language: the regular expressions of RE2, matched anywhere, ignoring case, in time that
// grows linearly with the text. A backtracking RegExp is quicker on the short texts that labels are, so it is used up to
// the length at which it could become slow, and a linear matcher beyond.
import { growthOf, type StartFilter, startFilter } from './pattern/cost.js'
import { takesDigitsAlike } from './pattern/digits.js'
import { findLinear, type Slots } from './pattern/linear.js'
import { checkSize, type Instruction, programOf } from './pattern/program.js'
import { PatternError, readPattern } from './pattern/syntax.js'
import { leastLength, toSource } from './pattern/tree.js'

/** Texts longer than this many UTF-16 units are not searched: whether they match is unknown. */
export const textLimit = 4096

/** Steps, in their order of magnitude, that the RegExp may need where it is used. */
const maxSteps = 1_000_000

/** Texts on which the RegExp is quick whatever the pattern: even two ways at every second character are few then. */
const shortText = 20

/** A compiled pattern. */
export interface Matcher {
  /** Whether it tells no digit from another: texts that differ in digits alone then match alike, at the same places. */
  readonly takesDigitsAlike: boolean
  /** The fewest characters that it matches. */
  readonly least: number
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
    matcher = compile(text)
    cache.set(text, matcher)
  }
  return matcher
}

/** What is wrong with a pattern, in words with the offset of the place; undefined when it is fine. */
export function checkPattern(text: string): string | undefined {
  try {
    compilePattern(text)
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return error.message
  }
}

function compile(text: string): Matcher {
  const { pattern, groups } = read(text)
  const regExp = new RegExp(toSource(pattern), 'iu')
  const { degree, factor } = growthOf(pattern)
  const short = Math.max(shortText, Math.floor((maxSteps / factor) ** (1 / degree)))
  let linear: { readonly program: readonly Instruction[]; readonly starts: StartFilter } | undefined
  const search = (subject: string): Slots | undefined => {
    linear ??= { program: programOf(pattern), starts: startFilter(pattern) }
    return findLinear(linear.program, groups, subject, linear.starts)
  }
  return {
    takesDigitsAlike: takesDigitsAlike(pattern),
    least: leastLength(pattern),
    test: (subject) => (subject.length <= short ? regExp.test(subject) : search(subject) !== undefined),
    exec: (subject) =>
      subject.length <= short ? regExp.exec(subject) : parts(subject, search(subject), groups),
  }
}

function read(text: string): ReturnType<typeof readPattern> {
  try {
    const pattern = readPattern(text)
    checkSize(pattern.pattern)
    return pattern
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    throw new SyntaxError(`${error.message} (at character ${error.offset + 1})`)
  }
}

function parts(text: string, slots: Slots | undefined, groups: number): (string | undefined)[] | null {
  if (slots === undefined) return null
  const part = (i: number): string | undefined =>
    slots[2 * i + 1]! < 0 ? undefined : text.slice(slots[2 * i], slots[2 * i + 1])
  return Array.from({ length: groups + 1 }, (_, i) => part(i))
}
