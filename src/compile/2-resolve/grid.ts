import type { Block, GridTable } from '../1-read/page.js'
import type { Diagnostics, Text } from '../diagnostic.js'
import { nearestHint } from '../hint.js'

/** The table that follows a block, with the index of each named column; uneven rows are reported and left out. */
export interface Grid {
  readonly columns: ReadonlyMap<string, number>
  readonly rows: GridTable['rows']
}

export interface GridOptions {
  /** Whether a column is named by the bare text of its header cell too. */
  readonly plainHeaders: boolean
  /** The columns that must be there; all, when absent. */
  readonly needed?: readonly string[]
}

/**
 * A column is named by the inline code of its header cell, or where `plainHeaders` by its text; other columns are for
 * people. Those that are needed must be there, and none beside `names` may be named in code.
 */
export function readGrid(
  block: Block,
  names: readonly string[],
  { plainHeaders, needed = names }: GridOptions,
  text: Text,
  diagnostics: Diagnostics,
): Grid | undefined {
  if (!block.table) {
    diagnostics.report('table/missing', text, block.span, { kind: block.kind })
    return undefined
  }
  const { header, rows } = block.table
  const columns = new Map<string, number>()
  for (const [index, cell] of header.cells.entries()) {
    const known = names.includes(cell.text)
    if (cell.code && !known) {
      const remark = { expected: names.join(', '), hint: nearestHint(cell.text, names) }
      diagnostics.report('table/unknown-column', text, cell.span, { column: cell.text }, remark)
    } else if (known && (cell.code || plainHeaders)) {
      if (columns.has(cell.text))
        diagnostics.report('table/duplicate-column', text, cell.span, { column: cell.text })
      else columns.set(cell.text, index)
    }
  }
  const missing = needed.filter((name) => !columns.has(name))
  for (const column of missing) {
    const hint = plainHeaders ? undefined : `name it in a header cell as inline code: \`${column}\``
    diagnostics.report('table/no-column', text, header.span, { column }, { hint })
  }
  const width = header.cells.length
  const even = rows.filter((row) => {
    if (row.cells.length === width) return true
    const hint = row.cells.length > width ? 'write | inside of a cell as \\|' : undefined
    const values = { cells: row.cells.length, columns: width }
    diagnostics.report('table/uneven-row', text, row.span, values, { hint })
    return false
  })
  return missing.length === 0 ? { columns, rows: even } : undefined
}
