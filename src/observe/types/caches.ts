// What devices have written to their caches, and what of it they read: cells by sequence and position, and parts of them.
import type { Scalar } from '../../knowledge/expression.js'
import {
  type Cells,
  cellsInSight,
  cellsWithin,
  positionsText,
  sequencesOfCells,
  unitedCells,
} from './cells.js'
import type { Chain, Names } from './chain.js'
import type { Conflict } from './conflict.js'
import type { Rules } from './rules.js'
import { type Draws, inBoth, inOne, type Stored, storedOf, storedTogether, type Write } from './stored.js'
import type { Extent, Types } from './types.js'

/** What a device has of a layer in a cache. */
export interface Held {
  /** The number of all that was written there: what is read of two caches with one number is the same. */
  readonly written: number
  /** The number of its cells. */
  readonly cells: number
  readonly parts: readonly (readonly Extent[])[]
}

/** All writes on a device to a layer of a cache, what of them is read with, and what they come to as a number. */
interface Written {
  readonly writes: Write[]
  readonly entries: Entry[]
  number: number
}

/** What a write leaves behind. */
interface Entry {
  readonly write: Write
  /** A number of the parts that it stores, and one of all that it says. */
  readonly parts: number
  readonly number: number
  readonly isPrompt: boolean
  /** The sequences and positions that it stores; undefined where they cannot be told. */
  readonly stored: Stored | undefined
}

export class Caches {
  private readonly rules: Rules
  private readonly draws: Draws
  private readonly chain: Chain
  private readonly names: Names
  private readonly written = new Map<string, Map<Scalar, Written>>()
  private readonly entries = new Map<number, Entry>()
  /** What is read where so much was written, by its number. */
  private readonly held = new Map<number, Held | Conflict | undefined>()
  private readonly values = new Map<string, readonly number[]>()
  private readonly makers = new Map<string, readonly number[]>()
  /** Caches that a write has filled of which it is not known what it stores. */
  private readonly unclear = new Set<string>()

  constructor(rules: Rules, draws: Draws, chain: Chain, names: Names) {
    this.rules = rules
    this.draws = draws
    this.chain = chain
    this.names = names
  }

  /** Notes that a write is not understood: what a cache holds is not known from then on. */
  blur(key: string): void {
    this.unclear.add(key)
  }

  /** Notes a write; a conflict where other devices wrote something else there. */
  write(key: string, device: Scalar, write: Write): Conflict | undefined {
    const devices = this.written.get(key) ?? new Map<Scalar, Written>()
    this.written.set(key, devices)
    const own = devices.get(device) ?? { writes: [], entries: [], number: 0 }
    devices.set(device, own)
    const entry = this.entryOf(write)
    own.writes.push(write)
    own.entries.push(entry)
    own.number = this.chain.next(own.number, entry.number)
    const made = this.makers.get(key)
    if (made === undefined) this.makers.set(key, write.makers)
    else if (write.makers.some((part, at) => part !== 0 && made[at] && part !== made[at]))
      return {
        kind: 'cache-unlike',
        seen: 'tensors in another order than in a write before',
        takes: 'the same part of the fused weights in each place',
      }
    const drawn = `${write.phase} ${write.step ?? ''} ${key}`
    const before = this.values.get(drawn)
    if (before === undefined) this.values.set(drawn, write.values)
    if (before === undefined || write.values.every((value, at) => value === before[at])) return undefined
    return {
      kind: 'cache-unlike',
      seen: 'something else than another device writes to the same cells',
      takes: 'the same values, each device its share',
    }
  }

  /** By which part of fused weights each tensor of a cache was made, as a number; 0 where by none. */
  makersOf(key: string): readonly number[] {
    return this.makers.get(key) ?? []
  }

  /** What was written on a device; undefined where nothing was. */
  writesOf(key: string, device: Scalar): readonly Write[] | undefined {
    return this.written.get(key)?.get(device)?.writes
  }

