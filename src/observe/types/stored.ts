// What writes store, by sequence and position, and what is there once prompts and steps have been written.
import type { IndexSets } from '../../tensor/index-sets.js'
import { ALL, type Cells, type Positions, runsOf, somePositions } from './cells.js'
import type { Rules } from './rules.js'
import { positionsOf, sequencesOf } from './sequences.js'
import type { Extent } from './types.js'

/** A share of positions: of so many ranks that take turns, which, and how many in a row. */
export interface Turn {
  readonly block: number
  readonly of: number
  readonly at: number
}

/** One write on one device. */
export interface Write {
  readonly rows: Extent
  readonly turn?: Turn
  /** Of each tensor its dimensions but the rows. */
  readonly parts: readonly (readonly Extent[])[]
  /** What each tensor is a part of. */
  readonly values: readonly number[]
  /** By which part of fused weights each tensor was made, as a number; 0 where by none. */
  readonly makers: readonly number[]
  readonly phase: string
  /** The step of the phase, where several are drawn: each has values of its own. */
  readonly step?: number
}

/** Whether rows of prompts, and of single steps, enter a plan at all. */
export interface Draws {
  readonly prompts: boolean
  readonly steps: boolean
}

export interface Stored {
  readonly sequences: number
  readonly positions: Positions
  /** A text that two have only where their positions are equal. */
  readonly text: string
}

/** The sequences and positions that a write stores. */
export function storedOf({ types, strideOf }: Rules, { rows, turn }: Write): Stored | undefined {
  const { sets } = types
  const stride = strideOf(rows.name)
  if (stride === undefined || rows.set < 0) return undefined
  const set = stride > 1 ? positionsOf(sets, rows.set, stride) : sets.whole(1)
  if (set === undefined) return undefined
  const positions = turn === undefined ? somePositions(sets, set, stride) : turned(sets, set, stride, turn)
  return { sequences: sequencesOf(sets, rows.set, stride), positions, text: JSON.stringify(positions) }
}

/** Of some positions those of a turn. */
function turned(sets: IndexSets, set: number, stride: number, { block, of, at }: Turn): Positions {
  if (of === 1) return somePositions(sets, set, stride)
  if (sets.isWhole(set, stride)) return { block, of, at: [at] }
  const turns = sets.ofRuns(runsOf({ block, of, at: [at] }, stride))
  return somePositions(sets, sets.united([sets.shared(set, turns)]), stride)
}

/** The sequences and positions of some writes together: positions that are the same as one. */
export function storedTogether(
  sets: IndexSets,
  writes: readonly { readonly stored: Stored | undefined }[],
): readonly Stored[] | 'unclear' | undefined {
  if (writes.length === 0) return undefined
  const byPositions = new Map<string, Stored>()
  for (const { stored } of writes) {
    if (stored === undefined) return 'unclear'
    const own = byPositions.get(stored.text)
    byPositions.set(stored.text, {
      ...stored,
      sequences: own === undefined ? stored.sequences : sets.united([own.sequences, stored.sequences]),
    })
  }
  const all = [...byPositions.values()]
  const sum = all.reduce((total, { sequences }) => total + sets.size(sequences), 0)
  // Parts of one sequence that come one after the other are not followed.
  return sets.size(sets.united(all.map(({ sequences }) => sequences))) === sum ? all : 'unclear'
}

/**
 * Microbatches write in turns: a read sees the sequences of which the step is there, of some of which the device may keep nothing of the
 * prompt.
 */
export function inBoth(sets: IndexSets, before: readonly Stored[], after: readonly Stored[]): Cells {
  const prompts = sets.united(before.map(({ sequences }) => sequences))
  return after.flatMap((step) => [
    ...before.map((prompt) => ({
      sequences: sets.united([sets.shared(prompt.sequences, step.sequences)]),
      ...{ before: prompt.positions, after: step.positions },
    })),
    { sequences: sets.without(step.sequences, prompts), before: nothing(sets), after: step.positions },
  ])
}

const nothing = (sets: IndexSets): Positions => ({ set: sets.none, size: 1 })

/** Where only prompts, or only steps, are there: what the plan does not draw at all is as what it draws. */
export function inOne(
  sets: IndexSets,
  { prompts, steps }: Draws,
  before: readonly Stored[] | undefined,
  after: readonly Stored[] | undefined,
): Cells {
  return (before ?? after)!.map(({ sequences, positions }) => ({
    sequences,
    before: before || !prompts ? positions : nothing(sets),
    after: after ? positions : steps ? nothing(sets) : ALL,
  }))
}
