// Sets of characters. What a set holds is asked of the RegExp of one character, so that case and Unicode are decided in
// one place for both ways of matching; answers are kept.

export interface Characters {
  /** The set as a JavaScript RegExp writes it. */
  readonly source: string
  /** Whether the set holds a code point. */
  has(point: number): boolean
  /** The ASCII characters in it, a bit each. */
  readonly ascii: readonly number[]
  /** Which kinds of characters beyond ASCII may be in it. */
  readonly beyond: number
}

/** Characters beyond ASCII that count as ASCII letters when case is ignored: the long s and the Kelvin sign. */
const lettersBeyond = 1
/** Spaces beyond ASCII. */
export const spacesBeyond = 2
const othersBeyond = 4
export const anythingBeyond = lettersBeyond | spacesBeyond | othersBeyond

const asciiSize = 128
const cache = new Map<string, Characters>()

const codeOfK = 107
const codeOfS = 115

/**
 * The set that `source` writes; `beyond` must name every kind of character beyond ASCII that it may hold, save those that
 * stand for an ASCII letter of the set.
 */
export function characters(source: string, beyond: number): Characters {
  const known = cache.get(source)
  if (known !== undefined) return known
  const one = new RegExp(`^(?:${source})$`, 'iu')
  const ascii = [0, 0, 0, 0]
  for (let code = 0; code < asciiSize; code++) {
    if (one.test(String.fromCharCode(code))) ascii[code >> 5]! |= 1 << (code & 31)
  }
  const others = new Map<number, boolean>()
  const has = (point: number): boolean => {
    if (point < asciiSize) return ((ascii[point >> 5]! >> (point & 31)) & 1) === 1
    let answer = others.get(point)
    if (answer === undefined) {
      answer = one.test(String.fromCodePoint(point))
      others.set(point, answer)
    }
    return answer
  }
  const letters = has(codeOfK) || has(codeOfS) ? lettersBeyond : 0
  const set = { source, has, ascii, beyond: beyond | letters }
  cache.set(source, set)
  return set
}

/** The set of one character, written so that it means itself. */
export function single(point: number): Characters {
  const character = String.fromCodePoint(point)
  if (point >= asciiSize) return characters(character, beyondOf(character))
  const source = /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character
  return characters(source, 0)
}

const beyondOf = (character: string): number =>
  /\s/.test(character) ? spacesBeyond : /\w/iu.test(character) ? lettersBeyond : othersBeyond
