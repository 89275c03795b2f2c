import type { Span } from '../diagnostic.js'

/** Turns offsets in the content of a fence (or of frontmatter) into a place on the page. */
export type Mapper = (offset: number, end?: number) => Span

/**
 * Containers (list items, quotations) strip a prefix of each line of a fence, never a suffix, so the difference in
 * length between the line of the page and the line of the content is the shift of its columns.
 */
export function mapperOf(content: string, pageLines: readonly string[], firstLine: number): Mapper {
  const lines = content.split('\n')
  const starts: number[] = []
  let at = 0
  for (const line of lines) {
    starts.push(at)
    at += line.length + 1
  }
  return (offset, end) => {
    const index = lineOf(starts, offset)
    const line = lines[index]!
    const shift = Math.max(0, (pageLines[firstLine - 1 + index] ?? line).length - line.length)
    const column = Math.min(offset - starts[index]!, line.length) + shift + 1
    const lineEnd = line.trimEnd().length + shift + 1
    const endColumn = end === undefined ? column + 1 : Math.min(end - starts[index]! + shift + 1, lineEnd)
    return { line: firstLine + index, column, endColumn: Math.max(endColumn, column + 1) }
  }
}

/** Index of the last start that is not beyond the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}
