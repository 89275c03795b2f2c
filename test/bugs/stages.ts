// What crosses the cut between pipeline stages, and matrices that stand on both ends.
import { type BuiltBug, nodeAt } from './bug.js'

const twoStages = { family: 'gqa', strategy: 'pp=2', phase: 'decode' } as const
const residual = {
  name: 'l0.residual',
  dims: [
    { name: 'seq', size: 2 },
    { name: 'hidden', size: 32 },
  ],
}

/** Lets the stage behind a cut expect a residual stream that is not sent. */
const expectsResidual: BuiltBug['harm'] = (plan) => {
  const receive = nodeAt(plan, 'decode.receive_s1')
  receive.outputs = [...receive.outputs!, residual]
  receive.attributes = { carries: [...(receive.attributes!['carries'] as string[]), residual.name] }
}

export const stages: readonly BuiltBug[] = [
  {
    threads: ['sglang#36906'],
    wrong: 'a stage expects a residual beside the hidden states, and the stage before does not send it',
    rule: 'pp/one-schema',
    ...twoStages,
    harm: expectsResidual,
  },
  {
    threads: ['vllm#55913'],
    wrong: 'Falcon H1 declares a residual between its stages that no layer makes',
    rule: 'types/ends-alike',
    ...twoStages,
    harm: expectsResidual,
  },
  {
    threads: ['vllm#37622'],
    wrong: 'a tensor that the layers of the next stage read is missing from what is passed between stages',
    rule: 'types/tensors-bound',
    ...twoStages,
    harm(plan) {
      for (const id of ['decode.send_s0', 'decode.receive_s1']) {
        const node = nodeAt(plan, id)
        node.attributes = { carries: ['l0.out'] }
        for (const side of ['inputs', 'outputs'] as const)
          if (node[side] !== undefined) node[side] = node[side].filter(({ name }) => name === 'l0.out')
      }
    },
  },
  {
    threads: ['sglang#6908'],
    wrong:
      'embedding and head are one matrix, and the last stage makes a head of its own, which nothing fills',
    rule: 'lmhead/tied-to-embedding',
    ...{ family: 'gqa-few', strategy: 'pp=2', phase: 'decode' },
    harm(plan) {
      nodeAt(plan, 'decode.head').weights![0]!.name = 'lm_head'
    },
  },
  {
    threads: ['prime-rl#354'],
    wrong:
      'with tensor ranks in each stage the generation breaks: ranks do not find their partner in the next stage',
    likeness: 'the thread says that it is repaired; here the token comes back to one rank of the first stage',
    rule: 'types/tensors-bound',
    ...{ family: 'gqa', strategy: 'tpa=2,pp=2', phase: 'decode' },
    harm(plan) {
      for (const id of ['decode.send_s0', 'decode.receive_s1']) {
        const node = nodeAt(plan, id)
        node.devices = node.devices.slice(0, 1)
      }
    },
  },
]
