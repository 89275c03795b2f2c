import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkDocuments } from '../../src/check/check.js'
import { loadBase } from '../../src/knowledge/load.js'
import { isWithin, versionWithin } from '../../src/knowledge/version.js'

const base = loadBase(new URL('../../generated', import.meta.url).pathname)

const check = async (engineVersion?: string) => {
  const content = JSON.stringify({
    ...{ kind: 'deployment', engine: 'vllm', ...(engineVersion !== undefined && { engineVersion }) },
    config: { ssm_groups: 1, quantization: 'fp8', num_attention_heads: 32 },
    strategy: { tp: 2 },
  })
  const { results } = await checkDocuments([{ input: 'deployment.json', content }], base)
  return results[0]!
}

test('without a version, what is broken in some is told with those versions, and is no finding', async () => {
  const open = await check()
  assert.is(open.outcome, 'undecided')
  assert.equal(open.findings, [])
  const told = open.depends!.map(({ rule, versions, severity }) => ({ rule, versions, severity }))
  assert.equal(told, [{ rule: 'vllm/ssm-groups-quantised', versions: '<0.16', severity: 'error' }])
  const old = await check('0.14.1')
  assert.equal(
    old.findings.map(({ rule }) => rule),
    ['vllm/ssm-groups-quantised'],
  )
  assert.is(old.depends, undefined)
  assert.is((await check('0.15.0')).depends, undefined)
})

test('a version within a range is one that the range holds for', () => {
  const version = fc.tuple(fc.nat(3), fc.nat(20), fc.nat(9)).map((parts) => parts.join('.'))
  const bound = fc.tuple(fc.constantFrom('>=', '<=', '<', '>', '=='), version).map((parts) => parts.join(''))
  fc.assert(
    fc.property(bound, (range) => {
      const example = versionWithin(range)
      if (example === undefined) return assert.match(range, /^<0\.0\.0$/)
      assert.is(isWithin(example, range), true, `${example} in ${range}`)
    }),
  )
  assert.is(isWithin(versionWithin('>=0.11.1 <0.20')!, '>=0.11.1 <0.20'), true)
})

test.run()
