import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkDocuments } from '../../src/check/check.js'
import type { Choices, Outcome, Result } from '../../src/judge/verdict.js'
import { loadBase } from '../../src/knowledge/load.js'

const base = loadBase(new URL('../../generated', import.meta.url).pathname)

interface Deployment {
  readonly strategy: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

const check = async (deployment: Deployment): Promise<Result> => {
  const content = JSON.stringify({ kind: 'deployment', engine: 'vllm', ...deployment })
  const { results } = await checkDocuments([{ input: 'deployment.json', content }], base)
  return results[0]!
}

/** The deployment with other values at paths such as `strategy.tp`. */
const changed = (deployment: Deployment, set: Readonly<Record<string, unknown>>): Deployment => ({
  ...deployment,
  strategy: {
    ...deployment.strategy,
    ...Object.fromEntries(Object.entries(set).map(([path, value]) => [path.split('.')[1]!, value])),
  },
})

const outcomeWith = async (
  deployment: Deployment,
  set: Readonly<Record<string, unknown>>,
): Promise<Outcome> => (await check(changed(deployment, set))).outcome

const heads28: Deployment = {
  model: 'Qwen/Qwen2.5-7B-Instruct',
  hardware: { gpu: 'H100-SXM-80GB', count: 8, nodes: 1 },
  strategy: { tp: 8 },
}

const setsOf = ({ legal }: Choices) => legal.map(({ set }) => set)

test('a rejected deployment shows the degrees that hold every rule, those first that leave no device idle', async () => {
  const { choices, outcome } = await check(heads28)
  assert.is(outcome, 'rejected')
  assert.is(choices?.length, 1)
  const [all] = choices!
  assert.equal(all!.phases, ['prefill', 'decode'])
  assert.equal(setsOf(all!)[0], { 'strategy.tp': 4, 'strategy.pp': 2, 'strategy.dp': 1 })
  assert.equal(
    setsOf(all!).filter((set) => set['strategy.tp'] === 8),
    [],
  )
  const idle = all!.legal.map(({ measures }) => measures.idleDevices!)
  assert.equal(
    idle,
    [...idle].sort((a, b) => a - b),
  )
})

test('a deployment that holds shows none', async () => {
  assert.is((await check({ ...heads28, strategy: { tp: 4 } })).choices, undefined)
})

test('what is called legal is not rejected when it is written down, and everything else is', async () => {
  const deployments = fc.record({
    model: fc.constantFrom('Qwen/Qwen2.5-7B-Instruct', 'Qwen/Qwen3-30B-A3B', 'deepseek-ai/DeepSeek-V3'),
    gpu: fc.constantFrom('H100-SXM-80GB', 'RTX 4090'),
    count: fc.constantFrom(2, 4, 6, 8),
    tp: fc.constantFrom(3, 8, 16),
    flag: fc.option(fc.boolean(), { nil: undefined }),
  })
  await fc.assert(
    fc.asyncProperty(deployments, async ({ model, gpu, count, tp, flag }) => {
      const strategy = { tp, ...(flag !== undefined && { enable_expert_parallel: flag }) }
      const deployment = { model, hardware: { gpu, count, nodes: 1 }, strategy }
      const { choices, outcome } = await check(deployment)
      if (outcome !== 'rejected') return assert.is(choices, undefined)
      const [all] = choices!
      const legal = new Set(setsOf(all!).map((set) => JSON.stringify(set)))
      for (const set of setsOf(all!)) assert.is.not(await outcomeWith(deployment, set), 'rejected')
      // A handful of those that are not called legal.
      for (const pp of [1, 2])
        for (const size of [1, 2, count]) {
          const names = Object.keys(
            setsOf(all!)[0] ?? { 'strategy.tp': 1, 'strategy.pp': 1, 'strategy.dp': 1 },
          )
          const set = Object.fromEntries(
            names.map((name) => [
              name,
              name.endsWith('.tp') ? size : name.endsWith('.pp') ? pp : name.endsWith('.dp') ? 1 : false,
            ]),
          )
          if (legal.has(JSON.stringify(set))) continue
          assert.is(await outcomeWith(deployment, set), 'rejected', JSON.stringify({ deployment, set }))
        }
    }),
    { numRuns: 12 },
  )
})

test('where nothing is legal, the demands that cannot hold together are named, and none of them can be spared', async () => {
  const deployment = {
    model: 'Qwen/Qwen2.5-72B-Instruct',
    hardware: { gpu: 'RTX 4090', count: 4, nodes: 1 },
    strategy: { tp: 4 },
    workload: { max_model_len: 32768 },
  }
  const { choices } = await check(deployment)
  assert.equal(setsOf(choices![0]!), [])
  assert.equal(choices![0]!.conflicts, [['hardware.gpu', 'hardware.count']])
  const { gpu: _, ...count } = deployment.hardware
  assert.is.not((await check({ ...deployment, hardware: count })).outcome, 'rejected')
})

test('single changes that help are told with the degrees they need, and hold when they are written down', async () => {
  const deployment = {
    model: 'Qwen/Qwen2.5-72B-Instruct',
    hardware: { gpu: 'RTX 4090', count: 4, nodes: 1 },
    strategy: { tp: 4 },
  }
  const { choices } = await check(deployment)
  const { relaxations } = choices![0]!
  assert.ok(relaxations.some(({ set }) => set['config.quantization'] !== undefined))
  assert.ok(relaxations.some(({ set }) => Number(set['hardware.count']) > 4))
  for (const { set, degrees } of relaxations) {
    const document = structuredClone(deployment) as unknown as Record<string, Record<string, unknown>>
    for (const [path, value] of Object.entries({ ...degrees, ...set })) {
      const [section, field] = path.split('.') as [string, string]
      document[section] = { ...document[section], [field]: value }
    }
    assert.is.not((await check(document as unknown as Deployment)).outcome, 'rejected', JSON.stringify(set))
  }
})

test('a choice with which a broken rule cannot be decided is no legal one, and no reason to call demands a conflict', async () => {
  const { choices } = await check({
    ...{ engine: 'lmdeploy', engineVersion: '0.9.0', model: 'moonshotai/Kimi-K2-Instruct' },
    hardware: { gpu: 'L40S', count: 4, nodes: 1 },
    strategy: { tp: 2, enable_expert_parallel: true },
  })
  const [all] = choices!
  assert.equal(all!.legal, [])
  assert.equal(all!.open?.rules, ['memory/weights-fit'])
  assert.ok(all!.open!.choices < all!.asked)
  assert.equal(all!.conflicts, [])
  assert.ok(all!.relaxations.length > 0)
})

test('a change that leaves a warning of the same failure comes last and says so', async () => {
  const { choices } = await check({
    ...{ engineVersion: '0.10.0', model: 'meta-llama/Llama-3.1-70B-Instruct' },
    hardware: { gpu: 'H100-SXM-80GB', count: 2, nodes: 1 },
    strategy: { tp: 2, max_model_len: 131_072 },
  })
  const { relaxations, legal } = choices![0]!
  assert.equal(legal, [])
  const warned = relaxations.map((one) => one.warned?.length ?? 0)
  assert.is(warned[0], 0)
  assert.equal(
    warned,
    [...warned].sort((a, b) => a - b),
  )
  assert.equal(relaxations.find(({ title }) => title === 'A shorter context')?.warned, [
    'memory/estimate-holds-a-request',
  ])
})

test('a phase with a strategy of its own is chosen for by itself', async () => {
  const { choices } = await check({ ...heads28, strategy: { prefill: { tp: 8 }, decode: { tp: 4 } } })
  assert.equal(
    choices!.map(({ phases }) => phases),
    [['prefill'], ['decode']],
  )
  assert.ok(setsOf(choices![1]!).some((set) => set['strategy.tp'] === 4))
})

test('what a fix sets is a value of the kind that its word takes: never the text of a number or of a truth value', () => {
  const kinds: Readonly<Record<string, string>> = { truth: 'boolean', number: 'number', integer: 'number' }
  const fixes = [...base.fixes, ...base.rules.flatMap((rule) => rule.fixes)]
  for (const { title, edit } of fixes)
    for (const [name, expression] of Object.entries(edit.set ?? {})) {
      if (expression.op !== 'literal') continue
      const types = base.words.filter((word) => word.name === name).map(({ type }) => kinds[type] ?? 'string')
      assert.ok(types.includes(typeof expression.value), `${title}: ${name} = ${expression.value}`)
    }
})

test('thousands of combinations are asked within seconds of computing', async () => {
  const begun = process.cpuUsage()
  const { choices } = await check({
    engineVersion: '0.9.1',
    model: 'deepseek-ai/DeepSeek-V3',
    hardware: { gpu: 'H100-SXM-80GB', count: 2520, nodes: 1 },
    strategy: { tp: 7, pp: 3, dp: 5, enable_expert_parallel: true },
    workload: { max_model_len: 32768 },
  })
  assert.ok(choices![0]!.asked > 1000)
  assert.ok(
    process.cpuUsage(begun).user < 8e6,
    'variations are judged that nothing can mend, or put into words',
  )
})

test.run()
