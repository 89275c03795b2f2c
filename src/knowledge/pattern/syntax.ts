// The syntax of patterns: what RE2 and JavaScript have in common. Backreferences and lookaround are no part of it, as no
// linear matcher has them.
import { anythingBeyond, type Characters, characters, single, spacesBeyond } from './characters.js'
import { canBeEmpty, type Pattern } from './tree.js'

/** Ends the reading of a pattern; never leaves this folder's readers. */
export class PatternError extends Error {
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

const maxLength = 4000
const maxDepth = 50
const maxRepeat = 1000

const escapedSets: Readonly<Record<string, number>> = {
  d: 0,
  w: 0,
  s: spacesBeyond,
  D: anythingBeyond,
  W: anythingBeyond,
  S: anythingBeyond,
}
const escapedCharacters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' }

/** Reads a pattern. @throws PatternError */
export function readPattern(text: string): { readonly pattern: Pattern; readonly groups: number } {
  if (text.length > maxLength) throw new PatternError(`it is longer than ${maxLength} characters`, maxLength)
  const reader = new Reader(text)
  const pattern = reader.choice(0)
  if (!reader.atEnd) throw new PatternError('this parenthesis closes nothing', reader.at)
  return { pattern, groups: reader.groups }
}

class Reader {
  at = 0
  groups = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  get atEnd(): boolean {
    return this.at >= this.text.length
  }

  choice(depth: number): Pattern {
    if (depth > maxDepth) throw new PatternError(`it nests deeper than ${maxDepth} parentheses`, this.at)
    const items = [this.sequence(depth)]
    while (this.take('|')) items.push(this.sequence(depth))
    return items.length === 1 ? items[0]! : { kind: 'choice', items }
  }

  private sequence(depth: number): Pattern {
    const items: Pattern[] = []
    while (!this.atEnd && this.text[this.at] !== '|' && this.text[this.at] !== ')')
      items.push(this.quantified(depth))
    return items.length === 1 ? items[0]! : { kind: 'sequence', items }
  }

  private quantified(depth: number): Pattern {
    const start = this.at
    const first = this.groups + 1
    const item = this.atom(depth)
    const limits = this.quantifier()
    if (limits === undefined) return item
    const [least, most] = limits
    if (most < least) throw new PatternError('the limits of this repetition are in the wrong order', start)
    if (least > maxRepeat || (most > maxRepeat && most !== Number.POSITIVE_INFINITY)) {
      throw new PatternError(`this repeats more than ${maxRepeat} times`, start)
    }
    if (canBeEmpty(item)) throw new PatternError('this repeats something that can be empty', start)
    const lazy = this.take('?')
    if (this.quantifier() !== undefined) throw new PatternError('this repeats a repetition', start)
    return { kind: 'repeat', item, least, most, lazy, groups: { first, last: this.groups } }
  }

