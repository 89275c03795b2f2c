// Random state as a part of a type: what a device draws with random numbers of its own is no value that another device has too.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { Conflict } from './conflict.js'

/** A choice that a device has made for itself. */
interface Draw {
  readonly row: number
  readonly device: Scalar
}

/** A reader that takes what several devices give as one value, and the draws that those are made of. */
interface Apart {
  readonly reader: number
  readonly draws: readonly number[]
  /** Devices whose value comes from no draw of their own. */
  readonly others: readonly Scalar[]
}

/** Where conflicts are noted, by the row of the node to blame. */
interface Blaming {
  readonly nodes: readonly CandidateNode[]
  readonly conflicts: Map<number, Conflict & { readonly reader: number; readonly devices: readonly Scalar[] }>
  readonly teams: { headOf(row: number): number }
}

/** The word that says whether devices draw the same random numbers. */
const SEED = 'sharedSeed'

export class Draws {
  /** Whether the highest logit is taken, so that nothing is drawn. */
  private readonly isGreedy: boolean
  private readonly list: Draw[] = []

  constructor(isGreedy: boolean) {
    this.isGreedy = isGreedy
  }

  get size(): number {
    return this.list.length
  }

  /** Whether each device of a node draws for itself. */
  isOwn({ attributes }: CandidateNode): boolean {
    return !this.isGreedy && attributes?.[SEED] === false
  }

  /** The number of the draw that a node makes on a device. */
  add(row: number, device: Scalar): number {
    return this.list.push({ row, device }) - 1
  }

  /** Blames those who drew for what is read as one value and is none. */
  blame({ conflicts, nodes, teams }: Blaming, { reader, draws, others }: Apart): void {
    const own = draws.map((draw) => this.list[draw]!)
    const devices = [...new Set([...own.map(({ device }) => device), ...others])]
    for (const { row } of own) {
      if (conflicts.has(row)) continue
      conflicts.set(row, {
        ...{ kind: 'drawn-alone', tensor: nodes[row]!.outputs?.[0]?.name ?? 'its result' },
        ...{ seen: 'V', takes: 'one value', reader: teams.headOf(reader), devices },
      })
    }
  }
}
