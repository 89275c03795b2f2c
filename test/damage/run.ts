// `npm run damage [-- --count N --seed N --of WORD]`: plans of the grid, damaged in every way that fits them. Does the judge reject
// what changes the result, does running notice what the judge does not, and is what changes nothing called no error?
import { parseArgs } from 'node:util'
import { build } from '../../src/index.js'
import { type Case, grid } from '../build/grid.js'
import { drawing } from './draw.js'
import { damages, modelDamages } from './operators/index.js'
import { opinions } from './opinions.js'
import { Tally } from './tally.js'
import { tryDamage } from './trial.js'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    of: { type: 'string', default: '' },
    show: { type: 'string', default: '10' },
  },
})
const count = Number(values.count)
const draw = drawing(Number(values.seed))
const cases = shuffled([...grid()])
const tally = new Tally(Number(values.show))
const ofModel = new Tally(Number(values.show))
const names = Object.keys(damages).filter((name) => name.includes(values.of))

for (let i = 0; tally.tried < count && i < 50 * cases.length; i++) {
  const one = cases[i % cases.length]!
  const { family, strategy, phase } = one
  const { plan } = await build({ model: { model: family.model }, strategy, phase, unfold: draw(4) === 0 })
  // What the trial itself gets wrong is no fault of the damage.
  if ((await opinions.rejects(plan as never)).length > 0 || opinions.runs(plan as never) !== 'equal') {
    tally.unfit(title(one))
    continue
  }
  for (const name of drawn(names, 8)) {
    const trial = await tryDamage(plan, name, damages[name]!, draw(1 << 30), opinions)
    if (trial !== undefined) (name in modelDamages ? ofModel : tally).add(trial, title(one))
  }
}
process.stdout.write(tally.report())
process.stdout.write(
  `\nDamage to the model itself, of which a plan does not say what it should be\n\n${ofModel.report()}`,
)
process.exitCode = tally.isGood() ? 0 : 1

function title({ family, strategy, phase }: Case): string {
  return `${family.name} ${strategy || 'one rank'} ${phase}`
}

function shuffled<T>(items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = draw(i + 1)
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
  return items
}

function drawn(all: readonly string[], most: number): string[] {
  return shuffled([...all]).slice(0, most)
}
