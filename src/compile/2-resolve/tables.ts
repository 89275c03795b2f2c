import type { Place, Table } from '../../knowledge/base.js'
import { plainName } from '../../knowledge/tables.js'
import { unsafeNames } from '../1-read/refuse.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import { Kept } from '../kept.js'
import { KeptList } from '../kept-list.js'
import type { ExtensionBlock, Found, TableBlock } from './blocks.js'
import { type CellValue, readCell } from './cell.js'
import { citesOf, sourceIds } from './citations.js'
import { type Grid, readGrid } from './grid.js'
import { Registry } from './registry.js'
import { isAtOrBelow } from './strata.js'
import { checkUnit } from './words.js'

/** A fact table and the sets of keys that it names (`lexicon.collective`). */
export interface ResolvedTable {
  readonly table: Table
  readonly sets: ReadonlyMap<string, readonly string[]>
  /** Sources that the rows cite, by the page on which they stand. */
  readonly cited: ReadonlyMap<string, readonly string[]>
}

type Definition = Found<'facts'> & { readonly value: TableBlock }
type Extension = Found<'facts'> & { readonly value: ExtensionBlock }

/** A table whose rows are still being gathered from the pages that extend it. */
interface Draft {
  readonly definition: Definition
  /** The blocks that its rows are from. */
  readonly blocks: Found<'facts'>[]
  readonly rows: Record<string, Record<string, CellValue>>
  readonly places: Map<string, Place>
  readonly cites: Set<string>
  readonly cited: Map<string, readonly string[]>
}

const isExtension = (found: Found<'facts'>): found is Extension => 'extends' in found.value

/**
 * Reads the tables behind the `facts` blocks: those that define one, then those that add rows to one. Cells that do not
 * fit are reported; their row lacks the value. A table whose blocks are as they were is the same object.
 */
export function resolveTables(
  blocks: readonly Found<'facts'>[],
  diagnostics: Diagnostics,
  known: KeptTables = new Kept(),
): ResolvedTable[] {
  const drafts = new Registry<Draft>('The table', diagnostics)
  const extensions = blocks.filter(isExtension)
  for (const found of blocks) {
    if (isExtension(found)) continue
    const draft = defineTable(found as Definition, extensions, diagnostics)
    if (draft) drafts.declare(draft.definition.value.id, draft, found.page.text, found.data.where(['id']))
  }
  for (const found of extensions) extendTable(found, drafts, diagnostics)
  return drafts
    .values()
    .map((draft) =>
      known.recall(draft.definition, () => new KeptList()).recall(draft.blocks, () => tableOf(draft)),
    )
}

/** Tables by the blocks that define them, and by all blocks that they are made of. */
export type KeptTables = Kept<KeptList<ResolvedTable>>

/** A table may leave all its rows to the blocks that extend it. */
function defineTable(
  definition: Definition,
  extensions: readonly Extension[],
  diagnostics: Diagnostics,
): Draft | undefined {
  const { value, data, page, block } = definition
  const names = Object.keys(value.columns)
  for (const name of names) checkUnit(value.columns[name]!, data, ['columns', name, 'unit'], diagnostics)
  for (const role of ['key', 'sets', 'aliases', 'source'] as const) {
    const name = value[role]
    if (name === undefined || names.includes(name)) continue
    const remark = { expected: names.join(', '), hint: nearestHint(name, names) }
    diagnostics.report('table/unknown-column', page.text, data.where([role]), { column: name }, remark)
  }
  const draft: Draft = {
    definition,
    blocks: [],
    rows: Object.create(null),
    places: new Map(),
    cites: new Set(),
    cited: new Map(),
  }
  if (!block.table && extensions.some((found) => found.value.extends === value.id)) return draft
  const grid = readGrid(block, names, { plainHeaders: false }, page.text, diagnostics)
  if (!grid || !names.includes(value.key)) return undefined
  addRows(draft, definition, grid, diagnostics)
  return draft
}

