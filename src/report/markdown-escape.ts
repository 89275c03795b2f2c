// Text from outside inside Markdown: it must come out as the characters that went in, and do nothing.
import { plain } from './plain.js'

// Breaks what renderers link by themselves (addresses, mentions, issue numbers) without a visible trace.
const pause = '&#8203;'
// In one pass, so that what an escape brings in is not escaped again.
const active = /^[#+=-]|^\d+(?=[.)])|[\\`*_[\]|~^$]|[&<>]|[@]|:(?=\/\/)|www(?=\.)|#(?=\d)/gi
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * The text as Markdown text, also at the start of a line: no emphasis, headings, lists, links, HTML, table cells, mentions
 * or automatic links.
 */
export function escapeMarkdown(text: string): string {
  return plain(text).replace(active, (found) => {
    if (entities[found]) return entities[found]
    if (/^\d/.test(found)) return `${found}\\`
    if (found === '#') return `\\#${pause}`
    const isLink = found === '@' || found === ':' || found.length === 3
    return isLink ? `${found}${pause}` : `\\${found}`
  })
}

/** The text as a code span, which may also stand in a table. */
export function codeSpan(text: string): string {
  const shown = plain(text)
  if (shown === '') return ''
  if (shown.includes('|')) return `<code>${escapeMarkdown(shown)}</code>`
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const padded = /^[` ]|[` ]$/.test(shown) ? ` ${shown} ` : shown
  return `${fence}${padded}${fence}`
}
