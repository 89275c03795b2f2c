// A fault in a rule survives until an example stands at its limit.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readExample } from '../../src/check/example.js'
import { compileBase } from '../../src/compile/index.js'
import { writeBase } from '../cli/base.js'
import { inFolder } from '../cli/kb.js'
import { dependenceOf } from './dependence.js'
import { reportOf } from './report.js'
import { runMutants } from './run-mutants.js'
import { ruleSubjects, type Subject } from './subjects.js'

async function outcomeOf(folder: string, change: (page: string) => string) {
  writeBase(folder, change)
  const { base, examples } = await compileBase({ kb: `${folder}/kb` })
  const subjects: readonly Subject[] = ruleSubjects(base, examples, dependenceOf(base))
  const words = new Map(base.words.map((word) => [`${word.scope}.${word.name}`, word]))
  const read = (example: (typeof examples)[number]) => readExample(example, base)
  const outcome = await runMutants(subjects[0]!, read, { words, scopes: new Map() })
  return { outcome, surviving: outcome.surviving.map(({ original, mutated }) => `${original} → ${mutated}`) }
}

test('mutants survive until examples name the limit and what must be known', () =>
  inFolder(async (folder) => {
    const before = await outcomeOf(folder, (page) => page)
    assert.equal(before.surviving, [
      'known(heat) → (no when)',
      'heat >= 200 → heat > 200',
      'heat >= 200 → heat >= 201',
      'heat >= 200 → heat >= 199',
    ])
    assert.match(reportOf('Rules', [before.outcome]).text, /Rules: 2 of 6 mutants killed, 33\.3 %/)
    const sharp = (page: string) =>
      page
        .replace(
          'facts: { heat: 230 }\n  expect: pass',
          'facts: { heat: 200 }\n  expect: pass\n  unless: [heat]',
        )
        .replace('facts: { heat: 20 }', 'facts: { heat: 199 }')
        .replace('starts at 20 ', 'starts at 199 ')
    const after = await outcomeOf(folder, sharp)
    assert.equal(after.surviving, [])
    assert.is(reportOf('Rules', [after.outcome]).percent, 100)
  }))

test.run()
