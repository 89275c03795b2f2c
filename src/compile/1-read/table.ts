import type { Table, TableCell, TableRow } from 'mdast'
import { plainText, spanOf, walk } from './nodes.js'
import type { Cell, GridTable, Row } from './page.js'

/** The rows of a GFM table as text with places. Rows keep the number of cells that the author wrote. */
export function readTable(table: Table): GridTable {
  const [header, ...rows] = table.children.map(readRow)
  return { header: header!, rows }
}

function readRow(row: TableRow): Row {
  return { cells: row.children.map(readCell), span: spanOf(row) }
}

function readCell(cell: TableCell): Cell {
  const codes = [...walk(cell)].filter((node) => node.type === 'inlineCode')
  const place = codes[0] ?? cell.children[0] ?? cell
  if (codes.length === 0) return { text: plainText(cell).trim(), code: false, span: spanOf(place) }
  return { text: codes.map(({ value }) => value).join(', '), code: true, span: spanOf(place) }
}
