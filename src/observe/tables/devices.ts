// The device table: devices that nodes are placed on. A node may be placed on many.
import type { Scalar } from '../../knowledge/expression.js'
import { columnOf, numberColumn, unknownColumn } from '../columns.js'
import type { Column, SubjectTable } from '../facts.js'
import { int32s } from '../flat.js'
import { distinctValues, type Gathering, memberCounts, membersOf, valueSet } from '../partition.js'
import { type Sight, toPlan } from '../sight.js'
import { lazy, subjectTable } from '../table.js'

/** Pairs of node and device beyond which it is not known what lies on a device: memory is not meant for more. */
const MOST_PLACEMENTS = 100_000_000

export function deviceTable(sight: Sight): SubjectTable {
  const placed = sight.table('node').column('devices')
  const devices = valueSet(placed.values)
  const size = devices.length
  const nodes = lazy(() => placements(placed.codes, placed.values as readonly (readonly Scalar[])[], devices))
  /** A column over the nodes of each device, where these are known. */
  const over = (build: (nodes: Gathering) => Column) => () => {
    const known = nodes()
    return known === undefined ? unknownColumn(size) : build(known)
  }
  return subjectTable({
    scope: 'device',
    size,
    name: (row) => `device ${devices[row]}`,
    related: { plan: toPlan(sight, size) },
    members: (row) => membersOf(nodes() ?? NOTHING, row),
    columns: {
      name: () => columnOf(size, (row) => String(devices[row])),
      nodeCount: over((gathering) => numberColumn(memberCounts(gathering))),
      layers: over((gathering) => distinctValues(gathering, sight.table('node').column('layer'))),
    },
  })
}

const NOTHING: Gathering = { size: 0, start: new Int32Array(0), rows: new Int32Array(0) }

/** The nodes on each device; undefined when there are too many. */
function placements(
  codes: Int32Array,
  lists: readonly (readonly Scalar[])[],
  devices: readonly Scalar[],
): Gathering | undefined {
  let total = 0
  for (const code of codes) if (code >= 0) total += lists[code]!.length
  if (total > MOST_PLACEMENTS) return undefined
  const rowOf = new Map(devices.map((device, row) => [device, row]))
  const rowsOf = lists.map((list) => Int32Array.from(list, (device) => rowOf.get(device)!))
  const start = int32s(devices.length + 1)
  for (const code of codes) if (code >= 0) for (const device of rowsOf[code]!) start[device + 1]!++
  for (let device = 0; device < devices.length; device++) start[device + 1]! += start[device]!
  const rows = int32s(total)
  const next = start.slice(0, devices.length)
  codes.forEach((code, node) => {
    if (code >= 0) for (const device of rowsOf[code]!) rows[next[device]!++] = node
  })
  return { size: devices.length, start, rows }
}
