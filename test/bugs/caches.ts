// Caches that are read by another map or meaning than they were written by, most of them on the way from prefill to decode.
import { remove } from '../damage/plan.js'
import { type BuiltBug, describe, nodeAt, nodesOf } from './bug.js'

const handover = (family: string, prefill: string, decode: string) =>
  ({ family, strategy: `disaggregated=true,prefill.${prefill},decode.${decode}`, phase: 'both' }) as const

/** Says of all nodes of an operation how they take the cache. */
const says =
  (ops: readonly string[], word: 'cacheMeaning' | 'cacheMap', text: string): BuiltBug['harm'] =>
  (plan) => {
    for (const op of ops) for (const node of nodesOf(plan, op)) describe(node, { [word]: text })
  }

const cacheOps = ['kv_write', 'kv_transfer', 'kv_read']

/** Heads that each decode rank is sent, as a harm. */
const sends =
  (heads: readonly string[]): BuiltBug['harm'] =>
  (plan) => {
    for (const node of nodesOf(plan, 'kv_transfer')) node.outputs![0]!.slices = { kv_heads: [...heads] }
  }

export const caches: readonly BuiltBug[] = [
  {
    threads: ['trtllm#6507'],
    wrong:
      'the kernels that split and join caches of unequal degrees take pages for heads before tokens; one backend has tokens before heads',
    rule: 'pd/one-meaning',
    ...handover('gqa', 'tpa=2', 'tpa=4'),
    prepare: says(cacheOps, 'cacheMeaning', 'heads, tokens of a page, width'),
    harm: says(['kv_transfer', 'kv_read'], 'cacheMeaning', 'tokens of a page, heads, width'),
    runsAlike: 'a run has no pages',
  },
  {
    threads: ['vllm#46204'],
    wrong:
      'the connector hands over heads before tokens, and the attention backend reads tokens before heads',
    rule: 'pd/one-meaning',
    ...handover('gqa', 'tpa=2', 'tpa=2'),
    prepare: says(cacheOps, 'cacheMeaning', 'heads, tokens of a page, width'),
    harm: says(['kv_read'], 'cacheMeaning', 'tokens of a page, heads, width'),
    runsAlike: 'a run has no pages',
  },
  {
    threads: ['vllm#42895'],
    wrong: 'prefill and decode have blocks of different sizes, and blocks are copied one to one',
    rule: 'pd/map-kept',
    ...handover('gqa', 'tpa=2', 'tpa=2'),
    prepare: says(cacheOps, 'cacheMap', 'blocks of 32 tokens'),
    harm: says(['kv_read'], 'cacheMap', 'blocks of 16 tokens'),
    runsAlike: 'a run has no blocks',
  },
  {
    threads: ['sglang#31968'],
    wrong: 'two key-value heads on four decode ranks are handed over as if there were four',
    rule: 'types/cache-alike',
    ...handover('gqa-few', 'tpa=1', 'tpa=4'),
    harm: sends(['0', '1', '2', '3']),
  },
  {
    threads: ['sglang#23746'],
    wrong:
      'decode ranks that share a head are sent heads in turns (0, 1, 0, 1) and not side by side (0, 0, 1, 1)',
    rule: 'types/cache-alike',
    ...handover('gqa-few', 'tpa=1', 'tpa=4'),
    harm: sends(['0', '1', '0', '1']),
  },
  {
    threads: ['sglang#22145'],
    wrong: 'ranks of different stages announce their cache under one key, and that of a stage is lost',
    likeness: 'the key is a matter of the protocol; the plan lacks the transfer of the layers that were lost',
    rule: 'types/cache-written',
    ...handover('gqa', 'pp=2', 'tpa=2'),
    harm: (plan) => remove(plan, nodeAt(plan, 'prefill.l1.kv_transfer')),
  },
  {
    threads: ['vllm#37940'],
    wrong: 'a hand-over between workers of unequal layout leaves decode with a wrong cache',
    likeness: 'of the thread the class alone is known to us; ranks get the heads of their neighbour here',
    rule: 'types/cache-alike',
    ...handover('gqa', 'tpa=4', 'tpa=2'),
    harm: sends(['2-3', '0-1']),
  },
]
