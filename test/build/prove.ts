// `npm run prove [-- --every N --from N --of WORD --shard I/N]`: all plans of the grid are valid, typed without a gap, and compute
// what the unsharded model computes. Exit 1 with the plans that are not. Of N processes with shards 1/N to N/N, which may run
// side by side, each proves a part of the plans that are asked for, and all of them together each plan once.
import { parseArgs } from 'node:util'
import { complaintOf, title } from './complaint.js'
import { grid } from './grid.js'

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    of: { type: 'string', default: '' },
    shard: { type: 'string', default: '1/1' },
  },
})
const [shard, shards] = shardOf(values.shard)
const cases = [...grid()].filter((one) => title(one).includes(values.of))
let plans = 0
let failed = 0
let asked = 0
for (let i = Number(values.from); i < cases.length; i += Number(values.every)) {
  if (asked++ % shards !== shard - 1) continue
  const one = cases[i]!
  plans++
  const complaint = await complaintOf(one, i % 4 === 3)
  if (complaint === undefined) continue
  failed++
  process.stdout.write(`${title(one)}: ${complaint}\n`)
}
process.stdout.write(
  `${plans - failed} of ${plans} plans are valid, typed throughout and equal to the unsharded model\n`,
)
process.exitCode = failed === 0 ? 0 : 1

/** A shard `I/N` as two numbers. @throws Error where it is none */
function shardOf(text: string): readonly [shard: number, shards: number] {
  const parts = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text)
  const [shard, shards] = [Number(parts?.[1]), Number(parts?.[2])]
  if (!(shard <= shards)) throw new Error(`--shard ${text}: write I/N, such as 1/2 and 2/2`)
  return [shard, shards]
}
