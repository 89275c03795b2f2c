import type { Table } from '../../knowledge/base.js'
import { unsafeNames } from '../1-read/refuse.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import type { Found } from './blocks.js'
import { type CellValue, readCell } from './cell.js'
import { citesOf, sourceIds } from './citations.js'
import { type Grid, readGrid } from './grid.js'
import { checkUnit } from './words.js'

/** A fact table and the sets of keys that it names (`lexicon.collective`). */
export interface ResolvedTable {
  readonly table: Table
  readonly sets: ReadonlyMap<string, readonly string[]>
}

/** Reads the table behind a `facts` block. Cells that do not fit are reported; their row lacks the value. */
export function resolveTable(found: Found<'facts'>, diagnostics: Diagnostics): ResolvedTable | undefined {
  const { value, data, page, section, block } = found
  const { text } = page
  const names = Object.keys(value.columns)
  for (const name of names) checkUnit(value.columns[name]!, data, ['columns', name, 'unit'], diagnostics)
  for (const role of ['key', 'sets', 'aliases', 'source'] as const) {
    const name = value[role]
    if (name === undefined || names.includes(name)) continue
    const remark = { expected: names.join(', '), hint: nearestHint(name, names) }
    diagnostics.report('table/unknown-column', text, data.where([role]), { column: name }, remark)
  }
  const grid = readGrid(block, names, false, text, diagnostics)
  if (!grid || !names.includes(value.key)) return undefined
  const rows: Record<string, Record<string, CellValue>> = Object.create(null)
  const lines = new Map<string, number>()
  for (const row of grid.rows) {
    const keyCell = row.cells[grid.columns.get(value.key)!]!
    const key = keyCell.text
    if (key === '') diagnostics.report('table/empty-cell', text, keyCell.span, { column: value.key })
    else if (unsafeNames.has(key)) diagnostics.report('word/reserved', text, keyCell.span, { name: key })
    else if (lines.has(key))
      diagnostics.report('table/duplicate-key', text, keyCell.span, { key, line: lines.get(key)! })
    else {
      lines.set(key, row.span.line)
      const values: Record<string, CellValue> = {}
      for (const [column, index] of grid.columns) {
        const cell = row.cells[index]!
        if (cell.text === '') continue
        const read = readCell(cell, column, value.columns[column]!, text, diagnostics)
        if (read !== undefined) values[column] = read
      }
      rows[key] = values
    }
  }
  const columns = Object.fromEntries(
    Object.entries(value.columns).map(([name, { type, unit }]) => [name, { type, unit: unit ?? '1' }]),
  )
  const place = { page: text.name, line: block.span.line }
  const cites = [...new Set([...citesOf(section, page), ...citedByRows(found, grid, diagnostics)])]
  const aliases = value.aliases === undefined ? undefined : aliasesOf(rows, value.aliases)
  const traces = value.traces === undefined ? {} : { traces: value.traces }
  const table: Table = {
    id: value.id,
    stratum: page.stratum,
    key: value.key,
    columns,
    rows,
    ...(aliases === undefined ? {} : { aliases }),
    cites,
    ...traces,
    place,
  }
  return { table, sets: setsOf(table, value.sets) }
}

/**
 * Ids of the sources in the column that `source` names. What a table claims of the world has a source, by row or, for
 * all rows, in the prose of its section; what has none is reported.
 */
function citedByRows(found: Found<'facts'>, grid: Grid, diagnostics: Diagnostics): readonly string[] {
  const { value, data, page, section } = found
  const index = value.source === undefined ? undefined : grid.columns.get(value.source)
  if (index === undefined) {
    if (value.claims !== false && citesOf(section, page).length === 0) {
      const hint =
        'cite a source in the prose of the section, name a column of sources as `source`, or write `claims: false`'
      diagnostics.report('law/uncited-table', page.text, data.where(['id']), { table: value.id }, { hint })
    }
    return []
  }
  const known = sourceIds(page)
  return grid.rows.flatMap((row) => {
    const cell = row.cells[index]!
    const ids = cell.text.split(',').map((id) => id.trim())
    if (cell.text === '')
      diagnostics.report('table/empty-cell', page.text, cell.span, { column: value.source! })
    for (const id of cell.text === '' ? [] : ids) {
      if (known.includes(id)) continue
      diagnostics.report(
        'source/unknown',
        page.text,
        cell.span,
        { name: id },
        { hint: nearestHint(id, known) },
      )
    }
    return ids.filter((id) => known.includes(id))
  })
}

/** Further names of rows, and the keys themselves, in lower case; what two rows claim leads to the first of them. */
function aliasesOf(rows: Table['rows'], column: string): Readonly<Record<string, string>> {
  const aliases: Record<string, string> = Object.create(null)
  for (const key of Object.keys(rows)) aliases[key.toLowerCase()] = key
  for (const [key, row] of Object.entries(rows)) {
    for (const alias of [row[column] ?? []].flat()) aliases[String(alias).toLowerCase()] ??= key
  }
  return aliases
}

/** `sets: class`: for every value of the column `class`, the keys of the rows that have it. */
function setsOf(table: Table, column: string | undefined): Map<string, string[]> {
  const sets = new Map<string, string[]>()
  if (column === undefined) return sets
  for (const [key, row] of Object.entries(table.rows)) {
    const value = row[column]
    for (const name of value === undefined ? [] : [value].flat()) {
      const keys = sets.get(String(name)) ?? []
      if (!keys.includes(key)) keys.push(key)
      sets.set(String(name), keys)
    }
  }
  return sets
}
