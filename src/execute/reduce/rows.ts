// Rows of a prompt: `sequence * length + position`. Sequences and positions are made fewer apart from each other.
import { NotExecutable } from '../not-executable.js'
import type { Range } from './ranges.js'
import { evenScale, fullScale, labelsOf, type Scale, scaleOf, unevenScale, unitOf } from './scale.js'

/** Positions of one sequence. */
type Piece = readonly [sequence: number, start: number, end: number]

/** Slices of rows cut into pieces that lie in one sequence each. */
const MOST_PIECES = 250_000
/** A prompt of more positions is cut off behind the first ones: those that every slice has some of, where they are not many. */
const MOST_POSITIONS = 48
const MOST_KEPT = 128

/** A number of sequences and one of positions in each. */
export interface RowCounts {
  readonly sequences: number
  readonly positions: number
}

/** What a run may not fall short of. */
interface LeastRows extends RowCounts {
  /** After so many positions the turns of ranks that share them come again; 1 where none take turns. */
  readonly round: number
}

export interface RowScales {
  /** Sequences and positions of a prompt that are computed with. */
  readonly counts: RowCounts
  /** The rows of the prompt that some ranges become. */
  promptRows(ranges: readonly Range[]): Int32Array
  /** What a boundary of positions becomes, where each stands for several; undefined where they are as in the plan. */
  shortened(boundary: number): number | undefined
  /** The sequences that some ranges become. */
  sequences(ranges: readonly Range[]): Int32Array
}

/**
 * @param slices ranges of rows of the prompt, each distinct text once
 * @param bySequence boundaries of slices of sequences
 */
export function rowScales(
  sequences: number,
  length: number,
  slices: readonly (readonly Range[])[],
  bySequence: ReadonlySet<number>,
  least: LeastRows,
  most: RowCounts,
): RowScales {
  const cuts = new Set<number>()
  const turns = new Set(bySequence)
  for (const ranges of slices) {
    const patterns = new Map<number, string>()
    let pieces = 0
    for (const range of ranges)
      for (const [sequence, start, end] of piecesOf(range, length)) {
        if (++pieces > MOST_PIECES) throw new NotExecutable(`slices of ${sequences} sequences are too many`)
        cuts.add(start)
        cuts.add(end)
        patterns.set(sequence, `${patterns.get(sequence) ?? ''},${start}-${end}`)
      }
    for (const [sequence, pattern] of patterns) {
      if (patterns.get(sequence - 1) !== pattern) turns.add(sequence)
      if (patterns.get(sequence + 1) !== pattern) turns.add(sequence + 1)
    }
  }
  const ofSequences = scaleFor(sequences, turns, least.sequences)
  const positions = Math.min(least.positions, MOST_POSITIONS)
  const ofPositions = length === 0 ? fullScale(0) : positionScale(length, cuts, positions, least.round)
  const scales = { sequences: ofSequences, positions: ofPositions }
  const counts = {
    sequences: Math.min(most.sequences, ofSequences.reduced),
    positions: Math.min(most.positions, keptOf(ofPositions, slices, length)),
  }
  return {
    counts,
    shortened: (boundary) => (ofPositions.reduced === length ? undefined : ofPositions.at(boundary)),
    promptRows: (ranges) => rowLabels(scales, counts, length, ranges),
    sequences: (ranges) => labelsOf(ofSequences, ranges).filter((index) => index < counts.sequences),
  }
}

function scaleFor(size: number, boundaries: ReadonlySet<number>, least: number): Scale {
  const even = scaleOf(size, boundaries, least)
  return even.reduced <= MOST_POSITIONS ? even : unevenScale(size, boundaries)
}

/** Each piece of a prompt has a turn of every rank, and begins with the rank with which it does in the plan; where that is not too long. */
function positionScale(length: number, cuts: ReadonlySet<number>, least: number, round: number): Scale {
  const unit = unitOf(length, cuts)
  const shortest = Math.max(2, Math.ceil((least * unit) / length), round)
  const cells = shortest < unit ? shortest + ((unit - shortest) % round) : unit
  return round > 1 && (length / unit) * cells <= MOST_POSITIONS
    ? evenScale(length, unit, cells)
    : scaleFor(length, cuts, least)
}

/** A stretch of whole sequences is one piece for each of them. */
function* piecesOf([from, to]: Range, length: number): Iterable<Piece> {
  for (let start = from; start < to; ) {
    const sequence = Math.floor(start / length)
    const end = Math.min(to, (sequence + 1) * length)
    yield [sequence, start - sequence * length, end - sequence * length]
    start = end
  }
}

function keptOf(positions: Scale, slices: readonly (readonly Range[])[], length: number): number {
  if (positions.reduced <= MOST_POSITIONS) return positions.reduced
  let needed = 1
  for (const ranges of slices) {
    let least = Number.POSITIVE_INFINITY
    for (const [start] of ranges) least = Math.min(least, positions.at(start % length))
    if (Number.isFinite(least)) needed = Math.max(needed, least + 1)
  }
  return Math.min(positions.reduced, MOST_KEPT, Math.max(2 * needed, 8))
}

function rowLabels(
  { sequences, positions }: { readonly sequences: Scale; readonly positions: Scale },
  counts: RowCounts,
  length: number,
  ranges: readonly Range[],
): Int32Array {
  const labels: number[] = []
  for (const range of ranges)
    for (const [sequence, start, end] of piecesOf(range, length)) {
      const index = sequences.indexAt(sequence)
      if (index < 0 || index >= counts.sequences) continue
      const last = Math.min(counts.positions, positions.at(end))
      for (let position = positions.at(start); position < last; position++)
        labels.push(index * counts.positions + position)
    }
  return Int32Array.from(labels)
}