  /** What a write leaves behind: the same for writes that say the same. */
  private entryOf(write: Write): Entry {
    const { chain, names } = this
    const { rows, turn, phase } = write
    const extended = (before: number, { name, size, set }: Extent) =>
      chain.next(chain.next(chain.next(before, names.of(name)), size), set)
    let parts = 0
    for (const extents of write.parts) {
      parts = chain.next(parts, extents.length)
      for (const extent of extents) parts = extended(parts, extent)
    }
    let number = extended(chain.next(chain.next(0, names.of(phase)), parts), rows)
    if (turn !== undefined) number = chain.next(chain.next(chain.next(number, turn.block), turn.of), turn.at)
    const known = this.entries.get(number)
    if (known !== undefined) return known
    const isPrompt = (this.rules.strideOf(rows.name) ?? 1) > 1
    const entry = { write, parts, number, isPrompt, stored: storedOf(this.rules, write) }
    this.entries.set(number, entry)
    return entry
  }

  /** The rows that a write stores: all, or those whose turn it is. */
  rowsOf({ rows, turn }: Write): number {
    const { types, strideOf } = this.rules
    const { sets } = types
    const stride = strideOf(rows.name) ?? 1
    if (turn === undefined || turn.of === 1) return rows.set
    const runs: number[] = []
    const { block, of, at } = turn
    for (let sequence = 0; sequence < rows.size; sequence += stride)
      for (let first = at * block; first < stride; first += of * block)
        runs.push(sequence + first, sequence + Math.min(first + block, stride))
    return sets.shared(sets.ofRuns(runs), rows.set)
  }

  /** What a device reads; a conflict where its writes do not fit, undefined where positions cannot be told. */
  read(key: string, device: Scalar): Held | Conflict | undefined {
    if (this.unclear.has(key)) return undefined
    const written = this.written.get(key)?.get(device)
    if (written === undefined) return NOTHING_WRITTEN
    if (!this.held.has(written.number)) this.held.set(written.number, this.heldBy(written))
    return this.held.get(written.number)
  }

  /**
   * The distinct cells of some devices, those with the same parts of each cell together; undefined where those of one are not known. To be
   * asked when all is written.
   */
  sharesOf(key: string, devices: Iterable<Scalar>): readonly (readonly number[])[] | undefined {
    if (this.unclear.has(key)) return undefined
    const shares = new Map<string, Set<number>>()
    for (const device of devices) {
      const held = this.read(key, device)
      if (held === undefined || 'kind' in held) return undefined
      const parts = partsText(this.rules, held)
      shares.set(parts, (shares.get(parts) ?? new Set()).add(held.cells))
    }
    return [...shares.values()].map((own) => [...own])
  }

  /**
   * Rows of a prompt, or parts of them, that no device has stored, as a text; undefined where none is missing or that cannot be told. Devices that
   * store other parts each have to have all rows between them.
   */
  lostOf(key: string): string | undefined {
    const { sets } = this.rules.types
    if (this.unclear.has(key)) return undefined
    const entries = [...(this.written.get(key)?.values() ?? [])].flatMap((written) => written.entries)
    if (entries.some(({ isPrompt, write }) => !isPrompt || write.rows.set < 0)) return undefined
    const byParts = new Map<number, Entry[]>()
    for (const entry of entries) byParts.set(entry.parts, [...(byParts.get(entry.parts) ?? []), entry])
    for (const group of byParts.values()) {
      const { rows } = group[0]!.write
      const stored = sets.united(group.map(({ write }) => this.rowsOf(write)))
      if (!sets.isWhole(stored, rows.size)) return `${rows.name} ${sets.text(stored)} of ${rows.size}`
    }
    const [first] = entries
    for (const [tensor, extents] of (first?.write.parts ?? []).entries())
      for (const [axis, { name, size }] of extents.entries()) {
        const stored = sets.united(entries.map(({ write }) => write.parts[tensor]![axis]!.set))
        if (!sets.isWhole(stored, size)) return `${name} ${sets.text(stored)} of ${size}`
      }
    return undefined
  }

