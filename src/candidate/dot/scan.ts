import { Char, isDigit, isLetter, isWord } from './characters.js'
import { rawValueEnd } from './lines.js'
import { unescapeString } from './quote.js'

/** Kinds of tokens. A character that is a token by itself has its own code as its kind. */
export const Token = {
  end: -1,
  id: 0x110000,
  string: 0x110001,
  html: 0x110002,
  edge: 0x110003,
  node: 0x110004,
  edgeDefaults: 0x110005,
  graph: 0x110006,
  digraph: 0x110007,
  strict: 0x110008,
  subgraph: 0x110009,
} as const

const keywords = new Map<string, number>([
  ['node', Token.node],
  ['edge', Token.edgeDefaults],
  ['graph', Token.graph],
  ['digraph', Token.digraph],
  ['strict', Token.strict],
  ['subgraph', Token.subgraph],
])

/**
 * Splits a text into tokens, one at a time: the fields describe the current token, so that none has to be allocated.
 * Lines are physical lines, newlines in strings and comments included.
 */
export class Scanner {
  readonly text: string
  pos = 0
  line = 1
  kind: number = Token.end
  start = 0
  tokenLine = 1
  /** The value of an identifier or string, or the edge operator. */
  value = ''
  /** What the end of the text cut off, if anything; `start` and `tokenLine` are then where that began. */
  unclosed: 'string' | 'html' | 'comment' | undefined
  /** Where the text of the previous token ends. */
  previousEnd = 0
  /** Read `\n` outside of strings as a blank and `\"` as a quote, as in a text that was escaped as a whole. */
  escaped = false
  /** Comments end at `\n`, too. */
  escapedLines = false
  /** A string that starts here ends with its line, as its end is known to be lost. */
  cutAt = -1
  /** The same for all strings from here on. */
  cutAlways = false

  constructor(text: string) {
    this.text = text
    if (text.charCodeAt(0) === 0xfeff) this.pos = 1
  }

  is(kind: number): boolean {
    return this.kind === kind
  }

  get isAtom(): boolean {
    return this.kind === Token.id || this.kind === Token.string || this.kind === Token.html
  }

  /** The column of an index, counted from 1. */
  columnOf(index: number): number {
    return index - this.text.lastIndexOf('\n', index - 1)
  }

  /** Continues at another index; the line is found by counting the newlines between. */
  jump(index: number): void {
    const { text, pos } = this
    for (let i = index; i < pos; i++) if (text.charCodeAt(i) === Char.newline) this.line--
    for (let i = pos; i < index; i++) if (text.charCodeAt(i) === Char.newline) this.line++
    this.pos = index
    this.unclosed = undefined
  }

  next(): void {
    this.previousEnd = this.pos
    this.skipBlank()
    if (this.unclosed !== undefined) return
    const { text } = this
    const at = this.pos
    this.start = at
    this.tokenLine = this.line
    if (at >= text.length) {
      this.kind = Token.end
      return
    }
    const c = text.charCodeAt(at)
    if (isLetter(c)) this.word()
    else if (c === Char.quote) this.string(at)
    else if (isDigit(c) || ((c === Char.dot || c === Char.minus) && this.startsNumber(at))) this.number()
    else if (c === Char.minus && isEdgeEnd(text.charCodeAt(at + 1))) this.edgeOperator()
    else if (c === Char.less) this.html()
    else if (this.escaped && c === Char.backslash && text.charCodeAt(at + 1) === Char.quote)
      this.string(at + 1)
    else {
      this.kind = c
      this.pos = at + 1
    }
  }

  private word(): void {
    const { text } = this
    let i = this.pos + 1
    while (i < text.length && isWord(text.charCodeAt(i))) i++
    const word = text.slice(this.pos, i)
    const length = i - this.pos
    const keyword = length >= 4 && length <= 8 ? keywords.get(word.toLowerCase()) : undefined
    this.kind = keyword ?? Token.id
    this.value = word
    this.pos = i
  }

  private edgeOperator(): void {
    this.kind = Token.edge
    this.value = this.text.slice(this.pos, this.pos + 2)
    this.pos += 2
  }

  private startsNumber(at: number): boolean {
    let i = at
    if (this.text.charCodeAt(i) === Char.minus) i++
    if (this.text.charCodeAt(i) === Char.dot) i++
    return isDigit(this.text.charCodeAt(i))
  }

