// Repair to a fixpoint, by the workshop base and by the one of the package.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fixDocuments } from '../../src/check/fix.js'
import { fix } from '../../src/index.js'
import { applyPatch } from '../../src/repair/patch.js'
import { resultOf, base as workshop } from './workshop.js'

const repaired = async (plan: unknown, options = {}) => {
  const content = typeof plan === 'string' ? plan : JSON.stringify(plan)
  const { results } = await fixDocuments([{ input: 'plan', content }], workshop, options)
  return results[0]!
}

test('faults of several rules are mended together, the least change first', async () => {
  const plan = {
    model: { drawers: 6 },
    strategy: { build: { benches: 4, workers: 3 } },
    nodes: [
      { id: 'a', op: 'saw', phase: 'build', devices: [1], group: [1, 2] },
      { id: 'p', op: 'paint', phase: 'build', devices: [2] },
    ],
    edges: ['a -> p', 'a -> p'],
  }
  const result = await repaired(plan)
  assert.is(result.before, 'rejected')
  assert.is(result.outcome, 'fixed')
  assert.is(result.safety, 'strategy')
  const titles = result.fixes.map(({ title }) => title)
  assert.ok(
    titles.indexOf('Glue the halves') < titles.indexOf('The next smaller number of benches that fits'),
  )
  assert.equal(JSON.parse(result.corrected!), applyPatch(plan, result.patch!))
  assert.is(JSON.parse(result.corrected!).strategy.build.benches, 3)
})

test('each choice is judged: the nearest that leaves nothing broken is taken', async () => {
  // Half of the benches are too few for three workers; four divide the drawers.
  const plan = (workers: number) => ({
    model: { drawers: 12 },
    strategy: { build: { benches: 5, workers } },
    nodes: [
      { id: 'a', op: 'paint', phase: 'build' },
      { id: 'b', op: 'paint', phase: 'build' },
    ],
    edges: ['a -> b'],
  })
  const benches = async (workers: number) => {
    const { corrected } = await repaired(plan(workers))
    return JSON.parse(corrected!).strategy.build.benches
  }
  assert.is(await benches(3), 4)
  assert.is(await benches(4), 4)
  // No smaller number of benches will do: the number of drawers changes, which comes last.
  const last = await repaired(plan(5))
  assert.is(last.outcome, 'fixed')
  assert.is(last.safety, 'workload')
  assert.equal(last.patch, [{ op: 'replace', path: '/model/drawers', value: 5 }])
})

test('what is allowed bounds what is changed, and the reason says so', async () => {
  const plan = {
    model: { drawers: 6 },
    strategy: { build: { benches: 4, workers: 1 } },
    nodes: [
      { id: 'a', op: 'saw', phase: 'build', group: [1, 2] },
      { id: 'p', op: 'paint', phase: 'build' },
    ],
    edges: ['a -> p'],
  }
  const result = await repaired(plan, { atMost: 'safe' })
  assert.is(result.outcome, 'rejected')
  assert.equal(
    result.fixes.map(({ safety }) => safety),
    ['safe'],
  )
  assert.equal(
    result.reasons.map(({ rule }) => rule),
    ['shop/drawers-divide'],
  )
  assert.match(result.reasons[0]!.tried[0]!.why, 'more than is allowed')
})

test('what does not heal a plan does not change its strategy', async () => {
  const plan = {
    model: { drawers: 6 },
    strategy: { build: { benches: 4, workers: 9 } },
    nodes: [
      { id: 'a', op: 'saw', phase: 'build', group: [1, 2] },
      { id: 'p', op: 'paint', phase: 'build' },
    ],
    edges: ['a -> p'],
  }
  const result = await repaired(plan)
  assert.is(result.outcome, 'rejected')
  assert.is(result.safety, 'safe')
  assert.equal(
    result.reasons.map(({ rule }) => rule),
    ['shop/bench-each'],
  )
})

