// Versions of engines as people write them (`v0.5.12`, `1.0.0rc3`, `0.6.4.post1`, `0.7.4.dev49`) and ranges of them.

/** Numbers before the first letter, and what follows as a rank: before the release (dev, alpha, beta, rc), it, or after. */
export interface Version {
  readonly release: readonly number[]
  readonly rank: number
  readonly serial: number
}

/** The order of PEP 440: developments of a version come before its candidates, these before it, its post-releases behind it. */
const ranks: readonly (readonly [suffix: RegExp, rank: number])[] = [
  [/^dev/, 0],
  [/^(?:a|alpha)/, 1],
  [/^(?:b|beta)/, 2],
  [/^(?:rc|c|pre)/, 3],
  [/^(?:post|rev)/, 5],
]
const RELEASE = 4

const comparisons: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
}

type Comparison = '>=' | '<=' | '>' | '<' | '==' | '!='

/** One bound of a range: how a version compares with another. */
export interface Bound {
  readonly comparison: Comparison
  readonly version: Version
}

/** A version, or undefined where the text names none. What follows a `+` or names a build (`-rocm700`) is set aside. */
function parseVersion(text: string): Version | undefined {
  const match = /^\s*v?(\d{1,9}(?:\.\d{1,9}){0,5})[.\-_]?([a-z]{0,9})[.\-_]?(\d{0,9})/i.exec(text)
  if (match === null) return undefined
  const suffix = match[2]!.toLowerCase()
  const rank = ranks.find(([form]) => form.test(suffix))?.[1] ?? RELEASE
  return {
    release: match[1]!.split('.').map(Number),
    rank,
    serial: rank === RELEASE ? 0 : Number(match[3] ?? 0),
  }
}

/**
 * Whether a version lies in a range: bounds such as `>=0.8 <0.11`, all of which have to hold; `*` holds for all. Unknown
 * where the text names no version, but for `*`, and where the range is none (the compiler refuses it: `rangeProblem`).
 */
export function isWithin(text: string, range: string): boolean | undefined {
  const bounds = parseRange(range)
  if (typeof bounds === 'string') return undefined
  if (bounds.length === 0) return true
  const version = parseVersion(text)
  return (
    version && bounds.every((bound) => comparisons[bound.comparison](compareVersions(version, bound.version)))
  )
}

/** From where on a range reaches: its bounds but for those at its end; undefined where it has no beginning. */
export function beginningOf(range: string): string | undefined {
  const bounds = range.split(/[\s,]+/).filter((bound) => bound.startsWith('>'))
  return bounds.length === 0 ? undefined : bounds.join(' ')
}

/** Whether a version comes before all that lie in a range. */
export function isBefore(text: string, range: string): boolean {
  const bounds = parseRange(range)
  const version = parseVersion(text)
  if (typeof bounds === 'string' || version === undefined) return false
  return bounds.some(
    ({ comparison, version: bound }) =>
      /^(?:>|==)/.test(comparison) &&
      !comparisons[comparison](compareVersions(version, bound)) &&
      compareVersions(version, bound) <= 0,
  )
}

/**
 * Whether a text names one release: `0.9` may mean any of its patches, and a candidate or a build between releases may have
 * what only the next one is said to have. A label behind a plus may stand for changes of any kind.
 */
export function isRelease(text: string): boolean {
  const version = parseVersion(text)
  return (
    version !== undefined && version.rank >= RELEASE && version.release.length > 2 && !/dev|\+/i.test(text)
  )
}

/** Whether a range holds for all versions, so that not even one has to be known. */
export function isEveryVersion(range: string): boolean {
  const bounds = parseRange(range)
  return typeof bounds !== 'string' && bounds.length === 0
}

/** A version that lies in a range, as an example of it; undefined where none of the versions beside its bounds does. */
export function versionWithin(range: string): string | undefined {
  const named = [...range.matchAll(/[^\s,<>=!]+/g)].map(([version]) => version)
  const beside = [...named, ...named.map((version) => `${version}.1`), '0']
  return beside.find((version) => isWithin(version, range) === true)
}

/** What is wrong with a range; undefined when nothing is. */
export function rangeProblem(range: string): string | undefined {
  const bounds = parseRange(range)
  return typeof bounds === 'string' ? bounds : undefined
}

/** The bounds of a range, none for all versions; or what is wrong with it. */
export function parseRange(range: string): readonly Bound[] | string {
  const parts = range.split(/[\s,]+/).filter((part) => part !== '')
  if (parts.length === 0) return 'a range of versions is empty: write `*` for all of them'
  if (parts.length === 1 && parts[0] === '*') return []
  const bounds: Bound[] = []
  for (const part of parts) {
    const match = /^(>=|<=|==|!=|>|<)([\w.+-]+)$/.exec(part)
    const version = match === null ? undefined : parseVersion(match[2]!)
    if (version === undefined)
      return `\`${part}\` is no bound of versions: write \`>=0.8\`, \`<0.11\`, or \`*\` for all`
    bounds.push({ comparison: match![1] as Comparison, version })
  }
  return bounds
}

/** Below 0 where the first comes before the second. */
export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.release.length, b.release.length); i++) {
    const difference = (a.release[i] ?? 0) - (b.release[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.rank - b.rank || a.serial - b.serial
}
