// The device table: devices that nodes are placed on. A node may be placed on many.
import type { Scalar } from '../../knowledge/expression.js'
import { columnOf, numberColumn } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { distinctValues, type Gathering, memberCounts, membersOf, valueSet } from '../partition.js'
import { type Sight, toPlan } from '../sight.js'
import { lazy, subjectTable } from '../table.js'

/** Placements (pairs of node and device) beyond which the nodes of a device are not listed. */
const MOST_PLACEMENTS = 100_000_000

export function deviceTable(sight: Sight): SubjectTable {
  const placed = sight.table('node').column('devices')
  const devices = valueSet(placed.values)
  const size = devices.length
  const nodes = lazy(() => placements(placed.codes, placed.values as readonly (readonly Scalar[])[], devices))
  return subjectTable({
    scope: 'device',
    size,
    name: (row) => `device ${devices[row]}`,
    related: { plan: toPlan(sight, size) },
    members: (row) => membersOf(nodes(), row),
    columns: {
      name: () => columnOf(size, (row) => String(devices[row])),
      nodeCount: () => numberColumn(memberCounts(nodes())),
      layers: () => distinctValues(nodes(), sight.table('node').column('layer')),
    },
  })
}

/**
 * The nodes on each device.
 *
 * @throws RangeError when there are more placements than memory is meant for
 */
function placements(
  codes: Int32Array,
  lists: readonly (readonly Scalar[])[],
  devices: readonly Scalar[],
): Gathering {
  const rowOf = new Map(devices.map((device, row) => [device, row]))
  const rowsOf = lists.map((list) => Int32Array.from(list, (device) => rowOf.get(device)!))
  const start = new Int32Array(devices.length + 1)
  for (const code of codes) if (code >= 0) for (const device of rowsOf[code]!) start[device + 1]!++
  for (let device = 0; device < devices.length; device++) start[device + 1]! += start[device]!
  const total = start[devices.length]!
  if (total > MOST_PLACEMENTS)
    throw new RangeError(`${total} placements of nodes on devices are more than the limit`)
  const rows = new Int32Array(total)
  const next = start.slice(0, devices.length)
  codes.forEach((code, node) => {
    if (code >= 0) for (const device of rowsOf[code]!) rows[next[device]!++] = node
  })
  return { size: devices.length, start, rows }
}
