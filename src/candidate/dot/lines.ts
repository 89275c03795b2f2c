import { Char, isBlank, isWord } from './characters.js'

/** How much of a line is looked at to find out what is wrong with it: lines may be as long as the text. */
const window = 400

/** The line around an index, or what is near the index where the line is long. */
export function lineAround(text: string, index: number): string {
  const from = Math.max(0, index - window)
  const newline = text.slice(from, index).lastIndexOf('\n')
  const start = newline < 0 ? from : from + newline + 1
  const near = text.slice(index, index + window)
  const end = near.indexOf('\n')
  return text.slice(start, index) + (end < 0 ? near : near.slice(0, end))
}

export function skipBlanks(text: string, index: number): number {
  let i = index
  while (i < text.length && isBlank(text.charCodeAt(i))) i++
  return i
}

/** Whether `name =` stands at the index, after blanks. */
function startsAssignment(text: string, index: number): boolean {
  let i = skipBlanks(text, index)
  const from = i
  if (text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) return false
  while (i < text.length && i - from < 100 && isWord(text.charCodeAt(i))) i++
  if (i === from) return false
  i = skipBlanks(text, i)
  return text.charCodeAt(i) === Char.equals && text.charCodeAt(i + 1) !== Char.equals
}

/** Whether a list of attributes ends at this bracket: nothing of the statement follows it on its line. */
function closesList(text: string, bracket: number): boolean {
  let i = bracket + 1
  while (text.charCodeAt(i) === Char.space || text.charCodeAt(i) === Char.tab) i++
  const c = text.charCodeAt(i)
  if (i >= text.length || c === Char.newline || c === Char.return) return true
  return c === Char.semicolon || c === Char.closeBrace || c === Char.openBracket
}

/**
 * Where an attribute value ends that was written without the quotes that it needs: before the next attribute, the end
 * of the list or the end of the line, whatever comes first.
 */
export function rawValueEnd(text: string, start: number): number {
  const delimited = text.charCodeAt(start) === Char.quote || text.charCodeAt(start) === Char.less
  let depth = 0
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === Char.newline) return i
    if (c === Char.openBracket) depth++
    else if (c === Char.closeBracket) {
      if (depth === 0 || closesList(text, i)) return i
      depth--
    } else if (depth > 0) continue
    else if (c === Char.comma || c === Char.semicolon) {
      if (startsAssignment(text, i + 1)) return i
      if (c === Char.semicolon && skipBlanks(text, i + 1) - i > 1) return i
    } else if (delimited) continue
    else if (c === Char.space && !isBlank(text.charCodeAt(i + 1))) {
      if (startsAssignment(text, i + 1)) return i
    } else if (c === Char.quote) {
      const close = closingQuote(text, i)
      if (close > 0) i = close
    }
  }
  return text.length
}

/** A value as it was meant: without blanks around it and without the quotes or brackets that enclose it. */
export function rawValue(text: string, start: number, end: number): string {
  const value = text.slice(start, end).trim()
  const first = value.charCodeAt(0)
  const last = value.charCodeAt(value.length - 1)
  const quoted = first === Char.quote || first === Char.apostrophe || first === Char.backtick
  return quoted && last === first && value.length > 1 ? value.slice(1, -1) : value
}

/**
 * Where reading may go on after something that is no DOT: behind the next `;`, at the next brace or at the end of the
 * line. Braces and semicolons in strings of that line do not count.
 */
export function resumeAt(text: string, from: number): number {
  let quotesAreOdd = false
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === Char.newline || c === Char.openBrace || c === Char.closeBrace) return i
    if (c === Char.semicolon) return i + 1
    if (c !== Char.quote || quotesAreOdd) continue
    const close = closingQuote(text, i)
    if (close < 0) quotesAreOdd = true
    else i = close
  }
  return text.length
}

function closingQuote(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === Char.quote) return i
    if (c === Char.newline) return -1
    if (c === Char.backslash) i++
  }
  return -1
}

/** The index of a brace that opens before the line or statement ends, or -1. */
export function braceOnLine(text: string, from: number): number {
  const at = resumeAt(text, from)
  return text.charCodeAt(at) === Char.openBrace ? at : -1
}

/** Where reading may go on after a line of program code: at its end, or at a brace of the graph on it. */
export function resumeAfterCode(text: string, from: number): number {
  let depth = 0
  let lastOpen = -1
  for (let i = from; i < text.length && text.charCodeAt(i) !== Char.newline; i++) {
    if (i - from > window) return resumeAt(text, from)
    const c = text.charCodeAt(i)
    if (c === Char.openBrace) {
      depth++
      lastOpen = i
    } else if (c === Char.closeBrace && --depth < 0) return i
  }
  if (depth > 0) return lastOpen
  const newline = text.indexOf('\n', from)
  return newline < 0 ? text.length : newline
}

/** Where a name ends that was written without the quotes that it needs. */
export function rawNameEnd(text: string, start: number): number {
  let i = start
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (isBlank(c) || ',;[]{}"='.includes(text[i]!)) return i
    const next = text.charCodeAt(i + 1)
    if (c === Char.minus && (next === Char.greater || next === Char.minus)) return i
  }
  return i
}

/** Whether only blanks stand before the index on its line. */
export function isFirstOnLine(text: string, index: number): boolean {
  let i = index - 1
  while (i >= 0 && (text.charCodeAt(i) === Char.space || text.charCodeAt(i) === Char.tab)) i--
  return i < 0 || text.charCodeAt(i) === Char.newline
}

/** Whether a quoted value swallowed the end of its statement, because its closing quote is lost. */
export function swallowedStatement(value: string): boolean {
  const newline = value.indexOf('\n')
  if (newline < 0) return false
  const tail = value.slice(Math.max(0, value.length - 20)).trimEnd()
  if (tail.endsWith('=')) return true
  const head = value.slice(Math.max(0, newline - 20), newline).trimEnd()
  return head.endsWith(';') || head.endsWith(']')
}
