// A strategy said in the words of another engine and back: the canonical degrees are the same all the way.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readDeployment } from '../../src/candidate/deployment/index.js'
import { readLaunches } from '../../src/candidate/launch/index.js'
import { scriptOf } from '../../src/candidate/launch/write.js'
import { exported } from '../../src/check/exported.js'
import { judge, valueOn } from '../../src/judge/index.js'
import { loadBase } from '../../src/knowledge/load.js'
import { observe } from '../../src/observe/index.js'
import { translate } from '../../src/plan/translate.js'

const base = loadBase(new URL('../../generated', import.meta.url).pathname)
const degrees = ['pp', 'pcp', 'adp', 'tpa', 'dcp', 'ep', 'etp', 'replicas']

const judgementOf = (document: object) => {
  const candidate = readDeployment(document, 'd.json', base, '')
  return judge(observe(candidate, base), base, { only: [] })
}

/** The canonical degrees of both phases. */
async function canonical(document: object) {
  const { evaluator } = await judgementOf(document)
  const { phase } = evaluator.facts.tables
  return Array.from({ length: phase.size }, (_, row) =>
    degrees.map((name) => valueOn(evaluator, phase, row, { op: 'word', of: 'self', name })),
  )
}

const fields: Readonly<Record<string, readonly string[]>> = {
  vllm: ['tp', 'pp', 'dp', 'enable_expert_parallel'],
  sglang: ['tp', 'pp', 'dp', 'ep', 'dp_attention'],
}

const into = async (document: object, engine: string) => {
  const states = (path: string) => fields[engine]!.includes(path.replace('strategy.', ''))
  const done = await translate(document, await judgementOf(document), base, { engine, states })
  return 'document' in done ? done.document : undefined
}

const power = fc.constantFrom(1, 2, 4)

test('from vLLM to SGLang and back the degrees stay the same, wherever SGLang can be asked for them', () =>
  fc.assert(
    fc.asyncProperty(power, power, power, fc.boolean(), fc.boolean(), async (tp, pp, dp, dealt, moe) => {
      const document = {
        ...{ kind: 'deployment', engine: 'vllm', model: moe ? 'Qwen/Qwen3-30B-A3B' : 'Qwen/Qwen3-32B' },
        strategy: { tp, pp, dp, enable_expert_parallel: moe && dealt, max_num_seqs: 7 },
      }
      const there = await into(document, 'sglang')
      assert.ok(there, JSON.stringify(document))
      assert.equal(await canonical(there), await canonical(document))
      assert.is((there as typeof document).strategy.max_num_seqs, 7)
      const back = await into(there, 'vllm')
      assert.ok(back)
      assert.equal(await canonical(back), await canonical(document))
    }),
    { numRuns: 25 },
  ))

test('an exported launch reads back as the same degrees, and each server of two as those of its phase', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ tp: power, pp: fc.constantFrom(1, 2), dp: fc.constantFrom(1, 2), dealt: fc.boolean() }),
        { minLength: 1, maxLength: 2 },
      ),
      fc.constantFrom('vllm', 'sglang'),
      async (all, engine) => {
        const said = all.map(({ dealt, ...degrees }) => ({ ...degrees, enable_expert_parallel: dealt }))
        const [first, second] = said
        const strategy = second === undefined ? first! : { prefill: first, decode: second }
        const document = { kind: 'deployment', engine: 'vllm', model: 'Qwen/Qwen3-30B-A3B', strategy }
        const done = await exported(JSON.stringify(document), 'd.json', { engine, base, about: {} })
        if ('refused' in done) return
        const whole = await canonical(document)
        assert.is(done.servers.length, all.length)
        for (const [i, { launch, name }] of done.servers.entries()) {
          const [read] = (await readLaunches(scriptOf(launch, name), 'in', base, ''))!
          const phases = second === undefined ? ['prefill', 'decode'] : [['prefill', 'decode'][i]!]
          assert.equal(Object.keys(read!.phases), phases)
          const back = await canonical(read!.document as object)
          assert.equal(back.slice(0, phases.length), second === undefined ? whole : [whole[i]])
        }
      },
    ),
    { numRuns: 20 },
  ))

test('what an engine has no words for is told with what it has', async () => {
  // Experts over two of four ranks, and each over the other two.
  const document = {
    ...{ kind: 'deployment', engine: 'sglang', model: 'Qwen/Qwen3-30B-A3B' },
    strategy: { tp: 4, pp: 1, dp: 1, ep: 2, dp_attention: false },
  }
  const judgement = await judgementOf(document)
  const only = (...names: string[]) =>
    translate(document, judgement, base, {
      ...{ engine: 'vllm', states: (path: string) => names.includes(path.replace('strategy.', '')) },
    })
  // Each of its degrees can be had, and not all at once: then all are told.
  const whole = await only(...fields['vllm']!)
  assert.ok('unmet' in whole)
  assert.ok(whole.unmet.every(({ wanted, reached }) => reached.includes(wanted)))
})

test('degrees that are not known are told', async () => {
  const document = { kind: 'deployment', engine: 'vllm', model: 'Qwen/Qwen3-32B', strategy: {} }
  const done = await translate(document, await judgementOf(document), base, {
    engine: 'sglang',
    states: () => true,
  })
  assert.ok('unknown' in done)
  assert.ok(done.unknown.some(({ phase, word }) => phase === 'prefill' && word === 'tpa'))
})

test.run()
