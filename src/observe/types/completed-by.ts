// Which devices have to come together to complete a partial value.
import type { Candidate } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { compareScalars } from '../columns.js'
import type { Found, Inferred } from './inference.js'
import { reducePartials } from './tiles.js'
import type { Partial } from './types.js'

/** What completes the partial tensor that a node gives, where that is no sum. */
export function completedWith(
  { wires, types, rules }: Inferred,
  { nodes }: Candidate,
  row: number,
  { tensor }: Found,
): string | undefined {
  const output = nodes[row]!.outputs?.findIndex(({ name }) => name === tensor) ?? -1
  if (output < 0) return undefined
  const at = wires.start[row]! + output * wires.devicesOf(row).length
  const by = rules.types.get(types[at]!).partial?.by
  return by === SUM ? undefined : by
}

const SUM = 'sum'

/**
 * Devices that together have all of the partial tensor that a node gives, each part once, the node's own among them;
 * undefined where there are none such.
 */
export function completedBy(
  inferred: Inferred,
  { nodes }: Candidate,
  row: number,
  { tensor }: Found,
): readonly Scalar[] | undefined {
  const output = nodes[row]!.outputs?.findIndex(({ name }) => name === tensor) ?? -1
  if (output < 0) return undefined
  const { wires, types, values, rules } = inferred
  const own = wires.devicesOf(row)
  const first = wires.start[row]! + output * own.length
  const value = values[first]!
  const { phase, microbatch, step } = nodes[row]!
  const parts = new Map<string, { readonly device: Scalar; readonly partial: Partial }>()
  const note = (device: Scalar, at: number) => {
    const { partial, extents } = rules.types.get(types[at]!)
    if (values[at] !== value || partial === undefined) return
    const key = JSON.stringify([extents, partial])
    if (JSON.stringify(extents) === JSON.stringify(rules.types.get(types[first]!).extents) && !parts.has(key))
      parts.set(key, { device, partial })
  }
  for (const [place, device] of own.entries()) note(device, first + place)
  for (const [other, node] of nodes.entries()) {
    if (other === row || node.phase !== phase || node.microbatch !== microbatch || node.step !== step)
      continue
    const place = node.outputs?.findIndex(({ name }) => name === tensor) ?? -1
    const devices = place < 0 ? [] : wires.devicesOf(other)
    for (const [at, device] of devices.entries())
      note(device, wires.start[other]! + place * devices.length + at)
  }
  const together = [...parts.values()]
  const result =
    together.length === 0
      ? undefined
      : reducePartials(
          rules.types,
          together.map(({ partial }) => partial),
        )
  if (result === undefined || 'wrong' in result || result.partial !== undefined) return undefined
  return together.map(({ device }) => device).sort(compareScalars)
}
