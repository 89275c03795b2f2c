// Nodes gathered under subjects: layers, stages, groups, devices.
import type { Scalar, Value } from '../knowledge/expression.js'
import { columnOf, compareScalars } from './columns.js'
import type { Column } from './facts.js'
import { int32s } from './flat.js'
import { groupRows } from './graph.js'

/** Subjects and the node rows that make up each: subject s has rows[start[s] … start[s+1]). */
export interface Gathering {
  readonly size: number
  readonly start: Int32Array
  readonly rows: Int32Array
}

/** Nodes of which each belongs to one subject at most. */
export interface Partition extends Gathering {
  /** Subject of each node, or -1. */
  readonly rowOf: Int32Array
}

/** The partition that gives each node a subject (-1: none). */
export function partition(rowOf: Int32Array, size: number): Partition {
  return { size, rowOf, ...groupRows(rowOf, size) }
}

export function membersOf({ start, rows }: Gathering, subject: number): Int32Array {
  return rows.subarray(start[subject], start[subject + 1])
}

/** How many nodes each subject has. */
export function memberCounts({ size, start }: Gathering): Int32Array {
  const counts = int32s(size)
  for (let s = 0; s < size; s++) counts[s] = start[s + 1]! - start[s]!
  return counts
}

/** Items that gathering the values of one word may look at, over all subjects; beyond it they are unknown. */
const MOST_WORK = 50_000_000

/** For each subject the set of known values of a node column over its nodes; lists are flattened. */
export function distinctValues(gathering: Gathering, column: Column): Column {
  const seen = int32s(column.values.length).fill(-1)
  let work = MOST_WORK
  return columnOf(gathering.size, (subject) => {
    const found: Value[] = []
    for (let i = gathering.start[subject]!; i < gathering.start[subject + 1]!; i++) {
      const code = column.codes[gathering.rows[i]!]!
      if (code < 0 || seen[code] === subject) continue
      seen[code] = subject
      const value = column.values[code]
      work -= Array.isArray(value) ? value.length : 1
      found.push(value)
    }
    return work < 0 ? undefined : valueSet(found)
  })
}

/** Values as one set; lists are flattened. */
export function valueSet(values: readonly Value[]): readonly Scalar[] {
  const distinct = new Set(values.flatMap((value) => (value === undefined ? [] : value)))
  return [...distinct].sort(compareScalars)
}
