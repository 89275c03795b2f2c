// The last row of each sequence: rows become sequences.
import { checkOnly } from './by-rules.js'
import type { Inference, Reading } from './inference.js'
import type { Kernel, Visit } from './kernel.js'

/** Keeps of each sequence its last row, on the devices that have it. Where other rows stand does not matter. */
export const lastRows: Kernel = (inference, given) => {
  const visit = { ...given, readings: given.readings.map((one) => inOrderOfLast(inference, one, given)) }
  const { row, node, readings } = visit
  const stop = checkOnly(inference, visit)
  if (stop !== undefined) return stop
  const { types, strideOf } = inference.rules
  const { sets } = types
  const { length } = inference.wires.devicesOf(row)
  const at = inference.meanings.of(node)
  for (const [output, use] of (node.outputs ?? []).entries()) {
    const reading = readings[output]
    if (reading === undefined)
      return { because: 'unnamed', reason: `nothing is read that ${use.name} could be` }
    for (let place = 0; place < length; place++) {
      const { extents, ...rest } = types.get(reading.types[place]!)
      const [rows, ...others] = extents
      const stride = rows && strideOf(rows.name)
      const { dims } = inference.givenAt(use, place)
      if (rows === undefined || stride === undefined || dims[0] === undefined)
        return {
          because: 'not-stated',
          reason: `the plan does not say which rows of ${reading.name} are the last of their sequences`,
        }
      const last: number[] = []
      const runs = sets.runsOf(rows.set)
      for (let i = 0; i < runs.length; i += 2) {
        const [first, end] = [Math.floor(runs[i]! / stride), Math.floor(runs[i + 1]! / stride)]
        if (first < end) last.push(first, end)
      }
      const kept = { ...dims[0], set: sets.ofRuns(last) }
      const value = inference.valueChain.next(inference.valueChain.next(at, output), reading.values[place]!)
      inference.give(row, output, place, types.add({ ...rest, extents: [kept, ...others] }), value)
    }
  }
  return undefined
}

/** A tensor as if its rows stood where their positions do, on devices where that is so of all rows that are kept. */
function inOrderOfLast(inference: Inference, reading: Reading, { readings }: Visit): Reading {
  const { types, strideOf } = inference.rules
  const { sets } = types
  const positions = readings.at(-1)!
  const ordered = reading.types.map((type, place) => {
    const [rows, ...others] = types.get(type).extents
    const [told] = types.get(positions.types[place]!).extents
    const stride = rows && strideOf(rows.name)
    if (rows === undefined || told === undefined || stride === undefined || rows.set === told.set) return type
    if (rows.name !== told.name || sets.size(rows.set) !== sets.size(told.set)) return type
    const own = sets.indices(rows.set)
    const isKept = (index: number) => index % stride === stride - 1
    const stands = sets
      .indices(told.set)
      .every((index, at) => index === own[at] || (!isKept(index) && !isKept(own[at]!)))
    return stands ? types.add({ ...types.get(type), extents: [{ ...rows, set: told.set }, ...others] }) : type
  })
  return { ...reading, types: ordered }
}
