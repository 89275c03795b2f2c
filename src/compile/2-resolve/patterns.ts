import type { Pattern, PatternTable, Table } from '../../knowledge/base.js'
import { checkPattern } from '../../knowledge/pattern.js'
import { patternSources, sourcesOf } from '../../knowledge/sources.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import type { Found } from './blocks.js'
import { readGrid } from './grid.js'
import type { Vocabulary } from './words.js'

const columns = ['source', 'pattern', 'value']

/**
 * Reads the table behind a `patterns` block: known sources, patterns that match in linear time. A table of facts whose names
 * it seeks has aliases.
 */
export function resolvePatterns(
  found: Found<'patterns'>,
  vocabulary: Vocabulary,
  tables: readonly Table[],
  diagnostics: Diagnostics,
): PatternTable | undefined {
  const { value, data, page, block } = found
  const { text } = page
  const { scope } = value
  const renames = scope === 'device' || scope === 'dimension'
  const words = renames ? ['name'] : vocabulary.names(scope)
  if (!words.includes(value.field)) {
    const hint = nearestHint(value.field, words)
    diagnostics.report('word/unknown', text, data.where(['field']), { scope, name: value.field }, { hint })
  }
  const named = tables.find(({ id }) => id === value.table)
  if (value.table !== undefined && named?.aliases === undefined) {
    const hint = nearestHint(
      value.table,
      tables.flatMap(({ id, aliases }) => (aliases === undefined ? [] : id)),
    )
    diagnostics.report('table/unknown', text, data.where(['table']), { name: value.table }, { hint })
  }
  const grid = readGrid(block, columns, { plainHeaders: true }, text, diagnostics)
  if (!grid) return undefined
  const rows: Pattern[] = []
  for (const row of grid.rows) {
    const [source, pattern, template] = columns.map((name) => row.cells[grid.columns.get(name)!]!)
    const known = [...patternSources[scope], ...words]
    for (const name of sourcesOf(source!.text)) {
      if (known.includes(name)) continue
      const remark = { expected: patternSources[scope].join(', '), hint: nearestHint(name, known) }
      const values = { column: 'source', type: `a source of a ${scope}`, text: name }
      diagnostics.report('table/cell', text, source!.span, values, remark)
    }
    const problem = pattern!.text === '' ? 'it is empty' : checkPattern(pattern!.text)
    if (problem !== undefined) diagnostics.report('pattern/refused', text, pattern!.span, { reason: problem })
    const place = { page: text.name, line: row.span.line }
    rows.push({ source: source!.text, pattern: pattern!.text, value: template!.text, place })
  }
  const place = { page: text.name, line: block.span.line }
  const { id, field, as } = value
  return { id, scope, field, as, ...(value.table !== undefined && { table: value.table }), rows, place }
}
