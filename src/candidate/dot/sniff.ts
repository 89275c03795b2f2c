import { seemsHeader, seemsStatement } from './header.js'

/**
 * Whether a text is meant as DOT, by a look at its beginning: a header, or statements as they remain where the header
 * got lost. JSON is never DOT, even where a string in it holds a graph.
 */
export function looksLikeDot(text: string): boolean {
  const head = text.slice(0, 65_536)
  if (/^\ufeff?\s{0,1000}(?:[{[]\s{0,1000}["{[\]}\d]|---\s)/.test(head)) return false
  return seemsHeader(head) || (seemsStatement(head) && !/^#{1,6} /m.test(head))
}
