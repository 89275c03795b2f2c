import { caretLines, excerptOf } from '../caret.js'
import type { Diagnostic } from './diagnostic.js'

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
  return caretLines(excerptOf(source, column), (endColumn ?? column + 1) - column).map(
    (line) => `  | ${line}`,
  )
}
