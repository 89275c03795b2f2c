import { Char } from './characters.js'
import { type Context, diagnose } from './diagnose.js'
import { type Diagnosis, type ErrorLog, shorten } from './errors.js'
import { isEscapedAsWhole } from './header.js'
import { type Scanner, Token } from './scan.js'

/** Ends a reading that is to be repeated with `\n` outside of strings taken for newlines. */
export class EscapedText extends Error {}

/** The scanner together with the log of errors: strings and comments that never end are repaired on the way. */
export class Reading {
  readonly scan: Scanner
  readonly errors: ErrorLog
  private cutOffs = 0

  constructor(scan: Scanner, errors: ErrorLog) {
    this.scan = scan
    this.errors = errors
  }

  next(): void {
    this.scan.next()
    while (this.scan.unclosed !== undefined) this.closeAtLineEnd(this.scan.unclosed)
  }

  /** Goes on reading at an index. */
  resume(index: number): void {
    this.scan.jump(index)
    this.next()
  }

  /** Reads an identifier or string, with strings joined by `+`. */
  atom(): string {
    const { scan } = this
    let value = scan.value
    let quoted = !scan.is(Token.id)
    this.next()
    while (quoted && scan.is(Char.plus)) {
      this.next()
      quoted = scan.is(Token.string) || scan.is(Token.html)
      if (quoted) {
        value += scan.value
        this.next()
      } else this.fail('a string after "+"', 'value', Token.string)
    }
    return value
  }

  /** Whether to go back there for a repair: far ways back must not add up. */
  mayReturnTo(index: number): boolean {
    const { errors } = this
    return !errors.isFull && (errors.total < 3 || this.scan.pos - index < 100_000)
  }

  /** Records that the current token cannot continue. */
  fail(expected: string, context: Context, lastValue?: number): Diagnosis {
    // Errors that nobody will see must not cost a closer look.
    const diagnosis = this.errors.isFull ? unexamined : diagnose(this.scan, context, lastValue)
    this.record(expected, diagnosis)
    if (diagnosis.category === 'literal-newline') {
      if (this.errors.total === 1 && isEscapedAsWhole(this.scan.text)) throw new EscapedText()
      this.scan.escaped = true
    }
    return diagnosis
  }

  record(expected: string, diagnosis: Diagnosis, start = this.scan.start, line = this.scan.tokenLine): void {
    const { scan, errors } = this
    if (errors.isFull) {
      errors.total++
      return
    }
    const read = start >= scan.text.length ? 'the end of the file' : shorten(this.readAt(start))
    const { category, repair } = diagnosis
    errors.add({ line, column: scan.columnOf(start), category, read, expected, repair })
  }

  private readAt(start: number): string {
    const { scan } = this
    const end = start === scan.start && scan.pos > start ? scan.pos : start + 80
    return scan.text.slice(start, Math.min(end, start + 80))
  }

  private closeAtLineEnd(what: 'string' | 'html' | 'comment'): void {
    const { scan } = this
    const start = scan.start
    if (what === 'string') {
      const repair = 'close the string that opens here with a double quote'
      this.record('a closing double quote', { category: 'unclosed-string', repair })
    } else if (what === 'html') {
      const repair = 'close the HTML value that opens here with ">", and balance the brackets within'
      this.record('a closing ">"', { category: 'html-label', repair })
    } else {
      const repair = 'close the comment that opens here with "*/"'
      this.record('a closing "*/"', { category: 'corrupted-token', repair })
    }
    // Each of these looked through the whole rest of the text: a text full of them must not take for ever.
    if (++this.cutOffs > 20) scan.cutAlways = true
    scan.cutAt = start
    scan.jump(what === 'comment' ? lineEnd(scan.text, start) : start)
    scan.next()
  }
}

const unexamined: Diagnosis = { category: 'corrupted-token', repair: '' }

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline < 0 ? text.length : newline
}
