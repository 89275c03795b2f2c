// The last row of each sequence: rows become sequences.
import { checkOnly } from './by-rules.js'
import type { Kernel } from './kernel.js'

/** Keeps of each sequence its last row, on the devices that have it. */
export const lastRows: Kernel = (inference, visit) => {
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
