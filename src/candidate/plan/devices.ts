// Devices of a node, written as a list or, short, as a range: "0-7", "0-3,8-11", "5".

export const MOST_DEVICES = 65_536

/** The grammar of a range; `rules/plan.schema.json` repeats it. */
const RANGE = /^\d{1,9}(?:-\d{1,9})?(?:, ?\d{1,9}(?:-\d{1,9})?)*$/

/** The devices that a range names, or undefined when it is none, runs backwards or names more than the limit. */
export function deviceRange(text: string): readonly number[] | undefined {
  if (text.length > 1_000_000 || !RANGE.test(text)) return undefined
  const devices: number[] = []
  for (const part of text.split(',')) {
    const [first, last = first] = part.trim().split('-').map(Number) as [number, number?]
    if (last < first || devices.length + (last - first) >= MOST_DEVICES) return undefined
    for (let device = first; device <= last; device++) devices.push(device)
  }
  return devices
}
