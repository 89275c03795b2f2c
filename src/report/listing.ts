// Lists for people: rows under headings, columns as wide as they must be.
import { paint } from './paint.js'
import { plain } from './plain.js'

export interface Section {
  readonly heading: string
  readonly rows: readonly (readonly string[])[]
}

/** The sections as text, with columns aligned over all of them; the last column is as long as it is. */
export function listing(sections: readonly Section[], colour: boolean): string {
  const rows = sections.flatMap((section) => section.rows)
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => plain(row[i] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => plain(cell).padEnd(i === columns - 1 ? 0 : widths[i]!)).join('  ')}`.trimEnd()
  return sections
    .map(({ heading, rows }) => [paint('strong', plain(heading), colour), ...rows.map(line), ''].join('\n'))
    .join('\n')
}

/** Items grouped under the strata of a base, in its order; strata without items are left out. */
export function byStratum<Item extends { readonly stratum: string }>(
  strata: readonly { readonly id: string; readonly title: string }[],
  items: readonly Item[],
  row: (item: Item) => readonly string[],
): Section[] {
  return strata.flatMap(({ id, title }) => {
    const rows = items.filter((item) => item.stratum === id).map(row)
    return rows.length === 0 ? [] : [{ heading: title, rows }]
  })
}
