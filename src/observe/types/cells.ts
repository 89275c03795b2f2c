// Cells of a cache, by sequence and position: what devices have of them apart and together.
import type { IndexSets } from '../../tensor/index-sets.js'

/** Some positions of a sequence: all, those that ranks in turns keep (`at` of `of`, each `block` in a row), or a set. */
export type Positions = Turns | { readonly set: number; readonly size: number }

interface Turns {
  readonly block: number
  readonly of: number
  readonly at: readonly number[]
}

export const ALL: Positions = { block: 1, of: 1, at: [0] }

/** Cells of a cache: of these sequences the positions that were there, and of those that are to come. */
export interface Stretch {
  readonly sequences: number
  /** Positions of the prompt. */
  readonly before: Positions
  /** Positions behind the prompt. */
  readonly after: Positions
}

/** Cells of a cache: stretches of sequences that differ in their positions, none of which is empty. */
export type Cells = readonly Stretch[]

/** Some positions of so many. */
export function somePositions(sets: IndexSets, set: number, size: number): Positions {
  return sets.isWhole(set, size) ? ALL : { set, size }
}

/** Positions as a reader wants them. */
export function positionsText(sets: IndexSets, positions: Positions): string {
  if ('set' in positions) return sets.text(positions.set) || 'none'
  const { block, of, at } = positions
  if (of === 1) return 'all'
  return `${block === 1 ? '' : `blocks of ${block}, `}${at.join('+')} of ${of}`
}

/** Several parts of the positions as one: disjoint or not; undefined where they cannot be compared. */
function unitedPositions(
  sets: IndexSets,
  parts: readonly Positions[],
): { readonly positions: Positions; readonly disjoint: boolean } | undefined {
  const some = parts.filter((part) => !('set' in part) || sets.size(part.set) > 0)
  const [first = parts[0]] = some
  if (first === undefined || some.length === 0) return first && { positions: first, disjoint: true }
  const inSets = some.find((part) => 'set' in part)
  return inSets === undefined ? unitedTurns(some as Turns[]) : unitedSets(sets, some, inSets.size)
}

function unitedSets(sets: IndexSets, parts: readonly Positions[], size: number) {
  const members: number[] = []
  for (const part of parts) {
    if ('set' in part) members.push(part.set)
    else if (part.of === 1) members.push(sets.whole(size))
    else return undefined
  }
  const set = sets.united(members)
  const sum = members.reduce((total, member) => total + sets.size(member), 0)
  return { positions: somePositions(sets, set, size), disjoint: sets.size(set) === sum }
}

/** Who keeps all positions keeps those of every turn. */
function unitedTurns(parts: readonly Turns[]) {
  const { block, of } = parts.find((part) => part.of > 1) ?? parts[0]!
  const at: number[] = []
  for (const part of parts) {
    if (part.of === 1) at.push(...Array(of).keys())
    else if (part.of === of && part.block === block) at.push(...part.at)
    else return undefined
  }
  const distinct = [...new Set(at)].sort((a, b) => a - b)
  const positions = distinct.length === of ? ALL : { block, of, at: distinct }
  return { positions, disjoint: distinct.length === at.length }
}

/** Cells as few stretches in one order: those with the same positions are one. */
export function joinedCells(sets: IndexSets, stretches: Cells): Cells {
  const byPositions = new Map<string, Stretch[]>()
  for (const stretch of stretches) {
    if (sets.size(stretch.sequences) === 0) continue
    const key = JSON.stringify([stretch.before, stretch.after])
    byPositions.set(key, [...(byPositions.get(key) ?? []), stretch])
  }
  return [...byPositions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, alike]) => ({
      ...alike[0]!,
      sequences: sets.united(alike.map(({ sequences }) => sequences)),
    }))
}

/** All sequences of some cells. */
export const sequencesOfCells = (sets: IndexSets, cells: Cells): number =>
  sets.united(cells.map(({ sequences }) => sequences))

/** What of some cells belongs to these sequences. */
export function cellsWithin(sets: IndexSets, cells: Cells, sequences: number): Cells {
  return cells.map((stretch) => ({
    ...stretch,
    sequences: sets.united([sets.shared(stretch.sequences, sequences)]),
  }))
}

/**
 * What of some cells rows look at that look so many positions back, from the first one behind a prompt on; all of them where they look at
 * all.
 */
export function cellsInSight(
  sets: IndexSets,
  cells: Cells,
  window: number | undefined,
  length: number,
): Cells {
  if (window === undefined || window > length) return cells
  const seen = sets.range(length - window + 1, length)
  return cells.map((stretch) => ({ ...stretch, before: sharedPositions(sets, stretch.before, seen, length) }))
}

function sharedPositions(sets: IndexSets, positions: Positions, seen: number, length: number): Positions {
  const own = 'set' in positions ? positions.set : sets.ofRuns(runsOf(positions, length))
  return somePositions(sets, sets.united([sets.shared(own, seen)]), length)
}

/** The positions that turns come to, as runs. */
export function runsOf({ block, of, at }: Turns, length: number): number[] {
  const runs: number[] = []
  for (let first = 0; first < length; first += of * block)
    for (const turn of at) {
      const start = first + turn * block
      if (start < length) runs.push(start, Math.min(start + block, length))
    }
  return runs
}

/** Cells of several devices as one, sequence by sequence: disjoint or not; undefined where they cannot be compared. */
export function unitedCells(
  sets: IndexSets,
  parts: readonly Cells[],
): { readonly cells: Cells; readonly disjoint: boolean } | undefined {
  const [first, ...others] = parts
  const sequences = sequencesOfCells(sets, first ?? [])
  if (others.some((part) => sequencesOfCells(sets, part) !== sequences)) return undefined
  let alike = (first ?? []).map((stretch) => ({ sequences: stretch.sequences, stretches: [stretch] }))
  for (const part of others)
    alike = alike.flatMap((own) =>
      part.flatMap((stretch) => {
        const shared = sets.united([sets.shared(own.sequences, stretch.sequences)])
        return sets.size(shared) === 0 ? [] : [{ sequences: shared, stretches: [...own.stretches, stretch] }]
      }),
    )
  const cells: Stretch[] = []
  let disjoint = true
  for (const { sequences: own, stretches } of alike) {
    const before = unitedPositions(
      sets,
      stretches.map((stretch) => stretch.before),
    )
    const after = unitedPositions(
      sets,
      stretches.map((stretch) => stretch.after),
    )
    if (before === undefined || after === undefined) return undefined
    if (!before.disjoint || !after.disjoint) disjoint = false
    cells.push({ sequences: own, before: before.positions, after: after.positions })
  }
  return { cells, disjoint }
}
