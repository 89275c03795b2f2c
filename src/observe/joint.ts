// Joint operations: what the devices of a group carry out together, drawn as one node for each device or part of the group.
import type { Scalar } from '../knowledge/expression.js'
import { DeviceSets, TOO_MUCH } from './device-sets.js'
import type { Column, SubjectTable } from './facts.js'
import { int32s } from './flat.js'

/** Nodes that stand for part of their group, gathered by the operation that they are part of. */
export interface JointParts {
  /** Rows of the parts, ascending. */
  readonly rows: readonly number[]
  /** Number of the operation of each part, in the order of `rows`; operations are numbered by first appearance. */
  readonly operation: Int32Array
  readonly operations: number
}

/** What tells one operation of a group from another. Of these a word counts where all parts say it. */
const told = ['phase', 'layer', 'microbatch', 'step']
const named = ['outputNames']

/**
 * The nodes that run on some devices of the group they name and not on all of it, with the operation that each is part of.
 * Parts of one operation have one group and op, and agree in phase, layer, microbatch and step as far as all parts of that
 * group and op say them. A word that only some say, and names of tensors, tell them apart where each device has as many that say the
 * same, or nothing.
 */
export function jointParts(nodes: SubjectTable): JointParts {
  const made = known.get(nodes) ?? gathered(nodes)
  known.set(nodes, made)
  return made
}

/** Several words ask for the same parts. */
const known = new WeakMap<SubjectTable, JointParts>()

function gathered(nodes: SubjectTable): JointParts {
  const group = nodes.column('group')
  const op = nodes.column('op')
  const rows = partialRows(nodes.column('devices'), group)
  let operation: Int32Array = int32s(rows.length)
  let operations = rows.length === 0 ? 0 : 1
  const refine = (codeAt: (index: number) => number, codes: number): void => {
    const numbers = new Map<number, number>()
    operation = operation.map((number, index) => {
      const key = number * (codes + 1) + codeAt(index) + 1
      const found = numbers.get(key) ?? numbers.size
      numbers.set(key, found)
      return found
    })
    operations = numbers.size
  }
  for (const { codes, values } of rows.length === 0 ? [] : [group, op]) {
    refine((index) => codes[rows[index]!]!, values.length)
  }
  const kind = operation
  for (const word of rows.length === 0 ? [] : [...told, ...named]) {
    const { codes, values } = nodes.column(word)
    // Each rank may have names of its own for what is one tensor.
    const vague = named.includes(word) ? new Set(kind) : new Set<number>()
    rows.forEach((row, index) => {
      if (codes[row]! < 0) vague.add(kind[index]!)
    })
    if (vague.size > 0) {
      const size = values.length + 1
      const uneven = unevenKinds(
        nodes,
        rows,
        kind,
        Float64Array.from(operation, (own, index) => own * size + codes[rows[index]!]! + 1),
      )
      for (const own of vague) if (!uneven.has(own)) vague.delete(own)
    }
    refine((index) => (vague.has(kind[index]!) ? -1 : codes[rows[index]!]!), values.length)
  }
  return { rows, operation, operations }
}

/** The kinds of which some class has not as many parts on each device of the group. */
function unevenKinds(
  nodes: SubjectTable,
  rows: readonly number[],
  kind: Int32Array,
  classOf: Float64Array,
): ReadonlySet<number> {
  const [devices, group] = [nodes.column('devices'), nodes.column('group')]
  const classes = new Map<number, { readonly index: number; readonly counts: Map<Scalar, number> }>()
  for (const [index, row] of rows.entries()) {
    const known = classes.get(classOf[index]!)
    const { counts } = known ?? { counts: new Map<Scalar, number>() }
    if (known === undefined) classes.set(classOf[index]!, { index, counts })
    for (const device of listOf(devices, devices.codes[row]!))
      counts.set(device, (counts.get(device) ?? 0) + 1)
  }
  const uneven = new Set<number>()
  for (const { index, counts } of classes.values()) {
    const size = new Set(listOf(group, group.codes[rows[index]!]!)).size
    if (counts.size < size || new Set(counts.values()).size > 1) uneven.add(kind[index]!)
  }
  return uneven
}

/** Rows with an operation whose devices are some of the group and not all. */
function partialRows(devices: Column, group: Column): number[] {
  const known = new Map<number, boolean>()
  const rows: number[] = []
  for (let row = 0; row < group.codes.length; row++) {
    const whole = group.codes[row]!
    const own = devices.codes[row]!
    if (whole < 0 || own < 0) continue
    const key = whole * devices.values.length + own
    const isPart = known.get(key) ?? isPartOf(listOf(devices, own), listOf(group, whole))
    known.set(key, isPart)
    if (isPart) rows.push(row)
  }
  return rows
}

function isPartOf(own: readonly Scalar[], whole: readonly Scalar[]): boolean {
  const all = new Set(whole)
  return own.length > 0 && own.length < all.size && own.every((device) => all.has(device))
}

export function listOf(column: Column, code: number): readonly Scalar[] {
  return column.values[code] as readonly Scalar[]
}

/** For each node that is part of a joint operation the devices of all its parts, its own included; unknown for others. */
export function jointDevices(nodes: SubjectTable): Column {
  const { rows, operation, operations } = jointParts(nodes)
  const devices = nodes.column('devices')
  const sets = new DeviceSets(nodes.size)
  const numbers = devices.values.map((_, code) => sets.add(listOf(devices, code)))
  const parts: Set<number>[] = Array.from({ length: operations }, () => new Set())
  rows.forEach((row, index) => {
    parts[operation[index]!]!.add(numbers[devices.codes[row]!]!)
  })
  const joined = parts.map((set) => sets.union([...set]))
  const codes = int32s(nodes.size).fill(-1)
  rows.forEach((row, index) => {
    const set = joined[operation[index]!]!
    if (set !== TOO_MUCH) codes[row] = set
  })
  return { codes, values: sets.lists }
}
