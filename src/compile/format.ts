import type { Diagnostic } from './diagnostic.js'

/** Longest excerpt of a source line that is shown; a longer line is cut around the caret. */
const excerpt = 160

/**
 * The diagnostics as text, one block each: `page:line:column error code message`, the line, a caret under the place,
 * what was expected and a way out.
 */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(formatDiagnostic).join('\n')
}

function formatDiagnostic(found: Diagnostic): string {
  const lines = [
    `${found.page}:${found.line}:${found.column} ${found.severity} ${found.code} ${found.message}`,
  ]
  if (found.source !== '') lines.push(...caret(found))
  if (found.expected !== undefined) lines.push(`  expected: ${found.expected}`)
  if (found.hint !== undefined) lines.push(`  hint: ${found.hint}`)
  return `${lines.join('\n')}\n`
}

function caret({ source, column, endColumn }: Diagnostic): string[] {
  const from = column - 1 > excerpt - 40 ? column - 41 : 0
  const shown = source.slice(from, from + excerpt)
  const start = Math.min(column - 1 - from, shown.length)
  const width = Math.max(1, Math.min((endColumn ?? column + 1) - column, shown.length - start))
  const blank = shown.slice(0, start).replace(/[^\t]/g, ' ')
  return [`  | ${shown}`, `  | ${blank}${'^'.repeat(width)}`]
}
