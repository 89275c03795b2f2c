// What is known of a version that nobody states: it lies in several ranges at once. Between any two versions another one
// may be released, so ranges are sets of points on a line without gaps.
import { type Bound, compareVersions, parseRange, type Version } from './version.js'

/** From where to where, the ends themselves in or out, and single versions left out; absent ends are open. */
interface Interval {
  readonly low?: End
  readonly high?: End
  readonly without: readonly Version[]
}

interface End {
  readonly version: Version
  readonly isIn: boolean
}

/**
 * Whether every version that lies in all of the ranges lies in another: true, false where none does, undefined where some
 * may and some may not. Undefined as well where no version lies in all of the ranges, or one of them is no range.
 */
export function areWithin(ranges: readonly string[], range: string): boolean | undefined {
  const [known, asked] = [intervalOf(ranges), intervalOf([range])]
  if (known === undefined || asked === undefined || isEmpty(known)) return undefined
  if (isEmpty(meet(known, asked))) return false
  const isInside =
    startsWithin(known.low, asked.low) &&
    endsWithin(known.high, asked.high) &&
    asked.without.every((version) => !lies(version, known))
  return isInside ? true : undefined
}

function intervalOf(ranges: readonly string[]): Interval | undefined {
  let interval: Interval = { without: [] }
  for (const range of ranges) {
    const bounds = parseRange(range)
    if (typeof bounds === 'string') return undefined
    interval = bounds.map(ofBound).reduce(meet, interval)
  }
  return interval
}

function ofBound({ comparison, version }: Bound): Interval {
  const end = { version, isIn: comparison.endsWith('=') }
  if (comparison === '!=') return { without: [version] }
  if (comparison === '==') return { low: end, high: end, without: [] }
  return comparison.startsWith('>') ? { low: end, without: [] } : { high: end, without: [] }
}

function meet(a: Interval, b: Interval): Interval {
  const low = startsWithin(a.low, b.low) ? a.low : b.low
  const high = endsWithin(a.high, b.high) ? a.high : b.high
  const without = [...a.without, ...b.without]
  // An end that is left out is no longer in.
  const trimmed = ({ version, isIn }: End): End => ({ version, isIn: isIn && !isOneOf(version, without) })
  return { ...(low && { low: trimmed(low) }), ...(high && { high: trimmed(high) }), without }
}

const isOneOf = (version: Version, others: readonly Version[]): boolean =>
  others.some((other) => compareVersions(version, other) === 0)

/** Whether the first begins no earlier than the second. */
function startsWithin(a: End | undefined, b: End | undefined): boolean {
  if (a === undefined || b === undefined) return b === undefined
  const order = compareVersions(a.version, b.version)
  return order > 0 || (order === 0 && (b.isIn || !a.isIn))
}

/** Whether the first ends no later than the second. */
function endsWithin(a: End | undefined, b: End | undefined): boolean {
  if (a === undefined || b === undefined) return b === undefined
  const order = compareVersions(a.version, b.version)
  return order < 0 || (order === 0 && (b.isIn || !a.isIn))
}

function isEmpty({ low, high }: Interval): boolean {
  if (low === undefined || high === undefined) return false
  const order = compareVersions(low.version, high.version)
  return order > 0 || (order === 0 && !(low.isIn && high.isIn))
}

function lies(version: Version, { low, high, without }: Interval): boolean {
  const point = { version, isIn: true }
  return startsWithin(point, low) && endsWithin(point, high) && !isOneOf(version, without)
}
