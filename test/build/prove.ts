// `npm run prove [-- --every N --from N --of WORD]`: all plans of the grid are valid, typed without a gap, and compute what the
// unsharded model computes. Exit 1 with the plans that are not.
import { parseArgs } from 'node:util'
import { complaintOf, title } from './complaint.js'
import { grid } from './grid.js'

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    of: { type: 'string', default: '' },
  },
})
const cases = [...grid()].filter((one) => title(one).includes(values.of))
let plans = 0
let failed = 0
for (let i = Number(values.from); i < cases.length; i += Number(values.every)) {
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
