// Indices as ranges, never written out: a plan may say 0-999999999.

/** From the first to before the second. */
export type Range = readonly [start: number, end: number]

/** The ranges of a text such as "0-3,8", in its order; a range that runs backwards is empty. */
export function rangesOf(text: string): Range[] {
  if (text === '') return []
  return text.split(',').flatMap((part): Range[] => {
    const [first, last = first] = part.split('-').map(Number) as [number, number?]
    return last >= first ? [[first, last + 1]] : []
  })
}

/** The greatest common divisor. */
export function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
