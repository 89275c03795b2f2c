// Scales of quantised weights, damaged in every way that is known: the judge and a run are of one opinion.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { title } from '../build/complaint.js'
import { grid } from '../build/grid.js'
import { scatter } from './draw.js'
import { scales } from './operators/scales.js'
import { opinions } from './opinions.js'
import { tryDamage } from './trial.js'
import { planOf } from './trials.js'

const RULE = 'types/scales-aligned'

test('scales that are damaged are rejected by their own rule where a run differs, and nowhere else', async () => {
  const cases = [...grid()].filter(({ family }) => family.name.endsWith('-blocks'))
  const counts = { harmful: 0, harmless: 0 }
  for (let i = 7; i < cases.length; i += 97) {
    const plan = await planOf(cases[i]!, i % 2 === 0)
    for (const [at, [name, damage]] of Object.entries(scales).entries())
      for (let seed = 0; seed < 3; seed++) {
        const trial = await tryDamage(plan, name, damage, scatter(i, 10 * at + seed), opinions)
        if (trial === undefined) continue
        const where = `${title(cases[i]!)}: ${name} (${seed})`
        assert.equal(trial.rules, trial.harms ? [RULE] : [], where)
        counts[trial.harms ? 'harmful' : 'harmless']++
      }
  }
  assert.ok(counts.harmful > 60 && counts.harmless > 0, JSON.stringify(counts))
})

test.run()
