// Indices of a dimension as plans write them: "0-3,8-11" and back. The order of the text is kept: it is the order in memory.

/** The indices of a text; it fits the grammar of `slices` in `rules/plan.schema.json`. */
export function indicesOf(text: string): number[] {
  const indices: number[] = []
  if (text === '') return indices
  for (const range of text.split(',')) {
    const [first, last = first] = range.split('-').map(Number) as [number, number?]
    for (let index = first; index <= last; index++) indices.push(index)
  }
  return indices
}

/** The shortest text of indices in their order. */
export function indicesText(indices: readonly number[]): string {
  const ranges: string[] = []
  for (let i = 0; i < indices.length; ) {
    let end = i
    while (indices[end + 1] === indices[end]! + 1) end++
    ranges.push(end === i ? String(indices[i]) : `${indices[i]}-${indices[end]}`)
    i = end + 1
  }
  return ranges.join(',')
}
