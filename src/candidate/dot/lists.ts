import type { Pairs } from './attributes.js'
import { Char } from './characters.js'
import { type Context, runawayString } from './diagnose.js'
import { shorten } from './errors.js'
import { isFirstOnLine, rawValue, rawValueEnd, skipBlanks, swallowedStatement } from './lines.js'
import type { Reading } from './reading.js'
import { Token } from './scan.js'

/** Reads lists of attributes, `[a=b, c=d][e=f]`, and mends what is wrong in them. */
export class ListReader {
  private readonly reading: Reading
  private pairs: Pairs = []
  /** The name that still waits for its `=`, or -1. */
  private nameStart = -1
  private valueStart = -1
  private valueKind: number | undefined
  /** The first value that seems to have lost its closing quote: where it stands in the text and among the pairs. */
  private suspect: { start: number; line: number; pair: number } | undefined
  /** The first value that is hidden behind `#`, which starts a comment. */
  private hidden: { start: number; pair: number } | undefined

  constructor(reading: Reading) {
    this.reading = reading
  }

  /** Reads all lists that start at the current `[`. The result is used again by the next call. */
  read(): Pairs {
    const { scan } = this.reading
    this.pairs.length = 0
    this.suspect = undefined
    this.hidden = undefined
    while (scan.is(Char.openBracket)) {
      this.valueStart = -1
      this.valueKind = undefined
      this.reading.next()
      while (this.item());
    }
    return this.pairs
  }

  /** Reads one attribute; false where the list has ended. */
  private item(): boolean {
    const { reading } = this
    const { scan } = reading
    this.nameStart = -1
    if (scan.is(Char.closeBracket)) {
      reading.next()
      return false
    }
    if (!scan.isAtom) return this.mend('an attribute name or "]"', 'list')
    this.nameStart = scan.start
    const name = reading.atom()
    if (!scan.is(Char.equals)) return this.mend(`"=" after ${shorten(name)}`, 'list')
    this.nameStart = -1
    const at = skipBlanks(scan.text, scan.pos)
    if (scan.text.charCodeAt(at) === Char.hash) this.hidden ??= { start: at, pair: this.pairs.length }
    reading.next()
    this.valueStart = scan.start
    this.valueKind = undefined
    if (!scan.isAtom) {
      this.pairs.push(name, '')
      return this.mend('a value', 'value')
    }
    this.valueKind = scan.kind
    const line = scan.tokenLine
    const value = reading.atom()
    if (this.suspect === undefined && this.valueKind === Token.string && swallowedStatement(value)) {
      this.suspect = { start: this.valueStart, line, pair: this.pairs.length }
    }
    this.pairs.push(name, value)
    if (scan.is(Char.comma) || scan.is(Char.semicolon)) reading.next()
    return true
  }

  /** Records an error and finds a place to go on; false where the list is over. */
  private mend(expected: string, context: Context): boolean {
    const { reading } = this
    const { scan } = reading
    if (this.suspect !== undefined && reading.mayReturnTo(this.suspect.start))
      return this.closeString(this.suspect)
    if (this.hidden !== undefined && reading.mayReturnTo(this.hidden.start)) {
      const repair = 'put the value in double quotes: "#" starts a comment'
      reading.record(expected, { category: 'unquoted-value', repair })
      return this.takeRaw(this.hidden.start, this.hidden.pair)
    }
    if (scan.is(Token.end)) {
      const repair = 'the file ends within a list of attributes: add what is missing, "]" and "}"'
      reading.record(expected, { category: 'missing-brace', repair })
      return false
    }
    if (this.endsStatement()) {
      const repair = 'close the list of attributes with "]"'
      reading.record(expected, { category: 'corrupted-token', repair })
      if (this.nameStart >= 0) reading.resume(this.nameStart)
      return false
    }
    const { category } = reading.fail(expected, context, this.valueKind)
    if (category === 'literal-newline') {
      reading.resume(scan.start)
      return true
    }
    const { start } = scan
    if (this.valueStart >= 0 && rawValueEnd(scan.text, this.valueStart) >= start) {
      if (this.takeRaw(this.valueStart, this.pairs.length - 2)) return true
    }
    if (scan.is(Char.closeBracket)) return true
    const end = rawValueEnd(scan.text, start)
    if (end > start) reading.resume(end)
    else reading.next()
    return this.separator()
  }

  /** Whether the token belongs to the next statement, so that only the `]` of this one is missing. */
  private endsStatement(): boolean {
    const { scan } = this.reading
    const { kind } = scan
    const first = this.nameStart >= 0 ? this.nameStart : scan.start
    if (!isFirstOnLine(scan.text, first)) return false
    if (this.nameStart >= 0) return kind === Char.openBracket || kind === Token.edge || kind === Char.colon
    return (
      kind === Char.closeBrace || kind === Char.openBrace || (kind > Token.edge && kind <= Token.subgraph)
    )
  }

  /** Takes all text up to the next attribute as the value of a pair. */
  private takeRaw(start: number, pair: number): boolean {
    const { scan } = this.reading
    const end = rawValueEnd(scan.text, start)
    this.hidden = undefined
    this.valueStart = -1
    this.pairs.length = pair + 2
    this.pairs[pair + 1] = rawValue(scan.text, start, end)
    this.reading.resume(end)
    return this.separator()
  }

  private closeString(suspect: { start: number; line: number; pair: number }): boolean {
    const { reading } = this
    const { scan } = reading
    reading.record('a closing double quote before this', runawayString(suspect.line))
    this.suspect = undefined
    scan.cutAt = suspect.start
    reading.resume(suspect.start)
    this.pairs.length = suspect.pair + 2
    this.pairs[suspect.pair + 1] = scan.value
    const closed = /\]\s*;?\s*$/.test(scan.text.slice(Math.max(suspect.start, scan.pos - 40), scan.pos))
    reading.next()
    return !closed && this.separator()
  }

  private separator(): boolean {
    const { scan } = this.reading
    if (scan.is(Token.end)) return false
    if (scan.is(Char.comma) || scan.is(Char.semicolon)) this.reading.next()
    return true
  }
}
