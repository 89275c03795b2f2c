import { Char } from './characters.js'

/** The value of what stands between two quotes: `\"` is a quote, backslash-newline is nothing, all else stays. */
export function unescapeString(raw: string): string {
  const parts: string[] = []
  let from = 0
  for (let i = raw.indexOf('\\'); i >= 0 && i + 1 < raw.length; i = raw.indexOf('\\', i + 2)) {
    const c = raw.charCodeAt(i + 1)
    if (c !== Char.quote && c !== Char.newline) continue
    parts.push(raw.slice(from, i))
    from = c === Char.quote ? i + 1 : i + 2
  }
  parts.push(raw.slice(from))
  return parts.join('')
}

/**
 * Quotes a string so that it reads back identically. DOT has no way to write an odd number of backslashes before a
 * quote, a newline or the end of a string (reading never yields one): there the last backslash is doubled, which draws
 * the same.
 */
export function dotString(value: string): string {
  const parts: string[] = []
  let from = 0
  let backslashes = 0
  for (let i = 0; i <= value.length; i++) {
    const c = i < value.length ? value.charCodeAt(i) : Char.quote
    if (c === Char.backslash) {
      backslashes++
      continue
    }
    if (c === Char.quote || c === Char.newline) {
      if (backslashes % 2 === 1) {
        parts.push(value.slice(from, i), '\\')
        from = i
      }
      if (c === Char.quote && i < value.length) {
        parts.push(value.slice(from, i), '\\')
        from = i
      }
    }
    backslashes = 0
  }
  parts.push(value.slice(from))
  return `"${parts.join('')}"`
}

/** Writes an attribute value: one in balanced angle brackets stays the HTML that it was, all else is quoted. */
export function dotValue(value: string): string {
  return isHtml(value) ? value : dotString(value)
}

/** Whether a value has the form of an HTML string: one pair of angle brackets around all of it, balanced within. */
export function isHtml(value: string): boolean {
  if (value.charCodeAt(0) !== Char.less || value.charCodeAt(value.length - 1) !== Char.greater) return false
  let depth = 0
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i)
    if (c === Char.less) depth++
    else if (c === Char.greater && --depth === 0) return i === value.length - 1
  }
  return false
}
