// `npm run damage [-- --count N --seed N --of WORD --show N]`: plans of the grid, damaged in every way that fits them. Does the judge
// reject what changes the result, does running notice what the judge does not, and is what changes nothing called no error?
import { parseArgs } from 'node:util'
import { trials } from './trials.js'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    of: { type: 'string', default: '' },
    show: { type: 'string', default: '10' },
  },
})
const shown = Number(values.show)
const { parallel, model } = await trials(Number(values.count), Number(values.seed), values.of)
process.stdout.write(`${parallel.report(shown)}
Damage to the model itself, of which a plan does not say what it should be

${model.report(shown)}`)
process.exitCode = parallel.isGood() ? 0 : 1
