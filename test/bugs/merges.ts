// Attention over shares of the positions, put together in another way than by its log-sum-exp.
import { type BuiltBug, describe, nodeAt, nodesOf } from './bug.js'

const sharedPositions = { family: 'gqa', strategy: 'dcp=2', phase: 'decode' } as const

export const merges: readonly BuiltBug[] = [
  {
    threads: ['vllm#41623'],
    wrong: 'with shared positions of decode, text drifts and becomes gibberish at long contexts',
    likeness: 'the thread has found no cause; outputs are added here as if they were summands',
    rule: 'types/completed-by-its-operation',
    ...sharedPositions,
    harm(plan) {
      for (const merge of nodesOf(plan, 'lse_merge')) {
        merge.op = 'all_reduce'
        merge.inputs = merge.inputs!.slice(0, 1)
        for (const tensor of merge.outputs!) delete tensor.slices
      }
    },
  },
  {
    threads: ['sglang#33926', 'sglang#34240'],
    wrong: 'a kernel gives its log-sum-exp to one base, and the merge takes it as one of another',
    rule: 'dcp/one-log-base',
    ...sharedPositions,
    prepare(plan) {
      for (const node of [...nodesOf(plan, 'attention'), ...nodesOf(plan, 'lse_merge')])
        describe(node, { logBase: 'two' })
    },
    harm(plan) {
      for (const merge of nodesOf(plan, 'lse_merge')) describe(merge, { logBase: 'e' })
    },
    runsAlike: 'a run has one exponential',
  },
  {
    threads: ['vllm#47779'],
    wrong: 'a merge of partial attention is wrong',
    likeness: 'of the thread the class alone is known to us; ranks with other heads meet in the merge here',
    rule: 'types/group-alike',
    ...{ family: 'gqa', strategy: 'dcp=2,tpa=2', phase: 'decode' },
    harm(plan) {
      for (const [id, devices] of Object.entries({
        'decode.l0.merge.g0': [0, 1],
        'decode.l0.merge.g1': [2, 3],
      })) {
        const merge = nodeAt(plan, id)
        merge.devices = devices
        merge.group = devices
      }
    },
  },
]