  /** Caches that were written, and those of which it is not known. */
  keys(): ReadonlySet<string> {
    return new Set([...this.written.keys(), ...this.unclear])
  }

  /** Cells of these sequences that no device holds; undefined where none is missing. */
  missing(
    shares: readonly (readonly number[])[],
    sequences: number,
    window: number | undefined,
  ): Conflict | undefined {
    const { types, promptLength } = this.rules
    const inSight = (cells: Cells) => cellsInSight(types.sets, cells, window, promptLength)
    const needed = inSight(types.cellsOf(types.allCells(sequences)))
    if (needed.length === 0) return undefined
    const { sets } = types
    for (const own of shares) {
      const all = own
        .map((share) => types.cellsOf(share))
        .filter((cells) => sets.contains(sequencesOfCells(sets, cells), sequences))
        .map((cells) => inSight(cellsWithin(sets, cells, sequences)))
      for (const [when, name] of WHEN) {
        const there = all.map((cells) =>
          cells.map((one) => ({ ...one, before: one[when], after: one[when] })),
        )
        const wanted = positionsText(sets, needed[0]![when])
        const gap =
          unitedCells(sets, there)?.cells.filter(({ before }) => positionsText(sets, before) !== wanted) ?? []
        if (gap.length === 0) continue
        const text = types.text(types.addCells(gap))
        return {
          kind: 'cache-gap',
          seen: `only ${text} of ${name}`,
          takes: 'all positions, on some device each',
        }
      }
    }
    return undefined
  }

  private heldBy({ entries, number }: Written): Held | Conflict | undefined {
    const { types } = this.rules
    const [first] = entries
    const other = entries.find(({ parts }) => parts !== first!.parts)
    if (other !== undefined)
      return {
        kind: 'cache-unlike',
        seen: `${partsText(this.rules, first!.write)} of ${first!.write.phase} and ${partsText(this.rules, other.write)} of ${other.write.phase}`,
        takes: 'the same parts in each',
      }
    const prompts = entries.filter(({ isPrompt }) => isPrompt)
    const steps = entries.filter(({ isPrompt }) => !isPrompt)
    const takesTurns = steps.some(({ write: { turn } }) => turn !== undefined && turn.of > 1)
    const before = storedTogether(types.sets, prompts)
    const after = storedTogether(types.sets, steps)
    if (before === 'unclear' || after === 'unclear') return undefined
    if (before && after && !takesTurns && !meet(types.sets, before, after))
      return {
        kind: 'cache-unlike',
        seen: `sequences ${sequencesText(types, before)} before and ${sequencesText(types, after)} now`,
        takes: 'the same sequences in all phases',
      }
    const cells =
      before && after ? inBoth(types.sets, before, after) : inOne(types.sets, this.draws, before, after)
    return { written: number, cells: types.addCells(cells), parts: first!.write.parts }
  }
}

/** Positions, and how a reader calls them. */
const WHEN = [
  ['before', 'the prompt'],
  ['after', 'the new tokens'],
] as const

const NOTHING_WRITTEN: Conflict = {
  kind: 'cache-unwritten',
  seen: 'nothing that the device has written',
  takes: 'what it wrote before',
}

function partsText({ types }: Rules, { parts }: Pick<Write, 'parts'>): string {
  const texts = parts.flatMap((extents) => extents.map(({ name, set }) => `${name} ${types.text(set)}`))
  return [...new Set(texts)].join(', ')
}

/** Whether some sequence is in both. */
function meet(sets: Types['sets'], before: readonly Stored[], after: readonly Stored[]): boolean {
  const all = (stored: readonly Stored[]) => sets.united(stored.map(({ sequences }) => sequences))
  return sets.size(sets.shared(all(before), all(after))) > 0
}

function sequencesText(types: Types, stored: readonly Stored[]): string {
  return types.text(types.sets.united(stored.map(({ sequences }) => sequences)))
}
