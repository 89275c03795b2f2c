import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fixtures } from './fixtures.js'
import { run } from './run.js'

for (const [name, plan] of Object.entries(fixtures))
  test(`${name}: equal to the unsharded model, in fields and in numbers`, () => {
    for (const numeric of [false, true]) {
      const { outcome, reason, mismatch, compared, problems } = run(plan(), { numeric })
      assert.equal(
        { outcome, reason, mismatch, problems },
        { outcome: 'equal', reason: undefined, mismatch: undefined, problems: [] },
      )
      assert.ok(compared! > 200)
    }
  })

test.run()
