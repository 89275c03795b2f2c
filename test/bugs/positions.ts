// Positions that are not those of the rows, where ranks share a sequence.
import { type BuiltBug, describe, nodeAt, nodesOf } from './bug.js'

const shares = (method: string, split: string) =>
  ({
    family: 'gqa',
    strategy: `pcp=2,contextMethod=${method},contextSplit=${split}`,
    phase: 'prefill',
  }) as const

/** The positions that enter a share of the prompt, as a harm. */
const entersWith =
  (part: string, slices: string): BuiltBug['harm'] =>
  (plan) => {
    const positions = nodeAt(plan, `prefill.input.${part}`).outputs!.find(({ name }) => name === 'positions')!
    positions.slices = { tok: slices }
  }

export const positions: readonly BuiltBug[] = [
  {
    threads: ['sglang#32098'],
    wrong:
      'with tokens dealt round robin the fused kernel counts queries from the shard and keys from the whole sequence',
    rule: 'types/cut-alike',
    ...shares('gather', 'striped'),
    harm: entersWith('c1', '0-1,4-5'),
  },
  {
    threads: ['sglang#28463'],
    wrong: 'positions of another split than that of the tokens',
    likeness: 'of the thread the class alone is known to us',
    rule: 'types/cut-alike',
    ...shares('gather', 'zigzag'),
    harm: entersWith('c0', '0-1,4-5'),
  },
  {
    threads: ['megatron-lm#1612'],
    wrong: 'each rank turns its part of the sequence by angles that start at zero',
    rule: 'types/cut-alike',
    ...shares('ring', 'contiguous'),
    harm: entersWith('c1', '0-1,4-5'),
  },
  {
    threads: ['ms-swift#10071'],
    wrong: 'rotary positions do not follow the rows when a sequence is split',
    likeness: 'of the thread the class alone is known to us',
    rule: 'types/cut-alike',
    ...shares('ulysses', 'contiguous'),
    harm: entersWith('c1', '0-1,4-5'),
  },
  {
    threads: ['rtp-llm#1186'],
    wrong: 'tokens are permuted for the split, and their positions are not',
    likeness: 'the layers are those of the target: the constructor draws no draft',
    rule: 'types/cut-alike',
    ...shares('ring', 'zigzag'),
    harm(plan) {
      entersWith('c0', '0-1,4-5')(plan)
      entersWith('c1', '2-3,6-7')(plan)
    },
  },
  {
    threads: ['sglang#23415'],
    wrong:
      'lengths that were padded for the split gave a prefix of 0 in place of 1, and positions started there',
    rule: 'kv/global-positions',
    ...shares('gather', 'zigzag'),
    prepare(plan) {
      for (const node of nodesOf(plan, 'rotary_embedding')) describe(node, { positions: 'global' })
    },
    harm(plan) {
      for (const node of nodesOf(plan, 'rotary_embedding')) describe(node, { positions: 'local' })
    },
  },
]
