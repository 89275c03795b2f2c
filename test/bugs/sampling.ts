// Ranks that choose different tokens.
import { type BuiltBug, describe, nodesOf } from './bug.js'

const choosesAlone: BuiltBug['harm'] = (plan) => {
  for (const node of nodesOf(plan, 'sampling')) describe(node, { sharedSeed: false })
}

export const sampling: readonly BuiltBug[] = [
  {
    threads: ['gpt-oss#270'],
    wrong: 'each tensor rank draws the next token with its own random numbers',
    rule: 'types/drawn-once',
    ...{ family: 'moe', strategy: 'tpa=2', phase: 'decode' },
    harm: choosesAlone,
  },
  {
    threads: ['transformers#36634'],
    wrong: 'generation with tensor ranks samples on each of them, and they drift apart after some tokens',
    rule: 'types/drawn-once',
    ...{ family: 'mha', strategy: 'tpa=4', phase: 'both' },
    harm: choosesAlone,
  },
  {
    threads: ['vllm#31307'],
    wrong: 'draft tokens are drawn on each rank and not sent from one, and collectives hang',
    likeness: 'the token is one of the target: the constructor draws no draft',
    rule: 'types/drawn-once',
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'prefill' },
    harm: choosesAlone,
  },
  {
    threads: ['mini-sglang#85'],
    wrong: 'tensor ranks go on with different tokens',
    likeness: 'of the thread the class alone is known to us',
    rule: 'types/drawn-once',
    ...{ family: 'gqa', strategy: 'tpa=2,pp=2', phase: 'both' },
    harm: choosesAlone,
  },
]
