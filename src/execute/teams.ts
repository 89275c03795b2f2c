// Nodes that compute together: a collective whose devices are drawn one by one is many nodes and one operation.
import { FORMS } from '../tensor/operators.js'
import { NotExecutable } from './not-executable.js'
import type { ProgramNode, Unit } from './program-node.js'

/** The units of nodes. @throws NotExecutable where a device of a group takes no part */
export function teamsOf(nodes: readonly ProgramNode[]): Unit[] {
  const units: Unit[] = []
  const open = new Map<string, ProgramNode[][]>()
  for (const node of nodes) {
    if (node.kernel.on === 'device' || covers(node.devices, node.team)) {
      units.push([node])
      continue
    }
    const stranger = node.devices.find((device) => !node.team.includes(device))
    if (stranger !== undefined) throw new NotExecutable('one of its devices is not in its group', node.id)
    const key = keyOf(node)
    const waiting = open.get(key) ?? []
    open.set(key, waiting)
    const place = waiting.find((members) =>
      members.every(({ places }) => node.devices.every((one) => !places.has(one))),
    )
    if (place !== undefined) place.push(node)
    else {
      const members = [node]
      waiting.push(members)
      units.push(members)
    }
  }
  for (const unit of units) {
    const [head] = unit as [ProgramNode]
    if (head.kernel.on === 'device') continue
    const devices = unit.flatMap((node) => node.devices)
    if (!covers(devices, head.team))
      throw new NotExecutable(
        `its group has ${head.team.length} devices, of which ${devices.length} take part`,
        head.id,
      )
  }
  return units
}

function covers(devices: readonly number[], team: readonly number[]): boolean {
  return (
    devices.length === team.length &&
    (devices === team || new Set([...devices, ...team]).size === team.length)
  )
}

const keyOf = ({ source, phase, team, reads, gives }: ProgramNode): string =>
  JSON.stringify([
    ...[source.op, ...FORMS.map((word) => source.attributes?.[word]), phase],
    ...[source.layer, source.microbatch, source.step, team, reads, gives],
  ])