test('a plan that is broken in form, or right, is given back as it was', async () => {
  const right = JSON.stringify({ nodes: [{ id: 'a' }, { id: 'b' }], edges: ['a -> b'] })
  const whole = await repaired(right)
  assert.equal([whole.corrected, whole.fixes, whole.diff], [right, [], ''])
  const broken = await repaired('{ "nodes": [')
  assert.equal([broken.outcome, broken.corrected, broken.fixes], ['unreadable', '{ "nodes": [', []])
})

const node = (i: number) =>
  fc.record({
    id: fc.constant(`n${i}`),
    op: fc.constantFrom('saw', 'glue', 'paint', 'cart'),
    devices: fc.constantFrom([1], [2], [1, 2]),
    group: fc.constantFrom([1, 2], [1]),
  })
const plans = fc.integer({ min: 2, max: 7 }).chain((size) => {
  const ends = fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a < b)
  return fc.record({
    nodes: fc.tuple(...Array.from({ length: size }, (_, i) => node(i))),
    edges: fc.array(
      ends.map(([a, b]) => `n${a} -> n${b}`),
      { minLength: 1, maxLength: 9 },
    ),
  })
})

test('repair is proved and idempotent, and its patch makes its output', async () => {
  let healed = 0
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const result = await repaired(plan)
      const corrected = JSON.parse(result.corrected!)
      assert.equal(corrected, applyPatch(structuredClone(plan), result.patch ?? []))
      const judged = await resultOf(corrected)
      assert.is(judged.outcome, result.outcome === 'fixed' ? 'valid' : result.outcome)
      const errors = judged.findings.filter(({ severity }) => severity === 'error')
      assert.equal(new Set(errors.map(({ rule }) => rule)), new Set(result.reasons.map(({ rule }) => rule)))
      const again = await repaired(corrected)
      assert.equal([again.fixes, again.corrected], [[], JSON.stringify(corrected)])
      if (result.fixes.length > 0 && result.reasons.length === 0) healed++
    }),
    { numRuns: 60, endOnFailure: true },
  )
  assert.ok(healed > 10, `${healed} plans were healed`)
})

test('a plan that was right before a fault got into it is right again', async () => {
  let faults = 0
  await fc.assert(
    fc.asyncProperty(plans, fc.nat(), async (plan, pick) => {
      const whole = await repaired(plan)
      if (whole.reasons.length > 0) return
      const right = JSON.parse(whole.corrected!) as Right
      const faulty = faultsOf(right)
      if (faulty.length === 0) return
      const { outcome, reasons } = await repaired(faulty[pick % faulty.length]!)
      assert.equal(reasons, [])
      assert.ok(outcome === 'fixed' || outcome === 'valid', outcome)
      faults++
    }),
    { numRuns: 60, endOnFailure: true },
  )
  assert.ok(faults > 20, `${faults} faults were mended`)
})

interface Right {
  readonly nodes: readonly { readonly id: string; readonly op?: string }[]
  readonly edges: readonly unknown[]
}

/** The plan with an edge drawn twice, or without a glueing or a cart that stands between others. */
function faultsOf(right: Right): object[] {
  const pairs = right.edges.flatMap((edge) => {
    if (typeof edge !== 'string') return [[(edge as { from: string }).from, (edge as { to: string }).to]]
    const ids = edge.split(' -> ')
    return ids.slice(1).map((to, i) => [ids[i]!, to])
  }) as [string, string][]
  const doubled = right.edges.map((edge) => ({ ...right, edges: [...right.edges, edge] }))
  const cut = right.nodes.flatMap(({ id, op }) => {
    const before = pairs.filter(([, to]) => to === id).map(([from]) => from)
    const after = pairs.filter(([from]) => from === id).map(([, to]) => to)
    if (!['glue', 'cart'].includes(op ?? '') || before.length === 0 || after.length === 0) return []
    const kept = pairs.filter(([from, to]) => from !== id && to !== id)
    const joined = before.flatMap((from) => after.map((to) => [from, to] as [string, string]))
    const edges = [...new Set([...kept, ...joined].map(([from, to]) => `${from} -> ${to}`))]
    return [{ ...right, nodes: right.nodes.filter((one) => one.id !== id), edges }]
  })
  return [...doubled, ...cut]
}

