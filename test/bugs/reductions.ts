// Reductions that are missing, doubled, or in the wrong place.
import { bypass } from '../damage/plan.js'
import { type BuiltBug, describe, nodeAt, nodesOf, sumBehind } from './bug.js'

const dealtExperts = {
  family: 'moe-shared',
  strategy: 'tpa=2,ep=2,expertExchange=all-gather',
  phase: 'decode',
} as const

export const reductions: readonly BuiltBug[] = [
  {
    threads: ['sglang#37187', 'sglang#37199'],
    wrong:
      'under attention data parallelism a layer sums its experts, and the communicator behind it sums and scatters once more',
    rule: 'types/reduced-once',
    ...{ family: 'moe', strategy: 'adp=2,ep=2,expertExchange=all-gather', phase: 'decode' },
    harm: (plan) => sumBehind(plan, 'decode.l0.experts'),
  },
  {
    threads: ['sglang#31475'],
    wrong:
      'a shared expert that each rank holds whole is added before the deferred sum over ranks, which counts it once for each',
    rule: 'types/addends-alike',
    ...dealtExperts,
    harm(plan) {
      for (const weight of nodeAt(plan, 'decode.l1.shared').weights!) delete weight.slices
      bypass(plan, nodeAt(plan, 'decode.l1.shared_out_sum'))
      bypass(plan, nodeAt(plan, 'decode.l1.moe_sum'))
      sumBehind(plan, 'decode.l1.moe_add')
    },
  },
  {
    threads: ['vllm#49122', 'vllm#49366', 'vllm#49378'],
    wrong: 'Aria sums its shared expert, and the runner sums shared and routed experts together again',
    rule: 'types/addends-alike',
    ...dealtExperts,
    harm(plan) {
      bypass(plan, nodeAt(plan, 'decode.l1.moe_sum'))
      sumBehind(plan, 'decode.l1.moe_add')
    },
  },
  {
    threads: ['vllm#37856'],
    wrong:
      'tokens are dealt to the tensor ranks before the experts, and the shared expert, split over the same ranks, sums products of different tokens',
    rule: 'types/group-alike',
    ...{ family: 'moe-shared', strategy: 'adp=2,ep=2', phase: 'decode' },
    harm(plan) {
      for (const [i, part] of ['a0', 'a1'].entries()) {
        const [up, down] = nodeAt(plan, `decode.l1.shared.${part}`).weights!
        up!.slices = { shared_gate_up: i === 0 ? '0-7,16-23' : '8-15,24-31' }
        down!.slices = { shared_ffn: i === 0 ? '0-7' : '8-15' }
      }
      const { outputs } = nodeAt(plan, 'decode.l1.shared.a0')
      const summed = structuredClone(outputs!)
      for (const part of ['a0', 'a1'])
        nodeAt(plan, `decode.l1.shared.${part}`).outputs![0]!.name = 'l1.shared_out.partial'
      plan.nodes.push({
        ...{ id: 'decode.l1.shared_sum', op: 'all_reduce', phase: 'decode', layer: 1 },
        ...{ devices: [0, 1], group: [0, 1], inputs: [{ name: 'l1.shared_out.partial' }], outputs: summed },
      })
      for (const part of ['a0', 'a1']) {
        plan.edges = plan.edges.filter(({ from }) => from !== `decode.l1.shared.${part}`)
        plan.edges.push({ from: `decode.l1.shared.${part}`, to: 'decode.l1.shared_sum' })
        plan.edges.push({ from: 'decode.l1.shared_sum', to: `decode.l1.moe_add.${part}` })
      }
    },
  },
  {
    threads: ['tpu-inference#3435'],
    wrong:
      'the routed experts come complete, and the partial sum of the shared expert is added to them as it is',
    rule: 'types/addends-alike',
    ...{ family: 'moe-shared', strategy: 'adp=2,tpa=2,ep=4', phase: 'decode' },
    harm: (plan) => bypass(plan, nodeAt(plan, 'decode.l1.shared_out_sum.a0')),
  },
  {
    threads: ['trtllm#16617'],
    wrong: 'a sum over ranks is missing; only the acceptance length of drafts falls',
    likeness: 'the layer is one of the target: the constructor draws no draft',
    rule: 'types/addends-alike',
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'decode' },
    harm: (plan) => bypass(plan, nodeAt(plan, 'decode.l1.ffn_out_sum')),
  },
  {
    threads: ['vllm-gaudi#1451'],
    wrong:
      'the fused experts of MiniMax M2 return complete sums since an update, and the model sums them once more',
    rule: 'types/reduced-once',
    ...dealtExperts,
    harm: (plan) => sumBehind(plan, 'decode.l1.moe_sum'),
  },
  {
    threads: ['vllm-ascend#971'],
    wrong: 'experts are right when dealt to ranks and wrong when each is split over all of them',
    likeness: 'the sum of the split products is left out; the thread shows the two launches',
    rule: 'types/addends-alike',
    ...{ family: 'moe', strategy: 'tpa=2,ep=1,etp=2,expertExchange=all-gather', phase: 'decode' },
    harm: (plan) => bypass(plan, nodeAt(plan, 'decode.l0.moe_sum')),
  },
  {
    threads: ['nnsight#685'],
    wrong: 'who looks at the output of a row-parallel product sees the summand of his rank',
    rule: 'types/partial-completed',
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'decode' },
    harm(plan) {
      const norm = nodeAt(plan, 'decode.l0.ffn_norm')
      norm.inputs = [{ name: 'l0.attn_out.partial' }]
      plan.edges.push({ from: 'decode.l0.out', to: norm.id })
    },
  },
  {
    threads: ['torchtitan#2106'],
    wrong: 'each rank adds the whole bias of a row-parallel product before the sum',
    rule: 'tp/bias-added-once',
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'both' },
    prepare(plan) {
      for (const node of nodesOf(plan, 'output_projection')) {
        node.weights!.push({ name: `l${node.layer}.bo`, dims: [{ name: 'hidden', size: 32 }] })
        describe(node, { shard: 'row', biasAdded: 'once' })
      }
    },
    harm(plan) {
      for (const node of nodesOf(plan, 'output_projection')) describe(node, { biasAdded: 'everywhere' })
    },
  },
  {
    threads: ['pytorch#163193'],
    wrong: 'a value that is the same on all ranks is added to a partial sum on each of them',
    rule: 'types/addends-alike',
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'decode' },
    harm(plan) {
      bypass(plan, nodeAt(plan, 'decode.l0.attn_out_sum'))
      sumBehind(plan, 'decode.l0.attn_add')
    },
  },
  {
    threads: ['pytorch#159856'],
    wrong: 'a norm is taken of the summands and not of their sum',
    rule: 'types/partial-completed',
    ...{ family: 'mha', strategy: 'tpa=2', phase: 'decode' },
    harm: (plan) => bypass(plan, nodeAt(plan, 'decode.embedded_sum')),
  },
  {
    threads: ['pytorch#165962'],
    wrong: 'an operation that is not linear runs on partial values, and the reduction comes behind it',
    rule: 'types/partial-completed',
    ...{ family: 'mha', strategy: 'tpa=2', phase: 'decode' },
    harm(plan) {
      bypass(plan, nodeAt(plan, 'decode.embedded_sum'))
      sumBehind(plan, 'decode.l0.attn_norm')
    },
  },
  {
    threads: ['pytorch#162460'],
    wrong: 'a copy between partial tensors completes them first, and the copy still counts as partial',
    rule: 'types/reduced-once',
    ...{ family: 'mha', strategy: 'tpa=2,residualSharded=true', phase: 'decode' },
    harm: (plan) => sumBehind(plan, 'decode.l0.down'),
  },
  {
    threads: ['megatron-lm#7452'],
    wrong: 'logits of a split vocabulary that are whole already are gathered again',
    rule: 'types/joined-once',
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'decode' },
    harm(plan) {
      const gather = nodeAt(plan, 'decode.logits_gather')
      bypass(plan, gather)
      const head = nodeAt(plan, 'decode.head')
      delete head.weights![0]!.slices
      plan.nodes.push({ ...structuredClone(gather), inputs: [{ name: 'logits.part' }] })
      for (const reader of nodesOf(plan, 'sampling')) {
        plan.edges = plan.edges.filter(({ from, to }) => from !== head.id || to !== reader.id)
        plan.edges.push({ from: gather.id, to: reader.id })
        reader.inputs = [{ name: 'logits' }]
      }
      plan.edges.push({ from: head.id, to: gather.id })
    },
  },
]
