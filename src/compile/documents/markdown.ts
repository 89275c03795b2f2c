// Markdown tables of generated documents.

/** A table; cells are escaped already where they hold more than words. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line), ''].join('\n')
}

/** Words as a cell: nothing in them is Markdown, and the row stays one line. */
export const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\|`*_<>[\]]/g, '\\$&')

/** A link from a document to a page; both lie in folders of the same parent. */
export const pageLink = (page: string, text: string): string => `[${text}](../${page})`
