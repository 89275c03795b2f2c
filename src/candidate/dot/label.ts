import { Char } from './characters.js'
import { decodeEntities } from './entities.js'
import { isHtml } from './quote.js'

/**
 * The lines that a label shows, trimmed, empty ones left out. Lines end at `\n`, `\l`, `\r`, their doubled forms
 * (`\\n`, as in a text that was escaped twice), real newlines and `<BR/>`; `\N` is the id. Of an HTML label the text
 * remains, one line a table cell. The fields of a record are lines of their own, without their ports; a label is taken
 * for a record where the shape says so or, without a shape, where it has the form of one.
 */
export function labelLines(label: string, id: string, shape?: string): string[] {
  const raw = isHtml(label) ? htmlLines(label.slice(1, -1)) : plainLines(label, id, isRecord(label, shape))
  const lines: string[] = []
  for (const line of raw) {
    const shown = decodeEntities(line).trim()
    if (shown !== '') lines.push(shown)
  }
  return lines
}

function isRecord(label: string, shape: string | undefined): boolean {
  if (shape !== undefined) return /record$/i.test(shape)
  if (!label.includes('|')) return false
  return (label.startsWith('{') && label.endsWith('}')) || /^\{?\s{0,9}<\w{1,40}>/.test(label)
}

const breaks = /<br\s{0,9}\/?\s{0,9}>/gi

function htmlLines(html: string): string[] {
  const parts = html.split(/<(?:br|\/td|\/tr|hr|vr)\b[^<>]{0,400}>|\n/i)
  return parts.map((part) => part.replace(/<[^<>]*>/g, ''))
}

function plainLines(label: string, id: string, record: boolean): string[] {
  const text = label.includes('<') ? label.replace(breaks, '\n') : label
  const lines: string[] = []
  const parts: string[] = []
  let from = 0
  const cut = (to: number, next: number): void => {
    if (to > from) parts.push(text.slice(from, to))
    from = next
  }
  const end = (to: number, next: number): void => {
    cut(to, next)
    lines.push(parts.join(''))
    parts.length = 0
  }
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === Char.newline) end(i, i + 1)
    else if (c === Char.backslash) {
      const doubled = text.charCodeAt(i + 1) === Char.backslash && isBreak(text.charCodeAt(i + 2))
      const at = doubled ? i + 2 : i + 1
      const d = text.charCodeAt(at)
      if (isBreak(d)) end(i, at + 1)
      else {
        cut(i, i + 1)
        if (d === 78) parts.push(id)
        if (d === 78 || d === 71) from = i + 2
      }
      i = at
    } else if (record && (c === 124 || c === Char.openBrace || c === Char.closeBrace)) end(i, i + 1)
    else if (record && c === Char.less) {
      const close = text.indexOf('>', i)
      if (close < 0) continue
      cut(i, close + 1)
      i = close
    }
  }
  end(text.length, text.length)
  return lines
}

/** Whether the character after a backslash ends a line. */
const isBreak = (c: number): boolean => c === 110 || c === 108 || c === 114
