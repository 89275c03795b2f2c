// Devices of a node, written as a list or, short, as a range: "0-7", "0-3,8-11", "5".

export const MOST_DEVICES = 65_536

/** The grammar of a range; `rules/plan.schema.json` repeats it. */
const RANGE = /^\d{1,9}(?:-\d{1,9})?(?:, ?\d{1,9}(?:-\d{1,9})?)*$/

/** Ranges of one document may name so many devices in all; equal ranges share one list and count once. */
const MOST_WRITTEN_OUT = 10_000_000

/** Writes out ranges: the devices, or undefined when the text is no range, runs backwards or names too many. */
export type Ranges = (text: string) => readonly number[] | undefined

/** Writes out the ranges of one document. */
export function rangesOf(): Ranges {
  const known = new Map<string, readonly number[] | undefined>()
  let left = MOST_WRITTEN_OUT
  return (text) => {
    if (known.has(text)) return known.get(text)
    const devices = deviceRange(text, Math.min(left, MOST_DEVICES))
    left -= devices?.length ?? 0
    known.set(text, devices)
    return devices
  }
}

function deviceRange(text: string, most: number): readonly number[] | undefined {
  if (text.length > 1_000_000 || !RANGE.test(text)) return undefined
  const devices: number[] = []
  for (const part of text.split(',')) {
    const [first, last = first] = part.trim().split('-').map(Number) as [number, number?]
    if (last < first || devices.length + (last - first) >= most) return undefined
    for (let device = first; device <= last; device++) devices.push(device)
  }
  return devices
}
