// Bugs that were reported of real engines, rebuilt as small plans: the repaired one is valid and runs equal, the broken one is
// rejected by the rule that is made for it, and runs differently or not at all.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { base } from '../build/plans.js'
import { beyond } from './beyond.js'
import type { Bug } from './bug.js'
import { caches } from './caches.js'
import { liveness } from './liveness.js'
import { merges } from './merges.js'
import { norms } from './norms.js'
import { positions } from './positions.js'
import { reductions } from './reductions.js'
import { sampling } from './sampling.js'
import { stages } from './stages.js'
import { threads } from './threads.js'
import { tryBug } from './trial.js'
import { vocabulary } from './vocabulary.js'
import { weights } from './weights.js'

const bugs: readonly Bug[] = [
  ...[...reductions, ...norms, ...merges, ...positions, ...caches, ...weights],
  ...[...vocabulary, ...stages, ...sampling, ...liveness],
]

test('each thread of the list is rebuilt once, or excused once', () => {
  const listed = Object.values(threads).flat()
  const treated = [...bugs.flatMap((bug) => bug.threads), ...Object.keys(beyond)]
  assert.is(new Set(listed).size, listed.length)
  assert.equal(treated.sort(), [...listed].sort())
  assert.is(listed.length, 87)
  assert.ok(Object.keys(beyond).length < listed.length / 6)
})

test('each bug names an error of the base', () => {
  for (const { threads, rule } of bugs)
    assert.is(base.rules.find(({ id }) => id === rule)?.severity, 'error', `${threads.join()}: ${rule}`)
})

for (const bug of bugs)
  test(`${bug.threads.join(', ')}: ${bug.wrong}`, async () => {
    const { repaired, broken } = await tryBug(bug)
    assert.equal([repaired.outcome, repaired.errors], ['valid', []], 'the repaired form')
    assert.is(broken.outcome, 'rejected')
    assert.ok(broken.errors.includes(bug.rule), `the broken form breaks ${broken.errors.join(', ')}`)
    if (!('harm' in bug)) return
    assert.is(repaired.runs, 'equal')
    if (bug.runsAlike === undefined) assert.is.not(broken.runs, 'equal')
    else assert.is(broken.runs, 'equal', 'a run shows it: say no reason why it does not')
  })

test.run()
