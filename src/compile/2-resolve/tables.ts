import type { Table } from '../../knowledge/base.js'
import { unsafeNames } from '../1-read/refuse.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import type { Found } from './blocks.js'
import { type CellValue, readCell } from './cell.js'
import { readGrid } from './grid.js'
import { checkUnit } from './words.js'

/** A fact table and the sets of keys that it names (`lexicon.collective`). */
export interface ResolvedTable {
  readonly table: Table
  readonly sets: ReadonlyMap<string, readonly string[]>
}

/** Reads the table behind a `facts` block. Cells that do not fit are reported; their row lacks the value. */
export function resolveTable(found: Found<'facts'>, diagnostics: Diagnostics): ResolvedTable | undefined {
  const { value, data, page, block } = found
  const { text } = page
  const names = Object.keys(value.columns)
  for (const name of names) checkUnit(value.columns[name]!, data, ['columns', name, 'unit'], diagnostics)
  for (const role of ['key', 'sets'] as const) {
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
  const traces = value.traces === undefined ? {} : { traces: value.traces }
  const table: Table = {
    id: value.id,
    stratum: page.stratum,
    key: value.key,
    columns,
    rows,
    ...traces,
    place,
  }
  return { table, sets: setsOf(table, value.sets) }
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
