import type { Place, Table } from '../../knowledge/base.js'
import { unsafeNames } from '../1-read/refuse.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import type { FactsBlock, Found, RowsBlock } from './blocks.js'
import { type CellValue, readCell } from './cell.js'
import { citesOf, sourceIds } from './citations.js'
import { type Grid, readGrid } from './grid.js'
import { Registry } from './registry.js'
import { isSameStratum } from './strata.js'
import { checkUnit } from './words.js'

/** A fact table and the sets of keys that it names (`lexicon.collective`). */
export interface ResolvedTable {
  readonly table: Table
  readonly sets: ReadonlyMap<string, readonly string[]>
  readonly citing: readonly Citing[]
}

/** The sources that a table cites on one page: more rows may stand on another page than the table. */
export interface Citing {
  readonly page: string
  readonly ids: readonly string[]
}

/** A table while its rows are gathered. */
interface Draft {
  readonly block: FactsBlock
  readonly stratum: string
  readonly place: Place
  readonly rows: Record<string, Readonly<Record<string, CellValue>>>
  /** Where each key has its row. */
  readonly places: Map<string, Place>
  readonly citing: Citing[]
}

type Declaring = Found<'facts'> & { readonly value: FactsBlock }
type Extending = Found<'facts'> & { readonly value: RowsBlock }

/** The tables of all `facts` blocks; those that extend a table add their rows behind its own. */
export function resolveTables(blocks: readonly Found<'facts'>[], diagnostics: Diagnostics): ResolvedTable[] {
  const registry = new Registry<Draft>('The table', diagnostics)
  for (const found of blocks.filter(isDeclaring)) {
    const draft = draftOf(found, diagnostics)
    if (draft) registry.declare(found.value.id, draft, found.page.text, found.data.where(['id']))
  }
  for (const found of blocks.filter(isExtending)) extend(found, registry, diagnostics)
  return registry.values().map(tableOf)
}

const isDeclaring = (found: Found<'facts'>): found is Declaring => found.value.extends === undefined
const isExtending = (found: Found<'facts'>): found is Extending => found.value.extends !== undefined

function draftOf(found: Declaring, diagnostics: Diagnostics): Draft | undefined {
  const { value, data, page, block } = found
  const { text } = page
  const names = Object.keys(value.columns)
  for (const name of names) checkUnit(value.columns[name]!, data, ['columns', name, 'unit'], diagnostics)
  for (const role of ['key', 'sets', 'aliases', 'source'] as const) {
    const name = value[role]
    if (name === undefined || names.includes(name)) continue
    const remark = { expected: names.join(', '), hint: nearestHint(name, names) }
    diagnostics.report('table/unknown-column', text, data.where([role]), { column: name }, remark)
  }
  const draft: Draft = {
    block: value,
    stratum: page.stratum,
    place: { page: text.name, line: block.span.line },
    rows: Object.create(null),
    places: new Map(),
    citing: [],
  }
  return readRows(found, draft, diagnostics) && names.includes(value.key) ? draft : undefined
}

/** Adds rows to a table of the same stratum: of a lower one, rules would use facts of a higher stratum than their own. */
function extend(found: Extending, tables: Registry<Draft>, diagnostics: Diagnostics): void {
  const { value, data, page } = found
  const name = value.extends
  const table = tables.get(name)
  const span = data.where(['extends'])
  if (table === undefined) {
    const hint = nearestHint(name, tables.names())
    diagnostics.report('table/unknown', page.text, span, { name }, { hint })
    return
  }
  if (!isSameStratum(table.stratum, page.stratum)) {
    const values = { name, theirs: table.stratum, ours: page.stratum }
    const hint = `move the rows to a page under \`${table.stratum}\``
    diagnostics.report('table/other-stratum', page.text, span, values, { hint })
  }
  readRows(found, table, diagnostics)
}

/** Reads the rows of the table behind a block. Cells that do not fit are reported; their row lacks the value. */
function readRows(found: Found<'facts'>, table: Draft, diagnostics: Diagnostics): boolean {
  const { block, page } = found
  const { text } = page
  const { key: keyColumn, columns } = table.block
  const grid = readGrid(block, Object.keys(columns), false, text, diagnostics)
  if (!grid?.columns.has(keyColumn)) return false
  for (const row of grid.rows) {
    const keyCell = row.cells[grid.columns.get(keyColumn)!]!
    const key = keyCell.text
    const first = table.places.get(key)
    if (key === '') diagnostics.report('table/empty-cell', text, keyCell.span, { column: keyColumn })
    else if (unsafeNames.has(key)) diagnostics.report('word/reserved', text, keyCell.span, { name: key })
    else if (first !== undefined) {
      const place = first.page === text.name ? `line ${first.line}` : `${first.page}:${first.line}`
      diagnostics.report('table/duplicate-key', text, keyCell.span, { key, place })
    } else {
      table.places.set(key, { page: text.name, line: row.span.line })
      const values: Record<string, CellValue> = {}
      for (const [column, index] of grid.columns) {
        const cell = row.cells[index]!
        if (cell.text === '') continue
        const read = readCell(cell, column, columns[column]!, text, diagnostics)
        if (read !== undefined) values[column] = read
      }
      table.rows[key] = values
    }
  }
  table.citing.push({ page: text.name, ids: citesOfRows(found, table.block, grid, diagnostics) })
  return true
}

function tableOf({ block, stratum, rows, place, citing }: Draft): ResolvedTable {
  const columns = Object.fromEntries(
    Object.entries(block.columns).map(([name, { type, unit }]) => [name, { type, unit: unit ?? '1' }]),
  )
  const { id, key, traces } = block
  const cites = [...new Set(citing.flatMap(({ ids }) => ids))]
  const aliases = block.aliases === undefined ? undefined : aliasesOf(rows, block.aliases)
  const table: Table = {
    ...{ id, stratum, key, columns, rows },
    ...(aliases && { aliases }),
    cites,
    ...(traces && { traces }),
    place,
  }
  return { table, sets: setsOf(table, block.sets), citing }
}

/**
 * The sources that rows cite: in the prose of their section for all of them, and by row in the column that `source` of the table
 * names. What a table claims of the world has a source; rows that have none are reported.
 */
function citesOfRows(
  { value, data, page, section }: Found<'facts'>,
  { id, source, claims }: FactsBlock,
  grid: Grid,
  diagnostics: Diagnostics,
): readonly string[] {
  const inProse = citesOf(section, page)
  const index = source === undefined ? undefined : grid.columns.get(source)
  if (index === undefined) {
    if (claims !== false && inProse.length === 0) {
      const hint =
        'cite a source in the prose of the section, name a column of sources as `source`, or write `claims: false`'
      const span = data.where([value.extends === undefined ? 'id' : 'extends'])
      diagnostics.report('law/uncited-table', page.text, span, { table: id }, { hint })
    }
    return inProse
  }
  const known = sourceIds(page)
  const byRow = grid.rows.flatMap((row) => {
    const cell = row.cells[index]!
    const ids = cell.text.split(',').map((name) => name.trim())
    if (cell.text === '') diagnostics.report('table/empty-cell', page.text, cell.span, { column: source! })
    for (const name of cell.text === '' ? [] : ids) {
      if (known.includes(name)) continue
      diagnostics.report('source/unknown', page.text, cell.span, { name }, { hint: nearestHint(name, known) })
    }
    return ids.filter((name) => known.includes(name))
  })
  return [...new Set([...inProse, ...byRow])]
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
