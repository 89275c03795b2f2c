// Types of tensors on a device: of each dimension which indices it has, and of a value that is not complete what it covers.
// Each distinct one is kept once under a number.
import type { IndexSets } from '../../tensor/index-sets.js'
import type { Pad } from '../../tensor/paddings.js'
import { ALL, type Cells, joinedCells, type Positions, positionsText, unitedCells } from './cells.js'

/** Copies of tokens for experts, of which only the data tell which they are. */
export interface Copies {
  /** The devices that have sent them, in the order of their group. */
  readonly team: string
  /** Rows of all devices that copies are of. */
  readonly rows: number
  /** Rows that the device brought, and gets back. */
  readonly home: Extent
  /** Experts whose copies are here, once they have worked on them. */
  readonly experts: Extent | undefined
}

/** A dimension on a device. Sets of indices have numbers from 0 up, cells of a cache and copies numbers below. */
export interface Extent {
  readonly name: string
  readonly size: number
  readonly set: number
  /** Of a dimension that goes on behind the model's. */
  readonly pad?: Pad
}

/** Of what has to be joined along one dimension: all that is needed, and the part that is in. */
export interface Side {
  readonly space: string
  readonly needed: number
  readonly part: number
}

/** A value that stands for part of another: of each of its summands the part that is in, as a box. */
export interface Partial {
  /** What completes it: sum, lse … */
  readonly by: string
  readonly terms: readonly (readonly Side[])[]
}

export interface Type {
  readonly extents: readonly Extent[]
  readonly partial?: Partial
  /** Draws by which devices chose for themselves and of which it is made, in order; absent where there are none. */
  readonly drawn?: readonly number[]
}

/** The type of what could not be typed. */
export const UNTYPED = 0

export class Types {
  private readonly list: Type[] = [{ extents: [] }]
  private readonly numbers = new Map<string, number>()
  private readonly uncounted: (Cells | Copies)[] = []
  private readonly uncountedNumbers = new Map<string, number>()

  readonly sets: IndexSets
  /** Whether a dimension of any tensor goes on behind the model's. */
  hasPadding = false

  constructor(sets: IndexSets) {
    this.sets = sets
  }

  /** The number of a type. */
  add(type: Type): number {
    const key = this.keyOf(type)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const number = this.list.push(type) - 1
    this.hasPadding ||= type.extents.some(({ pad }) => pad !== undefined)
    this.numbers.set(key, number)
    return number
  }

  get(number: number): Type {
    return this.list[number]!
  }

  /** The number, below 0, of cells of a cache. */
  addCells(cells: Cells): number {
    const own = joinedCells(this.sets, cells)
    const text = (positions: Positions) => positionsText(this.sets, positions)
    const texts = own.map(({ sequences, before, after }) => `${sequences}/${text(before)}/${text(after)}`)
    return this.addUncounted(`cells ${texts.join(';')}`, own)
  }

  /** The number, below 0, of copies of tokens. */
  addCopies(copies: Copies): number {
    return this.addUncounted(JSON.stringify(copies), copies)
  }

  cellsOf(number: number): Cells {
    return this.uncounted[-number - 1] as Cells
  }

  copiesOf(number: number): Copies {
    return this.uncounted[-number - 1] as Copies
  }

  isCopies(number: number): boolean {
    return number < 0 && !Array.isArray(this.uncounted[-number - 1])
  }

  private addUncounted(key: string, uncounted: Cells | Copies): number {
    const known = this.uncountedNumbers.get(key)
    if (known !== undefined) return known
    const number = -this.uncounted.push(uncounted)
    this.uncountedNumbers.set(key, number)
    return number
  }

  /**
   * Whether a device has all of a dimension, with its padding or without. Of a cache it has all where it has all positions of
   * all sequences.
   */
  isWhole({ set, size, pad }: Pick<Extent, 'set' | 'size' | 'pad'>): boolean {
    if (set < 0) return false
    return this.sets.isWhole(set, size) || (pad !== undefined && this.sets.isWhole(set, pad.from))
  }

  /** The indices of a dimension that are the model's. */
  real({ size, pad }: Pick<Extent, 'size' | 'pad'>): number {
    return this.sets.whole(pad?.from ?? size)
  }

  isEmpty({ extents }: Type): boolean {
    return extents.some(({ set }) => set >= 0 && this.sets.size(set) === 0)
  }

  /** Indices, or cells, as a reader wants them. */
  text(set: number): string {
    if (set >= 0) return this.sets.text(set) || 'none'
    if (this.isCopies(set)) return `copies of rows ${this.text(this.copiesOf(set).rows)}`
    const texts = this.cellsOf(set).map(({ sequences, before, after }) => {
      const [early, late] = [positionsText(this.sets, before), positionsText(this.sets, after)]
      return `sequences ${this.sets.text(sequences)}, positions ${early === late ? early : `${early} and ${late} of the new`}`
    })
    return texts.join('; ') || 'none'
  }

  /** Several sets as one, and whether they have nothing in common; undefined where that cannot be told. */
  united(parts: readonly number[]): { readonly set: number; readonly disjoint: boolean } | undefined {
    if (parts.every((part) => part >= 0)) {
      const set = this.sets.united(parts)
      const sum = parts.reduce((total, part) => total + this.sets.size(part), 0)
      return { set, disjoint: this.sets.size(set) === sum }
    }
    if (parts.some((part) => part >= 0 || this.isCopies(part))) return undefined
    const united = unitedCells(
      this.sets,
      parts.map((part) => this.cellsOf(part)),
    )
    return united && { set: this.addCells(united.cells), disjoint: united.disjoint }
  }

  /** Cells of a cache with all positions of these sequences. */
  allCells(sequences: number): number {
    return this.addCells([{ sequences, before: ALL, after: ALL }])
  }

  private keyOf({ extents, partial, drawn }: Type): string {
    let key = drawn === undefined ? '' : `${drawn.join()}@`
    for (const { name, size, set, pad } of extents)
      key += pad ? `${name}:${size}:${set}:${pad.from}${pad.filler};` : `${name}:${size}:${set};`
    if (partial === undefined) return key
    return `${key}|${partialKey(partial)}`
  }
}

/** A text that two partial marks share only when they are equal. */
export function partialKey({ by, terms }: Partial): string {
  const boxes = terms.map((term) =>
    term.map(({ space, needed, part }) => `${space}:${needed}:${part}`).join(';'),
  )
  return `${by}|${boxes.join('|')}`
}
