import { Char } from './characters.js'
import { isEscapedAsWhole, seemsHeader, seemsStatement } from './header.js'
import { Scanner, Token } from './scan.js'

/**
 * Whether a text is meant as DOT, by a look at its beginning: a header, or statements as they remain where the header
 * got lost. JSON is never DOT, even where a string in it holds a graph.
 */
export function looksLikeDot(text: string): boolean {
  const head = text.slice(0, 65_536)
  if (/^\ufeff?\s{0,1000}(?:[{[]\s{0,1000}["{[\]}\d]|---\s)/.test(head)) return false
  // With its newlines written as `\\n`, a text that opens with a comment seems to be nothing else.
  if (isEscapedAsWhole(head)) return true
  return startsGraph(head) || seemsHeader(head) || (seemsStatement(head) && !/^#{1,6} /m.test(head))
}

function startsGraph(head: string): boolean {
  const scan = new Scanner(head)
  scan.next()
  if (scan.is(Token.strict)) scan.next()
  if (!scan.is(Token.graph) && !scan.is(Token.digraph)) return false
  scan.next()
  if (scan.isAtom) scan.next()
  return scan.is(Char.openBrace)
}
