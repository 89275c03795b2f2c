// Where two texts of JSON differ first.

/** The first place at which two values differ; a value that is absent is undefined. */
export interface Difference {
  /** `results[0].findings[2].message`. */
  readonly path: string
  readonly recorded: unknown
  readonly now: unknown
}

/** The first difference in the order of the recorded value; undefined where they say the same. */
export function firstDifference(recorded: unknown, now: unknown, path = ''): Difference | undefined {
  if (Array.isArray(recorded) && Array.isArray(now)) {
    return first(Math.max(recorded.length, now.length), (i) =>
      firstDifference(recorded[i], now[i], `${path}[${i}]`),
    )
  }
  if (isMap(recorded) && isMap(now)) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(now)])]
    return first(keys.length, (i) =>
      firstDifference(own(recorded, keys[i]!), own(now, keys[i]!), step(path, keys[i]!)),
    )
  }
  return Object.is(recorded, now) ? undefined : { path, recorded, now }
}

function first(count: number, at: (index: number) => Difference | undefined): Difference | undefined {
  for (let i = 0; i < count; i++) {
    const difference = at(i)
    if (difference !== undefined) return difference
  }
  return undefined
}

type Json = Readonly<Record<string, unknown>>

const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (map: Json, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined)

function step(path: string, key: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

/** The line, from 1, at which two texts differ first. */
export function firstLine(recorded: string, now: string): number {
  let line = 1
  for (let i = 0; i < recorded.length && recorded[i] === now[i]; i++) if (recorded[i] === '\n') line++
  return line
}