/** Adds the rows of a block to the table that it names; columns that its header leaves out are empty in them. */
function extendTable(found: Extension, drafts: Registry<Draft>, diagnostics: Diagnostics): void {
  const { value, data, page, block } = found
  const draft = drafts.get(value.extends)
  if (draft === undefined) {
    const hint = nearestHint(value.extends, drafts.names())
    diagnostics.report('table/unknown', page.text, data.where(['extends']), { name: value.extends }, { hint })
    return
  }
  const { key, columns, source } = draft.definition.value
  const ours = draft.definition.page.stratum
  if (!isAtOrBelow(page.stratum, ours)) {
    const values = { name: value.extends, theirs: page.stratum, ours }
    diagnostics.report('table/stratum', page.text, data.where(['extends']), values)
  }
  const needed = source === undefined ? [key] : [key, source]
  const grid = readGrid(block, Object.keys(columns), { plainHeaders: false, needed }, page.text, diagnostics)
  if (grid) addRows(draft, found, grid, diagnostics)
}

function addRows(draft: Draft, found: Found<'facts'>, grid: Grid, diagnostics: Diagnostics): void {
  const { key: keyColumn, columns } = draft.definition.value
  const { text } = found.page
  draft.blocks.push(found)
  for (const row of grid.rows) {
    const keyCell = row.cells[grid.columns.get(keyColumn)!]!
    const key = keyCell.text
    const first = draft.places.get(key)
    if (key === '') diagnostics.report('table/empty-cell', text, keyCell.span, { column: keyColumn })
    else if (unsafeNames.has(key)) diagnostics.report('word/reserved', text, keyCell.span, { name: key })
    else if (first !== undefined) {
      const place = `${first.page}:${first.line}`
      diagnostics.report('table/duplicate-key', text, keyCell.span, { key, place })
    } else {
      draft.places.set(key, { page: text.name, line: row.span.line })
      const values: Record<string, CellValue> = {}
      for (const [column, index] of grid.columns) {
        const cell = row.cells[index]!
        if (cell.text === '') continue
        const read = readCell(cell, column, columns[column]!, text, diagnostics)
        if (read !== undefined) values[column] = read
      }
      draft.rows[key] = values
    }
  }
  const inRows = citedByRows(draft.definition.value, found, grid, diagnostics)
  for (const id of [...citesOf(found.section, found.page), ...inRows]) draft.cites.add(id)
  draft.cited.set(text.name, [...(draft.cited.get(text.name) ?? []), ...inRows])
}

function tableOf({ definition, rows, cites, cited }: Draft): ResolvedTable {
  const { value, page, block } = definition
  const columns = Object.fromEntries(
    Object.entries(value.columns).map(([name, { type, unit }]) => [name, { type, unit: unit ?? '1' }]),
  )
  const aliases = value.aliases === undefined ? undefined : aliasesOf(rows, value.aliases)
  const traces = value.traces === undefined ? {} : { traces: value.traces }
  const table: Table = {
    id: value.id,
    stratum: page.stratum,
    key: value.key,
    columns,
    rows,
    ...(aliases === undefined ? {} : { aliases }),
    cites: [...cites],
    ...traces,
    place: { page: page.text.name, line: block.span.line },
  }
  return { table, sets: setsOf(table, value.sets), cited }
}

/**
 * Ids of the sources in the column that `source` names. What a table claims of the world has a source, by row or, for
 * all rows, in the prose of its section; what has none is reported.
 */
function citedByRows(
  { id, source, claims }: TableBlock,
  found: Found<'facts'>,
  grid: Grid,
  diagnostics: Diagnostics,
): readonly string[] {
  const { data, page, section } = found
  const index = source === undefined ? undefined : grid.columns.get(source)
  if (index === undefined) {
    if (claims !== false && citesOf(section, page).length === 0) {
      const hint =
        'cite a source in the prose of the section, name a column of sources as `source`, or write `claims: false`'
      const span = data.where([isExtension(found) ? 'extends' : 'id'])
      diagnostics.report('law/uncited-table', page.text, span, { table: id }, { hint })
    }
    return []
  }
  const known = sourceIds(page)
  return grid.rows.flatMap((row) => {
    const cell = row.cells[index]!
    const ids = cell.text.split(',').map((id) => id.trim())
    if (cell.text === '') diagnostics.report('table/empty-cell', page.text, cell.span, { column: source! })
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

/** Further names of rows, and the keys themselves, in plain form; what two rows claim leads to the first of them. */
function aliasesOf(rows: Table['rows'], column: string): Readonly<Record<string, string>> {
  const aliases: Record<string, string> = Object.create(null)
  for (const key of Object.keys(rows)) aliases[plainName(key)] = key
  for (const [key, row] of Object.entries(rows)) {
    for (const alias of [row[column] ?? []].flat()) aliases[plainName(String(alias))] ??= key
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
