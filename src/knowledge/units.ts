// Units of measure as dimensions and scales, so that GiB is never taken for GB, nor bytes for seconds.
import { nearest } from './near.js'
import { type Dimension, dimensions, unitAliases, unitTable } from './unit/table.js'

/** A unit: which powers of the base dimensions it has, and how many of the base units one of it is. */
export interface Unit {
  /** As people read it; `1` when there is no unit. */
  readonly text: string
  /** Powers of the dimensions, in the order of `dimensions`. */
  readonly powers: readonly number[]
  readonly scale: number
}

export interface UnitProblem {
  /** Offset of the name at fault in the text. */
  readonly offset: number
  readonly message: string
}

/** The unit of counts and plain numbers. */
export const one: Unit = { text: '1', powers: dimensions.map(() => 0), scale: 1 }

const isPlain = (unit: Unit) => unit.scale === 1 && unit.powers.every((power) => power === 0)

/**
 * Reads a unit: names joined by `*` and `/` (read from the left), such as `GB/s` or `bytes/token`; `1` is no unit. A
 * noun in small letters counts things and has no dimension (`heads`, `token`).
 */
export function parseUnit(text: string): { readonly unit: Unit } | { readonly problem: UnitProblem } {
  let unit = one
  let offset = 0
  let sign: '*' | '/' = '*'
  for (const part of text.split(/([*/])/)) {
    if (part === '*' || part === '/') sign = part
    else {
      const name = part.trim()
      const factor = named(name)
      if (factor === undefined) return { problem: unknownUnit(name, offset + part.indexOf(name)) }
      unit = sign === '*' ? multiply(unit, factor) : divide(unit, factor)
    }
    offset += part.length
  }
  return { unit: isPlain(unit) ? one : { ...unit, text: text.trim() } }
}

function named(name: string): Unit | undefined {
  if (name === '1') return one
  const alias = unitAliases.get(name)
  if (alias !== undefined) {
    const parsed = parseUnit(alias)
    return 'unit' in parsed ? { ...parsed.unit, text: name } : undefined
  }
  const entry = unitTable.get(name)
  if (entry !== undefined) {
    const powers = dimensions.map((d: Dimension) => (d === entry.dimension ? entry.power : 0))
    return { text: name, powers, scale: entry.scale }
  }
  return isCount(name) ? one : undefined
}

/** Whether a unit counts things and is written in the plural: `tokens`. */
export const isCountNoun = (text: string): boolean =>
  text.endsWith('s') && !unitTable.has(text) && isCount(text)

/** Four small letters or more that are no slip of the pen for a unit: `tokens`, but not `byts` or `gib`. */
function isCount(name: string): boolean {
  if (!/^[a-z]{4,}$/.test(name)) return false
  for (const unit of unitTable.keys()) if (unit.toLowerCase() === name) return false
  const near = nearest(
    name,
    [...unitTable.keys()].filter((unit) => unit.length > 3 && /^[a-z]+$/.test(unit)),
  )
  return near === undefined
}

function unknownUnit(name: string, offset: number): UnitProblem {
  const near = nearest(name, unitTable.keys())
  const hint =
    near === undefined ? 'counts are nouns in small letters, such as `tokens`' : `did you mean \`${near}\`?`
  return { offset, message: name === '' ? 'a unit is missing here' : `there is no unit \`${name}\`: ${hint}` }
}

/** The unit of a product. */
export const multiply = (a: Unit, b: Unit): Unit => ({
  text: written(a, '*', b),
  powers: a.powers.map((power, i) => power + b.powers[i]!),
  scale: a.scale * b.scale,
})

/** The unit of a quotient. */
export const divide = (a: Unit, b: Unit): Unit => ({
  text: written(a, '/', b),
  powers: a.powers.map((power, i) => power - b.powers[i]!),
  scale: a.scale / b.scale,
})

/** `GB/s` times `s` is `GB`: names above and below the line cancel. */
function written(a: Unit, sign: '*' | '/', b: Unit): string {
  const above: string[] = []
  const below: string[] = []
  for (const [text, flip] of [
    [a.text, false],
    [b.text, sign === '/'],
  ] as const) {
    let under = flip
    for (const part of text.split(/([*/])/)) {
      if (part === '*') under = flip
      else if (part === '/') under = !flip
      else if (part !== '1') {
        const [mine, other] = under ? [below, above] : [above, below]
        const at = other.indexOf(part)
        if (at >= 0) other.splice(at, 1)
        else mine.push(part)
      }
    }
  }
  const numerator = above.length === 0 ? '1' : above.join('*')
  return [numerator, ...below].join('/')
}

/** Whether two units measure the same thing on any scale (GiB and bytes). */
export const sameDimension = (a: Unit, b: Unit): boolean =>
  a.powers.every((power, i) => power === b.powers[i])

/** Whether numbers in two units may be added and compared as they are. */
export const sameUnit = (a: Unit, b: Unit): boolean =>
  sameDimension(a, b) && Math.abs(a.scale - b.scale) <= 1e-12 * Math.max(a.scale, b.scale)

/**
 * What turns a number of `from` into one of `to`: a factor to multiply by, or a divisor, whichever is exact more often.
 * Undefined when they do not measure the same thing.
 */
export function conversion(
  from: Unit,
  to: Unit,
): { readonly sign: '*' | '/'; readonly by: number } | undefined {
  if (!sameDimension(from, to)) return undefined
  return from.scale >= to.scale
    ? { sign: '*', by: from.scale / to.scale }
    : { sign: '/', by: to.scale / from.scale }
}
