// What only starts an engine has releases of its own: the version beside its name is not that of the engine.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { check, fix } from '../../src/index.js'
import type { Base } from '../../src/knowledge/base.js'
import { packageBase } from '../candidate/launch/base.js'

/** One release of which it is told what is inside, whatever the table of the base says. */
const package_ = packageBase()
const base: Base = {
  ...package_,
  tables: package_.tables.map((table) =>
    table.id === 'dynamoReleases'
      ? { ...table, rows: { '0.77.0': { release: '0.77.0', vllm: '0.14.1', sglang: '0.5.8' } } }
      : table,
  ),
}
const config = { ssm_groups: 1, quantization: 'fp8', num_attention_heads: 32 }
const rule = 'vllm/ssm-groups-quantised'
const judged = async (members: object) => {
  const document = { kind: 'deployment', config, strategy: { tp: 2 }, ...members }
  const { results } = await check(document, { base })
  const { findings, depends = [], notAssessed, notApplicable } = results[0]!
  if (findings.some((found) => found.rule === rule)) return 'broken'
  if (depends.some((found) => found.rule === rule)) return 'depends'
  if (notApplicable.includes(rule)) return 'not applicable'
  return notAssessed.some((open) => open.rule === rule) ? 'open' : 'passed'
}

test('a rule of some versions depends on the version of the engine, not of its container', async () => {
  for (const [engine, engineVersion, expected] of [
    ['vllm', '0.14.1', 'broken'],
    ['vllm', '0.16.0', 'not applicable'],
    ['dynamo-vllm', '0.14.1', 'depends'],
    ['dynamo+vllm', '0.16.0', 'depends'],
    ['dynamo-vllm (an image of it)', '0.4.0', 'depends'],
    ['llm-d-vllm', '0.3.0', 'depends'],
    ['llmd-vllm', '0.16.0', 'depends'],
    ['vllm', undefined, 'depends'],
  ] as const)
    assert.is(await judged({ engine, ...(engineVersion && { engineVersion }) }), expected, engine)
})

test('a table that tells what is in a release decides', async () => {
  assert.is(await judged({ engine: 'dynamo-vllm', engineVersion: '0.77.0' }), 'broken')
  assert.is(await judged({ engine: 'dynamo-vllm', containerVersion: '0.77.0' }), 'broken')
  // The same number is no release of anything else.
  assert.is(await judged({ engine: 'llm-d-vllm', engineVersion: '0.77.0' }), 'depends')
  assert.is(await judged({ engine: 'vllm', engineVersion: '0.77.0' }), 'not applicable')
})

test('a document that states both versions states that of the engine', async () => {
  const both = (engineVersion: string) =>
    judged({ engine: 'dynamo-vllm', containerVersion: '0.77.0', engineVersion })
  assert.is(await both('0.14.1'), 'broken')
  assert.is(await both('0.16.0'), 'not applicable')
})

test('a plan says it in the same way', () => {
  const given = (cluster: object) => {
    const read = readPlanDocument({ nodes: [], edges: [], cluster }, 'plan.json', base)
    assert.equal(read.problems, [])
    return [read.given['cluster.containerVersion'], read.given['cluster.engineVersion']]
  }
  assert.equal(given({ engine: 'vllm', engineVersion: '0.4.0' }), [undefined, '0.4.0'])
  assert.equal(given({ engine: 'dynamo-vllm', engineVersion: '0.4.0' }), ['0.4.0', undefined])
  const both = { engine: 'dynamo-vllm', containerVersion: '0.4.0', engineVersion: '0.10.1' }
  assert.equal(given(both), ['0.4.0', '0.10.1'])
})

test('flags are held against the version of the engine alone', async () => {
  const command = 'vllm serve Qwen/Qwen2.5-14B-Instruct -tp 2 -dcp 2 --worker-use-ray'
  const refused = async (members: object) => {
    const document = { kind: 'deployment', command, ...members }
    const { results } = await check(document, { base })
    const found = results[0]!.findings.find((one) => one.rule === 'launch/flags-of-the-version')
    return found?.message ?? ''
  }
  assert.is(await refused({ engine: 'dynamo-vllm', engineVersion: '0.4.1' }), '')
  assert.is(await refused({ engine: 'dynamo-vllm', engineVersion: '0.10.1' }), '')
  const both = { engine: 'dynamo-vllm', containerVersion: '0.4.1', engineVersion: '0.10.1' }
  assert.match(await refused(both), 'version 0.10.1 does not have -dcp')
  const gone = { kind: 'deployment', ...both, hardware: { gpu: 'H100-SXM-80GB', count: 8 } }
  const text = JSON.stringify({ ...gone, command: command.replace(' -dcp 2', '') })
  const { results } = await fix(text, { base })
  assert.match(results[0]!.corrected!, '-tp 2 --distributed-executor-backend ray"')
})

test.run()