  /** A numeral ends where it can: `1a` is `1` and `a`, `1.2.3` is `1.2` and `.3`. */
  private number(): void {
    const { text } = this
    let i = this.pos
    if (text.charCodeAt(i) === Char.minus) i++
    while (isDigit(text.charCodeAt(i))) i++
    if (text.charCodeAt(i) === Char.dot) {
      i++
      while (isDigit(text.charCodeAt(i))) i++
    }
    this.kind = Token.id
    this.value = text.slice(this.pos, i)
    this.pos = i
  }

  private string(open: number): void {
    const { text } = this
    const wasEscaped = open !== this.pos
    const cut = this.isCut
    let lines = 0
    let rewrite = false
    let i = open + 1
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === Char.quote) break
      if (c === Char.newline) {
        if (cut) break
        lines++
      } else if (c === Char.backslash) {
        const d = text.charCodeAt(i + 1)
        if (wasEscaped && d === Char.quote) break
        if (wasEscaped && d === Char.backslash && text.charCodeAt(i + 2) === Char.quote) rewrite = true
        else if (d === Char.quote || d === Char.newline) rewrite = true
        if (d === Char.newline) lines++
        if (i + 1 < text.length) i++
      }
    }
    if (i >= text.length && !cut) {
      this.unclosed = 'string'
      this.cutOff(i)
      return
    }
    i = Math.min(i, text.length)
    const raw = text.slice(open + 1, i)
    if (cut && (i === text.length || text.charCodeAt(i) === Char.newline)) {
      this.value = withoutStatementEnd(raw)
      this.pos = i
    } else {
      this.value = rewrite ? unescapeString(raw) : raw
      this.pos = text.charCodeAt(i) === Char.quote ? i + 1 : i + 2
    }
    this.kind = Token.string
    this.line += lines
  }

  private get isCut(): boolean {
    return this.cutAlways || this.cutAt === this.start
  }

  private html(): void {
    const { text } = this
    if (this.isCut) {
      const end = rawValueEnd(text, this.pos)
      this.kind = Token.html
      this.value = text.slice(this.pos, end)
      this.pos = end
      return
    }
    let depth = 0
    let lines = 0
    let i = this.pos
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === Char.less) depth++
      else if (c === Char.greater && --depth === 0) break
      else if (c === Char.newline) lines++
    }
    if (i >= text.length) {
      this.unclosed = 'html'
      this.cutOff(i)
      return
    }
    this.kind = Token.html
    this.value = text.slice(this.pos, i + 1)
    this.pos = i + 1
    this.line += lines
  }

  private skipBlank(): void {
    const { text } = this
    let i = this.pos
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === Char.newline) this.line++
      else if (c === Char.space || c === Char.tab || c === Char.return) continue
      else if (c === Char.hash) i = this.lineEnd(i) - 1
      else if (c === Char.slash && text.charCodeAt(i + 1) === Char.slash) i = this.lineEnd(i) - 1
      else if (c === Char.slash && text.charCodeAt(i + 1) === Char.star) {
        i = this.blockComment(i)
        if (this.unclosed !== undefined) return
      } else if (this.escaped && c === Char.backslash && isEscapedBlank(text.charCodeAt(i + 1))) i++
      else break
    }
    this.pos = i
  }

  private lineEnd(from: number): number {
    const { text } = this
    const newline = text.indexOf('\n', from)
    const end = newline < 0 ? text.length : newline
    if (!this.escapedLines) return end
    for (let i = from; i < end; i++) {
      if (text.charCodeAt(i) === Char.backslash && text.charCodeAt(i + 1) === 110) return i
    }
    return end
  }

  /** Returns the index of the last character of the comment. */
  private blockComment(from: number): number {
    const close = this.text.indexOf('*/', from + 2)
    const end = close < 0 ? this.text.length : close
    this.start = from
    this.tokenLine = this.line
    for (let i = from; i < end; i++) if (this.text.charCodeAt(i) === Char.newline) this.line++
    if (close < 0) {
      this.unclosed = 'comment'
      this.kind = Token.end
      this.pos = end
    }
    return end + 1
  }

  private cutOff(end: number): void {
    for (let i = this.pos; i < end; i++) if (this.text.charCodeAt(i) === Char.newline) this.line++
    this.kind = Token.end
    this.pos = this.text.length
  }
}

const isEdgeEnd = (c: number): boolean => c === Char.greater || c === Char.minus
const isEscapedBlank = (c: number): boolean => c === 110 || c === 114 || c === 116

/** A string that lost its quote runs to the end of its line: what closes the statement there is no part of it. */
function withoutStatementEnd(value: string): string {
  let end = value.length
  while (end > 0 && ' \t\r,;]'.includes(value[end - 1]!)) end--
  return value.slice(0, end)
}
