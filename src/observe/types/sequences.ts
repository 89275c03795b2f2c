// Rows and cached columns belong to sequences: which columns do some rows look at, and are they all there?
import type { Candidate } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { IndexSets } from '../../tensor/index-sets.js'

/** The base's table of dimensions whose indices belong to sequences. */
const TABLE = 'sequences'

/** Some positions of a sequence: all, those that ranks in turns keep (`at` of `of`, each `block` in a row), or a set. */
export type Positions =
  | { readonly block: number; readonly of: number; readonly at: readonly number[] }
  | { readonly set: number; readonly size: number }

export const ALL: Positions = { block: 1, of: 1, at: [0] }

/** Cells of a cache: of these sequences the positions that were there, and of those that are to come. */
export interface Cells {
  readonly sequences: number
  /** Positions of the prompt. */
  readonly before: Positions
  /** Positions behind the prompt. */
  readonly after: Positions
}

/** How many positions each sequence has along a dimension; 1 where an index is a sequence, absent where none is told. */
export type StrideOf = (dimension: string) => number | undefined

export function stridesOf(base: Base, candidate: Candidate): StrideOf {
  const rows = base.tables.find(({ id }) => id === TABLE)?.rows ?? {}
  return (dimension) => {
    if (!Object.hasOwn(rows, dimension)) return undefined
    const word = rows[dimension]!['positions']
    const value = word === undefined ? 1 : candidate.given[String(word)]
    return typeof value === 'number' ? value : undefined
  }
}

/** The sequences to which some indices belong, ascending. */
export function sequencesOf(sets: IndexSets, set: number, stride: number): number {
  const runs = sets.runsOf(set)
  const owners: number[] = []
  for (let i = 0; i < runs.length; i += 2)
    owners.push(Math.floor(runs[i]! / stride), Math.ceil(runs[i + 1]! / stride))
  return sets.united([sets.ofRuns(owners)])
}

/** All indices of some sequences. */
export function indicesOfSequences(sets: IndexSets, sequences: number, stride: number): number {
  return sets.ofRuns(sets.runsOf(sequences).map((end) => end * stride))
}

/** The positions that the indices have in each of their sequences; undefined where sequences differ. */
export function positionsOf(sets: IndexSets, set: number, stride: number): number | undefined {
  const parts = new Map<number, number[]>()
  const whole: number[] = []
  const runs = sets.runsOf(sets.united([set]))
  for (let i = 0; i < runs.length; i += 2) {
    for (let first = runs[i]!; first < runs[i + 1]!; ) {
      const sequence = Math.floor(first / stride)
      const end = Math.min(runs[i + 1]!, (sequence + 1) * stride)
      if (first === sequence * stride && end - first === stride) {
        const last = Math.floor(runs[i + 1]! / stride)
        whole.push(sequence, last)
        first = last * stride
        continue
      }
      const part = parts.get(sequence) ?? []
      part.push(first - sequence * stride, end - sequence * stride)
      parts.set(sequence, part)
      first = end
    }
  }
  const distinct = new Set([...parts.values()].map((part) => sets.ofRuns(part)))
  if (whole.length > 0) distinct.add(sets.whole(stride))
  return distinct.size === 1 ? [...distinct][0] : undefined
}

/** Some positions of so many. */
export function somePositions(sets: IndexSets, set: number, size: number): Positions {
  return sets.isWhole(set, size) ? ALL : { set, size }
}

/** Positions as a reader wants them. */
export function positionsText(sets: IndexSets, positions: Positions): string {
  if ('set' in positions) return sets.text(positions.set)
  const { block, of, at } = positions
  if (of === 1) return 'all'
  return `${block === 1 ? '' : `blocks of ${block}, `}${at.join('+')} of ${of}`
}

/** Several parts of the positions as one: disjoint or not; undefined where they cannot be compared. */
export function unitedPositions(
  sets: IndexSets,
  parts: readonly Positions[],
): { readonly positions: Positions; readonly disjoint: boolean } | undefined {
  const [first] = parts
  if (first === undefined) return undefined
  if ('set' in first) {
    if (!parts.every((part) => 'set' in part)) return undefined
    const members = parts.map(({ set }) => set)
    const set = sets.united(members)
    const sum = members.reduce((total, member) => total + sets.size(member), 0)
    return { positions: somePositions(sets, set, first.size), disjoint: sets.size(set) === sum }
  }
  const at: number[] = []
  for (const part of parts) {
    if ('set' in part || part.of !== first.of || part.block !== first.block) return undefined
    at.push(...part.at)
  }
  const distinct = [...new Set(at)].sort((a, b) => a - b)
  const positions = distinct.length === first.of ? ALL : { ...first, at: distinct }
  return { positions, disjoint: distinct.length === at.length }
}
