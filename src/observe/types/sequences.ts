// Rows and cached columns belong to sequences: which columns do some rows look at, and are they all there?
import type { Candidate, CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { IndexSets } from '../../tensor/index-sets.js'

/** The base's table of dimensions whose indices belong to sequences. */
const TABLE = 'sequences'

/** How many positions back the attention of a node looks, its own included; undefined where it looks at all of them. */
export function windowOf({ attributes }: CandidateNode): number | undefined {
  const window = attributes?.['attentionWindow']
  return typeof window === 'number' ? window : undefined
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

/** How many positions a prompt has, by the dimensions that have several of a sequence; 1 where none is told. */
export function promptLengthOf(base: Base, strideOf: StrideOf): number {
  const names = Object.keys(base.tables.find(({ id }) => id === TABLE)?.rows ?? {})
  return Math.max(1, ...names.map((name) => strideOf(name) ?? 1))
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
