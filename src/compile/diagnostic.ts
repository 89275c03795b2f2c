// What the compiler has to say about a page: one form for every phase.
import { type CatalogueCode, catalogue } from './catalogue.js'

/** A range on one page; lines and columns count from 1, `endColumn` is exclusive and on the same line. */
export interface Span {
  readonly line: number
  readonly column: number
  readonly endColumn?: number
}

export interface Diagnostic extends Span {
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** Path from the folder that holds the base, with `/`: `kb/05_parallelism/attention.md`. */
  readonly page: string
  readonly message: string
  readonly expected?: string
  /** A way out: the nearest known name, or what to write. */
  readonly hint?: string
  /** The line of the page, for the caret. */
  readonly source: string
}

/** A text that diagnostics point into: a page, or a file of the grammar folder. */
export interface Text {
  readonly name: string
  readonly lines: readonly string[]
}

export interface Remark {
  readonly expected?: string | undefined
  readonly hint?: string | undefined
}

/** Collects the diagnostics of a run; all of them are reported, none ends it. */
export class Diagnostics {
  private readonly list: Diagnostic[] = []

  /** Reports `code` at a place; `values` fill the sentence that the catalogue has for it. */
  report(
    code: CatalogueCode,
    text: Text,
    span: Span,
    values: Readonly<Record<string, string | number>>,
    remark: Remark = {},
  ): void {
    const entry = catalogue[code]
    this.list.push({
      code,
      severity: entry.severity,
      page: text.name,
      line: span.line,
      column: span.column,
      ...(span.endColumn === undefined ? {} : { endColumn: span.endColumn }),
      message: entry.says.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
      ...(remark.expected === undefined ? {} : { expected: remark.expected }),
      ...(remark.hint === undefined ? {} : { hint: remark.hint }),
      source: text.lines[span.line - 1] ?? '',
    })
  }

  /** Adds what another analysis found, in its own words. */
  add(found: Diagnostic): void {
    this.list.push(found)
  }

  /** All diagnostics by page, line, column and code, each once. */
  sorted(): Diagnostic[] {
    const seen = new Set<string>()
    return this.list.sort(compareDiagnostics).filter((found) => {
      const key = JSON.stringify([found.page, found.line, found.column, found.code, found.message])
      return !seen.has(key) && seen.add(key)
    })
  }
}

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    order(a.page, b.page) ||
    order(a.line, b.line) ||
    order(a.column, b.column) ||
    order(a.code, b.code) ||
    order(a.message, b.message)
  )
}
