// The order of a group: devices of a node by the place that each has in its communicator.
import type { CandidateNode } from '../../candidate/candidate.js'

/** By seat of the group the place of the device among those of the node; in their own order where they are not those of the group. */
export function seatsOf({
  devices = [],
  group,
}: Pick<CandidateNode, 'devices' | 'group'>): readonly number[] {
  const own = [...devices.keys()]
  if (group?.length !== devices.length || devices.every((device, at) => group[at] === device)) return own
  const places = new Map(devices.map((device, place) => [device, place]))
  const seats = group.map((device) => places.get(device))
  return seats.includes(undefined) ? own : (seats as number[])
}