  private quantifier(): [number, number] | undefined {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY]
    if (this.take('?')) return [0, 1]
    const counted = /^\{(\d{1,9})(,(\d{0,9}))?\}/.exec(this.text.slice(this.at, this.at + 24))
    if (counted === null) return undefined
    this.at += counted[0].length
    const least = Number(counted[1])
    if (counted[2] === undefined) return [least, least]
    return [least, counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3])]
  }

  private atom(depth: number): Pattern {
    const start = this.at
    const point = this.text.codePointAt(this.at)!
    const character = String.fromCodePoint(point)
    if ('*+?'.includes(character)) throw new PatternError('there is nothing to repeat here', start)
    this.at += character.length
    switch (character) {
      case '(':
        return this.group(start, depth)
      case '[':
        return { kind: 'set', set: this.characterClass(start) }
      case '.':
        return { kind: 'set', set: characters('.', anythingBeyond) }
      case '^':
      case '$':
        return { kind: 'assertion', source: character }
      case '\\':
        return this.escape(start)
      default:
        return { kind: 'set', set: single(point) }
    }
  }

  private group(start: number, depth: number): Pattern {
    let number: number | undefined
    if (this.text[this.at] !== '?') number = ++this.groups
    else if (!this.take('?:')) {
      if (/^\?<?[=!]/.test(this.text.slice(this.at)))
        throw new PatternError('lookaround cannot be matched in linear time', start)
      throw new PatternError('groups are written `(…)` or `(?:…)`', start)
    }
    const item = this.choice(depth + 1)
    if (!this.take(')')) throw new PatternError('this parenthesis is never closed', start)
    return number === undefined ? { kind: 'group', item } : { kind: 'group', item, number }
  }

  private escape(start: number): Pattern {
    const character = this.text[this.at] ?? ''
    if (character === 'b' || character === 'B') {
      this.at++
      return { kind: 'assertion', source: `\\${character}` }
    }
    if (/[1-9k]/.test(character))
      throw new PatternError('a backreference cannot be matched in linear time', start)
    const beyond = Object.hasOwn(escapedSets, character) ? escapedSets[character] : undefined
    if (beyond === undefined) return { kind: 'set', set: single(this.escapedPoint(start)) }
    this.at++
    return { kind: 'set', set: characters(`\\${character}`, beyond) }
  }

  /** The code point behind a backslash: punctuation means itself. */
  private escapedPoint(start: number): number {
    const character = this.text[this.at] ?? ''
    if (character === '') throw new PatternError('a backslash at the end escapes nothing', start)
    const hex = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4})|[xu]\{([0-9a-f]{1,6})\})/i.exec(
      this.text.slice(this.at, this.at + 9),
    )
    if (hex !== null) {
      const point = Number.parseInt(hex[1] ?? hex[2] ?? hex[3]!, 16)
      if (point > 0x10ffff) throw new PatternError('there is no such character', start)
      this.at += hex[0].length
      return point
    }
    if (/[a-z0-9]/i.test(character) && !Object.hasOwn(escapedCharacters, character)) {
      throw new PatternError(`\`\\${character}\` means nothing here`, start)
    }
    const point = this.text.codePointAt(this.at)!
    this.at += String.fromCodePoint(point).length
    return Object.hasOwn(escapedCharacters, character) ? escapedCharacters[character]!.charCodeAt(0) : point
  }

  private characterClass(start: number): Characters {
    let source = this.take('^') ? '[^' : '['
    let beyond = source === '[^' ? anythingBeyond : 0
    const empty = source.length
    while (!this.atEnd && (this.text[this.at] !== ']' || source.length === empty)) {
      const itemStart = this.at
      const low = this.classItem()
      if (typeof low === 'string') {
        source += low
        beyond |= escapedSets[low.slice(1)]!
        continue
      }
      let high = low
      if (this.text[this.at] === '-' && this.text[this.at + 1] !== ']' && this.at + 1 < this.text.length) {
        this.at++
        const end = this.classItem()
        if (typeof end === 'string') throw new PatternError('a range ends in one character', itemStart)
        high = end
      }
      if (high < low) throw new PatternError('this range runs backwards', itemStart)
      source += low === high ? inClass(low) : `${inClass(low)}-${inClass(high)}`
      beyond |= high > 127 ? anythingBeyond : 0
    }
    if (!this.take(']')) throw new PatternError('this bracket is never closed', start)
    return characters(`${source}]`, beyond)
  }

  private classItem(): number | string {
    const start = this.at
    if (this.text.startsWith('[:', this.at))
      throw new PatternError('classes are written `\\d`, `\\s`, `\\w`', start)
    if (!this.take('\\')) {
      const point = this.text.codePointAt(this.at)!
      this.at += String.fromCodePoint(point).length
      return point
    }
    const character = this.text[this.at] ?? ''
    if (!Object.hasOwn(escapedSets, character)) return this.escapedPoint(start)
    this.at++
    return `\\${character}`
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false
    this.at += text.length
    return true
  }
}

const inClass = (point: number): string => `\\u{${point.toString(16)}}`
