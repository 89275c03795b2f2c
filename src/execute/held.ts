// A few cells of a tensor that differs: what ranks have there, and what the unsharded model has.
import { numbers } from './algebra/numbers.js'
import type { Tensor } from './reference/tensors.js'
import type { Value } from './value.js'

/** What a rank has of a tensor. */
export interface Part {
  readonly device: number | string
  readonly value: Value
}

/** A tensor of the unsharded model, and what ranks have of it. */
export interface Held {
  readonly whole: Tensor
  readonly parts: readonly Part[]
}

/** Numbers of a few cells, with four digits. */
export interface Shown {
  /** By dimension, the index of each cell. */
  readonly cells: readonly Readonly<Record<string, number>>[]
  readonly unsharded: readonly number[]
  /** A rank with other numbers, and another one where more have a part of the tensor; nothing for cells that a rank has not. */
  readonly ranks: readonly { readonly device: number | string; readonly values: readonly (number | null)[] }[]
}

const MOST_CELLS = 4
const DIGITS = 4

/** The first cells at which a rank has another number; undefined where no rank has one of a cell that the model has. */
export function shown({ whole, parts }: Held): Shown | undefined {
  for (const part of parts) {
    const own = cellsOf(whole, part, isWrong)
    if (own.length === 0) continue
    const [other, places] = beside(whole, part, own, parts)
    return {
      cells: places.map((at) => Object.fromEntries(whole.dims.map((name, i) => [name, at[i]!]))),
      unsharded: places.map((at) => wholeCell(whole, at)!),
      ranks: parts
        .filter((each) => each === part || each === other)
        .map((each) => ({ device: each.device, values: valuesOf(each, places) })),
    }
  }
  return undefined
}

/** Another rank and the cells of both: one that has the same cells, first of all with other numbers; else one with cells of its own. */
function beside(
  whole: Tensor,
  part: Part,
  own: readonly At[],
  parts: readonly Part[],
): [Part | undefined, readonly At[]] {
  const others = parts.filter((each) => each !== part)
  const alike = others.filter((each) => !valuesOf(each, own).includes(null))
  const values = String(valuesOf(part, own))
  const same = alike.find((each) => String(valuesOf(each, own)) !== values) ?? alike[0]
  if (same !== undefined) return [same, own]
  for (const fits of [isWrong, () => true])
    for (const other of others) {
      const cells = cellsOf(whole, other, fits)
      const half = MOST_CELLS / 2
      if (cells.length > 0) return [other, [...own.slice(0, half), ...cells.slice(0, half)]]
    }
  return [undefined, own]
}

const valuesOf = ({ value }: Part, places: readonly At[]): (number | null)[] =>
  places.map((at) => cellOf(value, at) ?? null)

/** Indices in the whole tensor, by dimension. */
type At = readonly number[]

/** The first cells of a rank that the whole tensor has too, of those that fit by the two numbers. */
function cellsOf(whole: Tensor, { value }: Part, fits: (seen: number, expected: number) => boolean): At[] {
  const { axes, cells } = value
  const found: At[] = []
  if (axes.length !== whole.dims.length) return found
  for (let cell = 0; cell < cells.first.length && found.length < MOST_CELLS; cell++) {
    const at: number[] = []
    let rest = cell
    for (let i = axes.length - 1; i >= 0; i--) {
      const { labels } = axes[i]!
      at.unshift(labels[rest % labels.length]!)
      rest = Math.floor(rest / labels.length)
    }
    const [seen, expected] = [rounded(cells.first[cell]!), wholeCell(whole, at)]
    if (seen !== undefined && expected !== undefined && fits(seen, expected)) found.push(at)
  }
  return found
}

/** Whether a reader sees that two numbers differ. */
const isWrong = (seen: number, expected: number): boolean =>
  !numbers.agree({ first: Float64Array.of(seen) }, 0, { first: Float64Array.of(expected) }, 0)

function wholeCell({ sizes, cells, has }: Tensor, at: At): number | undefined {
  if (at.some((index, i) => index >= sizes[i]!) || has?.(at[0]!) === false) return undefined
  return rounded(cells.first[at.reduce((place, index, i) => place * sizes[i]! + index, 0)]!)
}

function cellOf({ axes, cells }: Value, at: At): number | undefined {
  if (axes.length !== at.length) return undefined
  let place = 0
  for (const [i, { labels }] of axes.entries()) {
    const index = labels.indexOf(at[i]!)
    if (index < 0) return undefined
    place = place * labels.length + index
  }
  return rounded(cells.first[place]!)
}

/** Numbers are for people, and the same on all machines. */
const rounded = (value: number): number | undefined =>
  Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : undefined
