// Padded rows and numbers of tokens, where ranks share the vocabulary.
import { notCut } from '../damage/operators/padding.js'
import { bypass, connect, type Plan } from '../damage/plan.js'
import { padLogits } from '../damage/probabilities.js'
import { type Bug, describe, nodeAt, nodesOf } from './bug.js'

const split = { family: 'gqa', strategy: 'tpa=2', phase: 'decode' } as const

const gguf = (engineVersion: string) => ({
  ...{ kind: 'deployment', engine: 'vllm', engineVersion, model: 'Meta-Llama-3.1-8B-Instruct-GGUF-Q4_K_M' },
  hardware: { gpu: 'H200', count: 2 },
  ...{ strategy: { tp: 2 }, workload: { max_model_len: 8192 } },
})

export const vocabulary: readonly Bug[] = [
  {
    threads: ['mirage#751'],
    wrong: 'rows that pad the head give the logit 0, and win where all others are negative',
    rule: 'types/padding-neutral',
    ...{ family: 'gqa', strategy: 'tpa=4', phase: 'decode' },
    prepare(plan) {
      notCut(plan, nodeAt(plan, 'decode.logits_cut'))
      padLogits(plan, 'minusInfinity')
    },
    harm: (plan) => padLogits(plan, 'zero'),
  },
  {
    threads: ['vllm#20843'],
    wrong: 'the best entry of a shard is numbered from the start of the shard',
    rule: 'lmhead/global-token-numbers',
    ...split,
    prepare: choosesOnShards,
    harm(plan) {
      for (const node of nodesOf(plan, 'sampling')) describe(node, { tokenNumbers: 'local' })
    },
  },
  {
    threads: ['tt-xla#3584'],
    wrong: 'the best entries of the shards are summed up, indices and all',
    likeness:
      'of the thread the class alone is known to us; it is what a thread beside it reports (tt-mlir#8623)',
    rule: 'types/completed-by-its-operation',
    ...split,
    prepare: choosesOnShards,
    harm(plan) {
      nodeAt(plan, 'decode.choice').op = 'all_reduce'
    },
  },
  {
    threads: ['vllm#7880'],
    wrong: 'the first release that reads GGUF splits the vocabulary wrongly, and special tokens never come',
    rule: 'vllm/gguf-whole',
    repaired: gguf('0.5.5'),
    broken: gguf('0.5.4'),
  },
  {
    threads: ['SpecForge#284'],
    wrong: 'rows of a split vocabulary are not where their numbers say',
    likeness: 'of the thread the class alone is known to us',
    rule: 'types/joined-in-order',
    ...split,
    harm(plan) {
      const slices = nodeAt(plan, 'decode.head').weights![0]!.slices!['vocab'] as string[]
      slices.reverse()
    },
  },
]

/** Lets each rank choose the best of its shard, and an operation behind it the best of all. */
function choosesOnShards(plan: Plan): void {
  bypass(plan, nodeAt(plan, 'decode.logits_gather'))
  const sampling = nodeAt(plan, 'decode.sampling')
  nodeAt(plan, 'decode.head').outputs![0]!.name = 'logits'
  sampling.inputs = [{ name: 'logits' }]
  const [next] = sampling.outputs!
  const readers = plan.edges.filter(({ from }) => from === sampling.id)
  sampling.outputs = [{ ...next!, name: 'next.best' }]
  sampling.attributes = { tokenNumbers: 'global', sharedSeed: true }
  plan.nodes.push({
    ...{ id: 'decode.choice', op: 'argmax_reduce', phase: 'decode', step: 0 },
    ...{ devices: [0, 1], group: [0, 1], inputs: [{ name: 'next.best' }], outputs: [next!] },
  })
  for (const edge of readers) edge.from = 'decode.choice'
  connect(plan, sampling.id, 'decode.choice')
}
