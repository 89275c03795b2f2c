import { Char } from './characters.js'
import type { Diagnosis } from './errors.js'
import { type Scanner, Token } from './scan.js'

/** What to make of a text whose first token does not start a graph. */
export interface Opening extends Diagnosis {
  /** Where a header was found after all, or where the statements start; undefined where nothing can be read. */
  resume: number | undefined
  /** Read from there as if a header stood before it. */
  implied: boolean
}

const header =
  /\b(?:strict\s{1,20})?(?:di)?graph\b[ \t\r\n]{0,40}(?:"[^"\n]{0,200}"|[\w.\-\u0080-\uffff]{0,200})[ \t\r\n]{0,40}\{/i
const damagedHeader =
  /^[\w\u0080-\uffff]{1,60}(?:[ \t]{1,20}(?:"[^"\n]{0,200}"|[\w\u0080-\uffff]{1,200}))?[ \t\r\n]{0,40}\{/
const program =
  /^[ \t]{0,40}(?:#!.{0,80}python|import [\w.]+|from [\w.]+ import |def \w+\(|class \w+[(:]|const \w+ =|function \w+\(|\w+ = (?:graphviz\.|gv\.|pydot\.)?(?:Digraph|Graph|Dot)\()/m
const statement = /->|--|\[\s{0,20}\w{1,40}\s{0,20}=|\bsubgraph\b|\b(?:node|edge|graph)\s{0,20}\[/

/** Finds out why a text does not start as a graph, and where to read on. The token is the first that is no comment. */
export function diagnoseOpening(scan: Scanner): Opening {
  const { text, start, kind } = scan
  const head = text.slice(start, start + 20_000)
  const found = header.exec(head)
  const resume = found === null ? undefined : start + found.index
  if (program.test(head) && !(resume !== undefined && /^[\s"'`]*$/.test(head.slice(0, found!.index)))) {
    return {
      category: 'not-dot',
      repair: 'this is a program that would write a graph: run it, and give the file that it writes',
      resume,
      implied: false,
    }
  }
  const isQuote = kind === Token.string || kind === Char.apostrophe || kind === Char.backtick
  if (isQuote || scan.unclosed === 'string') {
    const edgy = kind === Token.string && resume === undefined && statement.test(head)
    if (!edgy) {
      return {
        category: 'stray-quote',
        repair: 'remove the quotes before "digraph"',
        resume,
        implied: false,
      }
    }
  }
  if (damagedHeader.test(head) && kind === Token.id) {
    const repair = 'start the file with "digraph name {" (or "graph" for edges without direction)'
    return { category: 'lost-header', repair, resume: start, implied: true }
  }
  if (resume !== undefined && !statement.test(head.slice(0, found!.index))) {
    return { category: 'not-dot', repair: 'remove the text before "digraph"', resume, implied: false }
  }
  if (statement.test(head)) {
    const repair = 'put "digraph name {" before the first statement, and "}" after the last one'
    return { category: 'lost-header', repair, resume: start, implied: true }
  }
  return {
    category: 'not-dot',
    repair: 'give a graph in the DOT language',
    resume: undefined,
    implied: false,
  }
}

/** Where the body starts of a header whose first word is damaged, or undefined. */
export function damagedHeaderEnd(text: string, start: number): number | undefined {
  const found = damagedHeader.exec(text.slice(start, start + 600))
  return found === null ? undefined : start + found[0].length
}

/** Whether edges without a header before them seem to be directed. */
export function seemsDirected(text: string, start: number): boolean {
  return text.indexOf('->', start) >= 0 || text.indexOf('--', start) < 0
}

/** Whether a text was written with the two characters `\n` in place of newlines as a whole. */
export function isEscapedAsWhole(text: string): boolean {
  const head = text.slice(0, 20_000)
  if (!head.includes('\\n')) return false
  const newlines = head.split('\n').length - 1
  return newlines <= 3 && (header.test(head.replaceAll('\\n', ' ')) || statement.test(head))
}

export const seemsHeader = (text: string): boolean => header.test(text)

const wholeStatement =
  /^[ \t]{0,40}(?:(?:"[^"\n]{1,200}"|[\w\u0080-\uffff]{1,100})[ \t]{0,40}(?:->|--(?=[ \w])|\[\s{0,40}\w{1,40}\s{0,9}=)|subgraph\s|(?:node|edge|graph)\s{0,9}\[)/m
const command = /^[ \t]{0,40}--\w|\s--[a-z][\w-]{0,40}[ =]/m

/** Whether a line starts with a statement. Options of a command, `--name value`, are no edges. */
export const seemsStatement = (text: string): boolean =>
  wholeStatement.test(text) && (text.includes('->') || !command.test(text))
