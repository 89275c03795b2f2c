import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkDocuments } from '../../src/check/check.js'
import { loadBase } from '../../src/knowledge/load.js'
import { isWithin, versionWithin } from '../../src/knowledge/version.js'
import { shortReport } from '../../src/report/short.js'

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

test('at a glance, too, it is told that some versions break a rule', async () => {
  const verdict = await checkDocuments(
    [{ input: 'serve.sh', content: 'vllm serve Qwen/Qwen3-235B-A22B-FP8 -tp 8' }],
    base,
    { about: { hardware: { gpu: 'H100-SXM-80GB', count: 8 } } },
  )
  assert.is(verdict.results[0]!.outcome, 'valid')
  const text = await shortReport(verdict, { colour: false, width: 200 })
  assert.match(text, '1 error in some versions of the engine')
})

const launch = async (command: string, about = {}) => {
  const { results } = await checkDocuments([{ input: 'serve.sh', content: command }], base, { about })
  return results[0]!
}
const open = ({ notAssessed, depends = [] }: Awaited<ReturnType<typeof launch>>): readonly string[] => [
  ...notAssessed.filter(({ because }) => because.includes('cluster.engineVersion')).map(({ rule }) => rule),
  ...depends.map(({ rule }) => rule),
]

test('a flag or a model that came later takes rules of earlier versions out of application', async () => {
  const early = 'vllm/no-early-pipeline'
  assert.ok(open(await launch('vllm serve ./mine -pp 2')).includes(early))
  for (const command of ['vllm serve ./mine -pp 2 -dcp 2', 'vllm serve Qwen/Qwen3-32B -pp 2']) {
    const result = await launch(command)
    assert.not(open(result).includes(early), command)
    assert.ok(result.notApplicable.includes(early), command)
    assert.ok(
      result.findings.some(({ rule, severity }) => rule === 'launch/version-follows' && severity === 'info'),
    )
  }
})

test('a rule that holds in every version that is left is assessed, and says by what', async () => {
  const command = 'vllm serve ./mine -tp 4 --enable-expert-parallel --speculative-model x -pp 2'
  const { findings } = await launch(`${command} --worker-use-ray`)
  // No version has all of these: nothing follows, and that is told.
  assert.ok(findings.some(({ rule }) => rule === 'launch/flags-of-one-version'))
  const dense = await launch('vllm serve Qwen/Qwen3-32B -tp 2 -dp 2 --headless --enable-expert-parallel')
  const found = dense.findings.find(({ rule }) => rule === 'vllm/expert-parallelism-needs-experts')
  assert.is(found, undefined)
  const later = await launch('vllm serve Qwen/Qwen3-32B -tp 2 --enable-expert-parallel --enable-dbo')
  const assessed = later.findings.find(({ rule }) => rule === 'vllm/expert-parallelism-needs-experts')
  assert.is(assessed?.severity, 'error')
  const seen = assessed!.evidence.map(({ seen }) => seen['cluster.engineVersions']).find(Array.isArray)
  assert.ok(seen?.includes('>0.10.1.1'))
})

test('a flag that the version does not have is refused, and hides no legal degree', async () => {
  const { findings, choices, outcome } = await launch(
    'vllm serve Qwen/Qwen2.5-14B-Instruct -tp 3 --worker-use-ray',
    {
      engineVersion: '0.9.1',
      hardware: { gpu: 'H100-SXM-80GB', count: 8, nodes: 1 },
    },
  )
  assert.is(outcome, 'rejected')
  const [refused] = findings.filter(({ rule }) => rule === 'launch/flags-of-the-version')
  assert.match(
    refused!.message,
    /0\.9\.1 does not have --worker-use-ray .*--distributed-executor-backend ray/,
  )
  assert.ok(choices![0]!.legal.length > 0)
  assert.equal(choices![0]!.inTheWay, [])
})

test('a stated version gives what it gives without any narrowing', async () => {
  const { formulas } = base
  const without = { ...base, formulas: formulas.filter(({ id }) => id !== 'cluster.engineVersions') }
  for (const engineVersion of ['0.5.0', '0.8.5', '0.9.1', '0.10.2', '0.14.0', '0.27.0']) {
    for (const command of [
      'vllm serve Qwen/Qwen3-32B -pp 2 -tp 3',
      'vllm serve a -pp 2 -dcp 2 --async-scheduling',
    ]) {
      const of = async (each: typeof base) => {
        const { results } = await checkDocuments([{ input: 'a.sh', content: command }], each, {
          about: { engineVersion },
        })
        const { findings, notAssessed, notApplicable, blocked } = results[0]!
        return {
          findings: findings.map(({ rule, message }) => [rule, message]),
          rest: [notAssessed.map(({ rule }) => rule), notApplicable, blocked.map(({ rule }) => rule)],
        }
      }
      assert.equal(await of(base), await of(without), `${engineVersion} ${command}`)
    }
  }
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
