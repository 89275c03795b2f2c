// What cannot be executed says where and why, whatever is thrown at it.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Node, Plan } from './drawing.js'
import { fixtures } from './fixtures.js'
import { run } from './run.js'

const two = fixtures['two ranks']!
const node = (plan: Plan, id: string): Node => plan.nodes.find((one) => one.id === id)!

function refused(harm: (plan: Plan) => unknown, says: RegExp, at?: string, plan = two()): void {
  harm(plan)
  const { outcome, reason } = run(plan)
  assert.is(outcome, 'not-executable')
  assert.match(reason!.text, says)
  if (at !== undefined) assert.is(reason!.node, at)
}

test('shapes that do not fit are told with both', () => {
  refused(
    (plan) => {
      node(plan, 'prefill.l0.down').weights![0]!.slices = { ffn: ['0-2', '3-7'] }
    },
    /has 4 of `ffn` and its weight 3/,
    'prefill.l0.down',
  )
  refused(
    (plan) => {
      node(plan, 'prefill.l0.qkv').weights![0]!.slices = { qkv: ['0-2,4,6', '3,5,7'] }
    },
    /outputs take .* rows of `qkv`, and its weight has/,
    'prefill.l0.qkv',
  )
})

test('inputs that nobody gives, or two do', () => {
  refused(
    (plan) => {
      node(plan, 'prefill.l0.attention').inputs![0]!.name = 'l0.q_turnd'
    },
    /reads `l0\.q_turnd`, which no node before it on device 0 gives/,
    'prefill.l0.attention',
  )
  refused(
    (plan) => {
      plan.nodes.push({ ...structuredClone(node(plan, 'prefill.l0.attn_norm')), id: 'again' })
      plan.edges.push({ from: 'prefill.embedded_sum', to: 'again' }, { from: 'again', to: 'prefill.l0.qkv' })
    },
    /`l0\.attn_in` comes to device 0 from several nodes/,
    'prefill.l0.qkv',
  )
  refused((plan) => {
    node(plan, 'prefill.l0.mid').devices = [0]
  }, /device 1/)
})

test('shares of a scatter that are neither said nor equal', () => {
  const sliced = fixtures['the residual stream on slices']!
  refused(
    (plan) => {
      for (const use of node(plan, 'prefill.l0.attn_out_sum').outputs!) delete use.slices
      Reflect.deleteProperty(node(plan, 'prefill.l0.attn_out_sum'), 'attributes')
    },
    /does not say along which dimension the result is dealt/,
    'prefill.l0.attn_out_sum',
    sliced(),
  )
})

test('parts that are not dealt in full, or by tensors of different shapes', () => {
  refused(
    (plan) => {
      node(plan, 'prefill.l0.attn_out_sum').outputs![0]!.slices = { tok: ['0-3', '0-3'] }
    },
    /8 of `tok` are dealt, and the devices of the group keep 4 of them/,
    'prefill.l0.attn_out_sum',
    fixtures['the residual stream on slices']!(),
  )
})

test('several steps', () => {
  refused(
    (plan) => {
      for (const one of plan.nodes) Object.assign(one, { step: one.id === 'decode.l0.mid' ? 1 : 0 })
    },
    /belongs to another step of `decode`/,
    'decode.l0.mid',
  )
})

test('a send that nobody receives, though nobody misses it either', () => {
  refused(
    (plan) => {
      plan.nodes.push({
        ...{ id: 'prefill.send', op: 'send', phase: 'prefill', devices: [0], inputs: [{ name: 'l0.mid' }] },
      })
      plan.edges.push({ from: 'prefill.l0.mid', to: 'prefill.send' })
    },
    /sends `l0\.mid`, which no receive behind it takes/,
    'prefill.send',
  )
})

test('operations without a signature, unknown ones, and none', () => {
  refused((plan) => (node(plan, 'prefill.l0.mid').op = 'residual_ad'), /`residual_ad` is not known/)
  refused((plan) => (node(plan, 'prefill.l0.mid').op = 'softmax'), /`softmax` has no signature/)
  refused((plan) => Reflect.deleteProperty(node(plan, 'prefill.l0.mid'), 'op'), /has no operation/)
})

