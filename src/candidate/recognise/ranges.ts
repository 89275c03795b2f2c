// Lists of devices as people write them: `0-7`, `[0,1,2,3]`, `0→1`, `rank_a0-rank_a3`.

/** Devices in one value beyond which it is not read: a range over millions is a slip, or an attack. */
const maxDevices = 65_536

/** Gives a name as written its canonical form. */
export type Rename = (name: string) => string

/**
 * Reads a list of devices. Items stand between commas, semicolons, `&`, `and`, arrows, brackets or a plus before a word; an
 * item is a number, a name or a range of either. Names are renamed before they are read, so that `gpu_3` can be the number 3.
 * @returns the distinct devices in the order of mention, or undefined when an item is not understood.
 */
export function readDevices(text: string, rename: Rename): readonly (number | string)[] | undefined {
  const found = new Set<number | string>()
  for (const item of text.split(/[[\](){},;&]|\+(?=\s*\p{L})|->|=>|→|↔|⇒|\band\b/u)) {
    const written = item.trim()
    if (written === '') continue
    const devices = readItem(rename(written), rename)
    if (devices === undefined || found.size + devices.length > maxDevices) return undefined
    for (const device of devices) found.add(device)
  }
  return found.size === 0 ? undefined : [...found]
}

function readItem(item: string, rename: Rename): readonly (number | string)[] | undefined {
  const single = readName(item)
  if (single !== undefined) return [single]
  const [from, to, ...more] = item.split(/\s*(?:\.\.\.?|…|–|—|~|-|:|\bto\b|\bthrough\b)\s*/)
  if (from === undefined || to === undefined || more.length > 0) return undefined
  return expand(rename(from), rename(to))
}

/** A number, or a name of letters, digits and `_@#.`; undefined for anything else. */
function readName(text: string): number | string | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  return /^[\p{L}_@#][\p{L}\d_@#.]*$|^\d+[_.]\d+$/u.test(text) ? text : undefined
}

/** The names from `from` to `to`, which must be alike but for their numbers. */
function expand(from: string, to: string): readonly (number | string)[] | undefined {
  const start = from.split(/(\d+)/)
  const end = completed(start, to.split(/(\d+)/))
  if (end === undefined) return undefined
  let names: string[] = ['']
  for (const [i, part] of start.entries()) {
    const last = end[i]!
    if (i % 2 === 0) {
      if (part !== last) return undefined
      names = names.map((name) => name + part)
      continue
    }
    const count = Number(last) - Number(part) + 1
    if (!(count >= 1) || names.length * count > maxDevices) return undefined
    names = names.flatMap((name) => Array.from({ length: count }, (_, k) => name + (Number(part) + k)))
  }
  const devices = names.map(readName)
  return devices.every((device) => device !== undefined) ? devices : undefined
}

/** The parts of the end of a range; `gpu0-7` leaves the word away that `gpu0` begins with. */
function completed(start: readonly string[], end: readonly string[]): readonly string[] | undefined {
  if (end.length === start.length) {
    if (end[0] === '' && start[0] !== '' && end.length === 3) return [start[0]!, end[1]!, end[2]!]
    return end
  }
  return undefined
}
