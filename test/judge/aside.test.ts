// Setting subjects aside parts findings and changes nothing else.
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { compileBase } from '../../src/compile/index.js'
import { type Judgement, judge, type Reason, type SetAside } from '../../src/judge/index.js'
import { observe } from '../../src/observe/index.js'

const { base } = await compileBase({ kb: fileURLToPath(new URL('../bases/workshop/kb', import.meta.url)) })
const halves = Array.from({ length: 9 }, (_, i) => `saw${i}`)
const candidate = readPlanDocument(
  {
    nodes: [
      ...halves.map((id, i) => ({ id, op: 'saw', group: [i, i + 1] })),
      { id: 'paint', op: 'paint' },
      { id: 'idle' },
    ],
    edges: halves.flatMap((id) => [`${id} -> paint`, ...(id > 'saw5' ? [`${id} -> paint`] : [])]),
  },
  'bench',
  base,
)

const run = (setAside?: SetAside): Promise<Judgement> =>
  judge(observe(candidate), base, setAside && { setAside })
const named = (list: readonly { readonly rule: string; readonly subjects: readonly string[] }[]) =>
  list.flatMap(({ rule, subjects }) => subjects.map((subject) => `${rule} ${subject}`)).sort()
const findings = (judgement: Judgement) => judgement.findings.map(({ finding }) => finding)
const aside = (judgement: Judgement) =>
  judgement.aside.map(({ rule, subjects }) => ({ rule: rule.id, subjects }))

test('what is reported and what is set aside are together what was broken', async () => {
  const whole = await run()
  const all = named(findings(whole))
  assert.ok(all.length > 10)
  await fc.assert(
    fc.asyncProperty(fc.subarray(all), fc.boolean(), async (chosen, overlooked) => {
      const reason: Reason = { overlooked }
      const parted = await run(
        ({ id }) =>
          (subject) =>
            chosen.includes(`${id} ${subject}`) ? reason : undefined,
      )
      assert.equal(named(aside(parted)), [...chosen].sort())
      assert.equal([...named(findings(parted)), ...named(aside(parted))].sort(), all)
      for (const { subjects, count, message } of findings(parted)) {
        assert.is(count, subjects.length)
        const names = all.map((each) => each.slice(each.indexOf(' ') + 1))
        const spoken = names.find((name) => message.startsWith(`${name} `))
        assert.ok(spoken === undefined || subjects.includes(spoken), message)
      }
      const kept = (judgement: Judgement) => [
        judgement.strata,
        judgement.blocked,
        judgement.notAssessed,
        judgement.notApplicable,
      ]
      assert.equal(JSON.stringify(kept(parted)), JSON.stringify(kept(whole)))
      const errors = findings(parted).some(({ severity }) => severity === 'error')
      assert.is(parted.outcome === 'rejected', errors || !overlooked)
    }),
    { numRuns: 60 },
  )
})

test('who sets nothing aside is not asked for names', async () => {
  const judged = await run(() => undefined)
  assert.equal(named(findings(judged)), named(findings(await run())))
  assert.equal(judged.aside, [])
})

test.run()