const deployment = (strategy: object, config: object, count = 8) => ({
  kind: 'deployment',
  engine: 'vllm',
  config,
  hardware: { count },
  strategy,
})

test('a degree is lowered to the nearest that all rules take', async () => {
  const { results } = await fix(deployment({ tp: 8 }, { num_attention_heads: 28, num_key_value_heads: 4 }))
  const [result] = results
  assert.is(result!.before, 'rejected')
  assert.equal(result!.patch, [{ op: 'replace', path: '/strategy/tp', value: 4 }])
  assert.is(result!.fixes[0]!.change, 'degree')
})

test('where no degree helps the kind of parallelism changes, by the words of the engine', async () => {
  const { results } = await fix(deployment({ tensor_parallel_size: 2 }, { num_attention_heads: 25 }, 2))
  assert.equal(results[0]!.patch, [
    { op: 'replace', path: '/strategy/tensor_parallel_size', value: 1 },
    { op: 'add', path: '/strategy/pp', value: 2 },
  ])
  assert.is(results[0]!.fixes[0]!.change, 'kind')
})

test('what no degree mends on a stage is mended by what is set of its phase: the longest context that holds', async () => {
  const { results } = await fix({
    ...deployment({ tp: 16 }, {}, 16),
    engineVersion: '0.7.3',
    model: 'DeepSeek-R1 (BF16)',
    hardware: { count: 16, memory_gib: 90 },
    workload: { max_model_len: 80_000 },
  })
  const [result] = results
  assert.equal(result!.patch, [{ op: 'replace', path: '/workload/max_model_len', value: 40_000 }])
  assert.equal(
    result!.fixes.map(({ change, safety, subjects }) => ({ change, safety, subjects })),
    [{ change: 'workload', safety: 'workload', subjects: ['prefill stage 0', 'decode stage 0'] }],
  )
})

test('where no choice of degrees is legal, the change that lets one be is made with its degrees', async () => {
  const tooLarge = {
    ...{
      kind: 'deployment',
      engine: 'lmdeploy',
      engineVersion: '0.9.0',
      model: 'moonshotai/Kimi-K2-Instruct',
    },
    hardware: { gpu: 'L40S', count: 4, nodes: 1 },
    strategy: { tp: 2, enable_expert_parallel: true },
  }
  const [result] = (await fix(tooLarge)).results
  assert.is(result!.before, 'rejected')
  assert.is(result!.outcome, 'fixed')
  assert.equal(
    result!.fixes.map(({ safety }) => safety),
    ['workload'],
  )
  const changed = result!.patch!.map(({ path }) => path)
  assert.ok(changed.includes('/hardware/count') && changed.includes('/strategy/tp'))
  const [bounded] = (await fix(tooLarge, { atMost: 'strategy' })).results
  assert.is(bounded!.outcome, 'rejected')
})

test('a check offers the fix of a deployment with its patch', async () => {
  const { check } = await import('../../src/index.js')
  const verdict = await check(deployment({ tp: 8 }, { num_attention_heads: 28 }))
  const [found] = verdict.results[0]!.findings.filter(({ severity }) => severity === 'error')
  assert.equal(found!.fixes[0]!.patch, [{ op: 'replace', path: '/strategy/tp', value: 4 }])
})

test('a check that repairs first is told as fixed, with the fixes', async () => {
  const { check } = await import('../../src/index.js')
  const verdict = await check(deployment({ tp: 8 }, { num_attention_heads: 28 }), { fix: true })
  const [result] = verdict.results
  assert.not.equal(result!.outcome, 'rejected')
  assert.equal(
    result!.fixed!.map(({ rule }) => rule),
    ['tp/heads-divide'],
  )
  assert.equal(
    result!.findings.filter(({ severity }) => severity === 'error'),
    [],
  )
})

test.run()