test('cycles, devices, phases, weights and groups', () => {
  refused((plan) => plan.edges.push({ from: 'prefill.l0.mid', to: 'prefill.l0.qkv' }), /stand in a cycle/)
  refused((plan) => Reflect.deleteProperty(node(plan, 'prefill.l0.mid'), 'devices'), /has no devices/)
  refused((plan) => (node(plan, 'prefill.l0.mid').phase = 'warm-up'), /the phase `warm-up`/)
  refused((plan) => Reflect.deleteProperty(node(plan, 'prefill.l0.down'), 'weights'), /no weight/)
  refused(
    (plan) => (node(plan, 'prefill.l0.attn_out_sum').group = [0, 1, 2]),
    /group has 3 devices, of which 2 take part/,
    'prefill.l0.attn_out_sum',
  )
})

test('words that are missing or contradict the plan', () => {
  refused((plan) => Reflect.deleteProperty(plan.model, 'hiddenSize'), /does not say `model\.hiddenSize`/)
  refused(
    (plan) => Reflect.deleteProperty(plan.workload, 'concurrency'),
    /does not say `workload\.concurrency`/,
  )
  refused(
    (plan) => (plan.workload['promptTokens'] = 5),
    /rows `tok` have the size 8; by the workload there are 10/,
  )
  refused((plan) => Object.assign(plan, { nodes: [], edges: [] }), /no nodes/)
})

test('scales that a device has not, of other dimensions, or for other devices', () => {
  const scaled = (scales: object) => (plan: Plan) => {
    const down = node(plan, 'prefill.l0.down')
    down.weights![0] = { ...down.weights![0]!, scales } as NonNullable<Node['weights']>[number]
  }
  const at = 'prefill.l0.down'
  refused(
    scaled({ blocks: { ffn: 2 }, slices: { ffn: ['0-1', '2'] } }),
    /has no scale for index 6 of `ffn`/,
    at,
  )
  refused(scaled({ blocks: { ffn: 2 }, slices: { ffn: ['0-1', '2,9'] } }), /has no scale for index 6/, at)
  refused(scaled({ blocks: { width: 2 } }), /has scales of `width`, which it has not/, at)
  refused(scaled({ slices: { ffn: ['0', '0', '0'] } }), /scales of `ffn` for 3 devices, and there are 2/, at)
})

test('slices beyond a dimension, and too few of them', () => {
  refused((plan) => {
    node(plan, 'prefill.l0.down').weights![0]!.slices = { ffn: ['0-3', '4-8'] }
  }, /slice 4-8 of `ffn` .* beyond its size 8/)
  refused((plan) => {
    node(plan, 'prefill.l0.down').weights![0]!.slices = { ffn: ['0-3', '4-5', '6-7'] }
  }, /slices of `ffn` for 3 devices, and there are 2/)
})

test('sizes beyond all measure are refused, or made small', () => {
  const large = (plan: Plan, name: string, size: number) => {
    for (const { weights = [], outputs = [] } of plan.nodes)
      for (const { dims } of [...weights, ...outputs])
        for (const dim of dims ?? []) if (dim.name === name) dim.size = size
  }
  const huge = two()
  large(huge, 'hidden', 1_000_000_000)
  huge.model['hiddenSize'] = 1_000_000_000
  assert.is(run(huge).outcome, 'equal')
  refused((plan) => large(plan, 'hidden', 1_000_000_000), /too many to compute with/)
  refused((plan) => (plan.model['layers'] = 1_000_000_000), /too many to compute with/)
  refused((plan) => {
    large(plan, 'heads', 999_999_999)
    plan.model['attentionHeads'] = 999_999_999
  }, /./)
})

test('no document makes it fall over', () => {
  const names = Object.keys(fixtures)
  const values = fc.oneof(
    fc.constantFrom(null, 0, -1, 1.5, 1e9, 'x', '0-999999999', true),
    fc.constantFrom<unknown>([], {}, [0], ['0'], { name: 'l0.q' }, [{ name: 'hidden', size: 4 }]),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(fc.tuple(fc.nat(), values), { minLength: 1, maxLength: 3 }),
      (name, changes) => {
        const plan = fixtures[name]!()
        for (const [pick, value] of changes) change(plan, pick, value)
        assert.ok(
          ['equal', 'different', 'not-executable'].includes(
            run(plan, { steps: 1, findsSmallest: false }).outcome,
          ),
        )
      },
    ),
    { numRuns: 120 },
  )
})

/** Puts a value in the place of one of those that a document holds. */
function change(document: object, pick: number, value: unknown): void {
  const places: [Record<string, unknown>, string][] = []
  const visit = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return
    for (const key of Object.keys(at)) {
      places.push([at as Record<string, unknown>, key])
      visit((at as Record<string, unknown>)[key])
    }
  }
  visit(document)
  const [at, key] = places[pick % places.length]!
  at[key] = structuredClone(value)
}

test.run()
