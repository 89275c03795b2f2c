import { NotExecutable } from '../not-executable.js'
import { taken, type Value } from '../value.js'
import type { Kernel, Site } from './kernel.js'

/** Of each sequence the row of its last token, as far as the device has it; rows are then told by their sequences. */
export const last: Kernel = {
  on: 'device',
  run(site) {
    const [x, positions] = site.inputs
    if (x === undefined || positions?.cells.second === undefined || x.axes.length === 0)
      throw new NotExecutable('the last token is found by the positions of rows')
    if (x.axes[0]!.labels.length !== positions.cells.first.length)
      throw new NotExecutable('the tensor has other rows than there are positions')
    const rows = lastRows(site, positions)
    const sequences = rows.map((row) => positions.cells.second![row]!)
    return [x, positions].map((value) => {
      const { axes, cells } = taken(value, 0, rows)
      return { axes: [{ name: axes[0]!.name, labels: sequences }, ...axes.slice(1)], cells }
    })
  },
}

/** Where a shard is asked for its own last token, that of the highest position that it has. */
function lastRows({ run, attributes }: Site, { cells }: Value): Int32Array {
  const latest = new Map<number, number>()
  const isShard = attributes['lastToken'] === 'shard'
  cells.first.forEach((position, row) => {
    const sequence = cells.second![row]!
    const known = latest.get(sequence)
    const isLast = isShard
      ? known === undefined || position > cells.first[known]!
      : position === run.lastPosition
    if (isLast) latest.set(sequence, row)
  })
  return Int32Array.from([...latest.values()].sort((a, b) => a - b))
}
