// Text from outside inside Markdown: it must come out as the characters that went in, and do nothing.
import { plain } from './plain.js'

// Breaks what renderers link by themselves (addresses, mentions, issue numbers) without a visible trace.
const pause = '&#8203;'

/** The text as Markdown text inside a line: no emphasis, links, HTML, table cells, mentions or automatic links. */
export function escapeMarkdown(text: string): string {
  return plain(text)
    .replace(/&/g, '&amp;')
    .replace(/[\\`*_[\]|~^$]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, `@${pause}`)
    .replace(/:(?=\/\/)/g, `:${pause}`)
    .replace(/\bwww(?=\.)/gi, `$&${pause}`)
    .replace(/#(?=\d)/g, `#${pause}`)
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
