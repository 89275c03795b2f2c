// Attention in which keys and values go round the devices of a group: each device sees those of all.
import { typeByRules } from './by-rules.js'
import type { Reading } from './inference.js'
import type { Kernel } from './kernel.js'
import { typeTogether } from './together.js'

/** Types a ring: what its exchanges join is joined first, and then each device attends by itself. */
export const attendRing: Kernel = (inference, visit) => {
  const { row, operator, readings } = visit
  const { rules } = inference
  const exchanges = (rules.placements.get(operator.kernel) ?? []).filter(({ together }) => together)
  const moved = new Map(exchanges.flatMap(({ takes }) => takes.map(({ port, of }) => [port, of] as const)))
  const devices = inference.wires.devicesOf(row)
  const joined: Reading[] = []
  for (const [place, reading] of readings.entries()) {
    const port = operator.reads[place]
    const role = port && moved.get(port.name)
    if (port === undefined || role === undefined) {
      joined.push(reading)
      continue
    }
    const at = port.roles.findIndex(({ name }) => name === role)
    const along = rules.types.get(reading.types[0]!).extents[at]?.name
    const met = typeTogether(rules, {
      ...{
        kernel: operator.kernel,
        name: reading.name,
        types: [...reading.types],
        values: [...reading.values],
      },
      gives: devices.map(() => ({ name: reading.name, dims: [], slices: new Map() })),
      ...(along !== undefined && { along }),
    })
    if (met.conflict !== undefined) return { conflict: met.conflict }
    joined.push({ ...reading, types: Int32Array.from(met.outputs) })
  }
  return typeByRules(inference, { ...visit, readings: joined })
}
