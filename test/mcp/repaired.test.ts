// How fixes are chosen and applied, with a judge that is told what to find.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Finding, OfferedFix, PatchOperation, Verdict } from '../../src/judge/verdict.js'
import type { Safety } from '../../src/knowledge/base.js'
import { repaired } from '../../src/mcp/repaired.js'
import { finding, result, verdict } from '../report/verdict.js'

const set = (key: string): PatchOperation[] => [{ op: 'add', path: `/${key}`, value: true }]
const offer = (key: string, safety: Safety, proved = true): OfferedFix =>
  proved ? { title: key, safety, proved, patch: set(key) } : { title: key, safety, proved }

/** A judge that finds `oven/KEY` for each key that the document does not have, with the fixes given for it. */
function judgeOf(fixes: Readonly<Record<string, readonly OfferedFix[]>>) {
  return async (document: { readonly content?: unknown }): Promise<Verdict> => {
    const data = JSON.parse(document.content as string) as Record<string, unknown>
    const open = Object.keys(fixes).filter((key) => data[key] !== true)
    const findings = open.map((key): Finding => ({ ...finding, rule: `oven/${key}`, fixes: fixes[key]! }))
    return verdict({ ...result, outcome: open.length === 0 ? 'valid' : 'rejected', findings })
  }
}

const repair = (fixes: Readonly<Record<string, readonly OfferedFix[]>>, upTo: Safety) =>
  repaired({ input: 'plan.json', content: '\ufeff{"kept": 1}' }, upTo, (document) =>
    judgeOf(fixes)('content' in document ? { content: String(document.content).replace('\ufeff', '') } : {}),
  )

test('fixes are applied one after the other, the least change first', async () => {
  const fixes = {
    heat: [offer('heat', 'strategy')],
    salt: [offer('flour', 'workload'), offer('salt', 'safe')],
    yeast: [offer('yeast', 'safe', false)],
  }
  const safe = await repair(fixes, 'safe')
  assert.equal(
    safe.applied.map(({ rule, title }) => [rule, title]),
    [['oven/salt', 'salt']],
  )
  assert.equal(safe.document, { kept: 1, salt: true })
  const strategy = await repair(fixes, 'strategy')
  assert.equal(strategy.document, { kept: 1, salt: true, heat: true })
  assert.equal(
    strategy.after.results[0]!.findings.map(({ rule }) => rule),
    ['oven/yeast'],
  )
  assert.is(strategy.before.results[0]!.findings.length, 3)
})

test('nothing is changed where nothing is proved', async () => {
  const { applied, document, before, after } = await repair(
    { heat: [offer('heat', 'safe', false)] },
    'workload',
  )
  assert.equal(applied, [])
  assert.is(document, undefined)
  assert.is(after, before)
})

test('a fix that mends nothing is not applied for ever', async () => {
  const { applied } = await repair({ heat: [offer('other', 'safe')] }, 'safe')
  assert.ok(applied.length <= 50)
})

test.run()
