// Two arithmetics are two opinions: finite fields and floating-point numbers tell the same of plans, damaged or not.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { drawing } from '../damage/draw.js'
import { damages } from '../damage/operators/index.js'
import { copyOf } from '../damage/plan.js'
import type { Plan } from './drawing.js'
import { fixtures } from './fixtures.js'
import { run } from './run.js'

const names = Object.keys(fixtures)
const kinds = Object.keys(damages)

test('fields and numbers agree on damaged plans', () => {
  let harmed = 0
  const cases = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...kinds), fc.nat(99))
  fc.assert(
    fc.property(cases, ([name, damage, seed]) => {
      const plan = copyOf(fixtures[name]!())
      if (!damages[damage]!(plan, drawing(seed))) return
      const [exact, rounded] = [false, true].map((numeric) =>
        run(plan, { numeric, seed, steps: 1, findsSmallest: false }),
      )
      if (exact!.outcome !== 'equal') harmed++
      // Which token of a shard is the highest is luck, and other luck in other numbers.
      if ([exact!, rounded!].some(({ mismatch }) => mismatch?.tensor === 'next')) return
      // The norm of a value that is twice as large is the same up to rounding, and what is added to it shows later.
      const at = plan.nodes.find(({ id }) => id === exact!.mismatch?.node)
      if (at?.op === 'norm' && exact!.outcome === rounded!.outcome) return
      assert.equal(
        [exact!.outcome, exact!.mismatch?.node, exact!.reason],
        [rounded!.outcome, rounded!.mismatch?.node, rounded!.reason],
        `${damage} in ${name}`,
      )
    }),
    { numRuns: 120 },
  )
  assert.ok(harmed > 20, `${harmed} plans were harmed`)
})

test('another seed draws other weights, and the outcome is the same', () => {
  const values = [1, 2].map((seed) => {
    const plan = fixtures['two ranks']!()
    plan.nodes.find(({ id }) => id === 'prefill.l0.qkv')!.weights![0]!.slices = { qkv: ['0-3', '4-7'] }
    const { cell } = run(plan, { seed }).mismatch!
    return 'seen' in cell ? cell.seen : undefined
  })
  assert.is.not(values[0], values[1])
  for (const seed of [2, 3, 4]) assert.is(run(fixtures['two ranks']!(), { seed }).outcome, 'equal')
})

test('a plan of a large model is computed with as small as the same plan of a small one', () => {
  const small = fixtures['two ranks']!()
  const large = enlarged(small, 512)
  const [one, other] = [run(small), run(large)]
  assert.is(other.outcome, 'equal')
  assert.equal(one.sizes, other.sizes)
  assert.equal(one.extent, other.extent)
})

/** Every dimension but those of heads so many times as large, and its slices with it. */
function enlarged(plan: Plan, times: number): Plan {
  const kept = new Set(['heads', 'kv_heads', 'qkv', 'slot', 'seq'])
  const grown = (text: string) =>
    text
      .split(',')
      .map((range) => {
        const [first, last = first] = range.split('-').map(Number) as [number, number?]
        return `${first * times}-${(last! + 1) * times - 1}`
      })
      .join(',')
  const large = structuredClone(plan)
  for (const { weights = [], outputs = [] } of large.nodes)
    for (const { dims = [], slices = {}, parts = {} } of [...weights, ...outputs]) {
      for (const dim of dims) if (!kept.has(dim.name) && dim.size !== undefined) dim.size *= times
      for (const [name, texts] of Object.entries(slices))
        if (!kept.has(name)) slices[name] = typeof texts === 'string' ? grown(texts) : texts.map(grown)
      for (const [name, list] of Object.entries(parts))
        if (!kept.has(name)) for (const part of list) part.size *= times
    }
  for (const word of ['hiddenSize', 'intermediateSize', 'vocabulary', 'headDim'])
    large.model[word] = Number(large.model[word]) * times
  large.workload['promptTokens'] = Number(large.workload['promptTokens']) * times
  return large
}

test.run()
