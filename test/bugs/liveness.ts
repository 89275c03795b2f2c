// Ranks of a group that do not make the same calls, or not in the same order.
import { type Plan, remove } from '../damage/plan.js'
import { type Bug, describe, nodeAt, nodesOf } from './bug.js'

const groups = { family: 'moe', strategy: 'adp=2,ep=2', phase: 'decode' } as const

/** Says something of the strategy of decode. */
const strategy =
  (words: Readonly<Record<string, unknown>>) =>
  (plan: Plan): void => {
    const phases = plan['strategy'] as Record<string, Record<string, unknown>>
    Object.assign(phases['decode'] ?? phases, words)
  }

const branches =
  (ops: readonly string[], guard: string, guardAgreed: boolean) =>
  (plan: Plan): void => {
    for (const op of ops) for (const node of nodesOf(plan, op)) describe(node, { guard, guardAgreed })
  }

/** Two ranks and the collectives that each of them calls, in its order. */
function calls(...ranks: readonly (readonly string[])[]): object {
  const nodes: object[] = [
    { id: 'enter', op: 'input', phase: 'prefill', devices: ranks.map((_, rank) => rank) },
  ]
  const edges: string[] = []
  const group = ranks.map((_, rank) => rank)
  for (const [rank, ops] of ranks.entries()) {
    const ids = ops.map((op) => `${op}_r${rank}`)
    for (const [i, op] of ops.entries())
      nodes.push({ id: ids[i], op, phase: 'prefill', layer: 0, devices: [rank], group })
    edges.push(['enter', ...ids, 'leave'].join(' -> '))
  }
  return { nodes: [...nodes, { id: 'leave', op: 'output', phase: 'prefill', devices: group }], edges }
}

const noRankWaits = 'a run lets no rank wait'

export const liveness: readonly Bug[] = [
  {
    threads: ['vllm#43547'],
    wrong:
      'a rank without tokens returns early under some executors, and after an hour its partner waits in a reduce-scatter',
    rule: 'sync/idle-ranks-take-part',
    ...groups,
    prepare: strategy({ idleRanks: 'dummy-batch' }),
    harm: strategy({ idleRanks: 'skip' }),
    runsAlike: noRankWaits,
  },
  {
    threads: ['vllm#51984'],
    wrong: 'idle ranks do not run a dummy batch, and the busy rank waits in the dispatch of the experts',
    rule: 'dp/idle-ranks-join',
    ...groups,
    prepare: strategy({ idleRanksJoin: true }),
    harm: strategy({ idleRanksJoin: false }),
    runsAlike: noRankWaits,
  },
  {
    threads: ['sglang#34582'],
    wrong: 'ranks choose for themselves whether a step is replayed as a graph',
    likeness: 'of the thread the class alone is known to us',
    rule: 'sync/graph-mode-agreed',
    ...groups,
    prepare: strategy({ graphMode: 'agreed' }),
    harm: strategy({ graphMode: 'own' }),
    runsAlike: noRankWaits,
  },
  {
    threads: ['Infera#34'],
    wrong:
      'whether a draft runs eagerly is decided by a condition of the rank, and ranks make different calls',
    rule: 'sync/guards-agree',
    ...groups,
    prepare: branches(['dispatch', 'combine'], 'the draft can be replayed as a graph', true),
    harm: branches(['dispatch', 'combine'], 'the draft can be replayed as a graph', false),
    runsAlike: noRankWaits,
  },
  {
    threads: ['uccl#940'],
    wrong: 'a rank without tokens leaves the dispatch early, and the others wait for its notice',
    rule: 'sync/guards-agree',
    ...groups,
    prepare: branches(['dispatch'], 'some rank has tokens', true),
    harm: branches(['dispatch'], 'the rank has tokens', false),
    runsAlike: noRankWaits,
  },
  {
    threads: ['LLMServingSim#65'],
    wrong: 'collectives of the experts of a stage count ranks of the other stages in, which never join',
    rule: 'comm/collective-complete',
    ...{ family: 'moe', strategy: 'adp=2,ep=2,pp=2,expertExchange=all-gather', phase: 'decode' },
    harm(plan) {
      nodeAt(plan, 'decode.l0.moe_gather').group = [0, 1, 2, 3]
    },
  },
  {
    threads: ['sglang#25404'],
    wrong: 'what one stage sends, the other does not receive, and both wait',
    likeness: 'of the thread the class alone is known to us',
    rule: 'pp/sends-meet-receives',
    ...{ family: 'gqa', strategy: 'pp=2,microbatches=2', phase: 'decode' },
    harm: (plan) => remove(plan, nodeAt(plan, 'decode.mb1.receive_s1')),
  },
  {
    threads: ['sglang#31566'],
    wrong: 'a rank does not come to a collective of its group',
    likeness: 'of the thread the class alone is known to us',
    rule: 'sync/same-calls',
    ...{ family: 'gqa', strategy: 'tpa=4', phase: 'decode' },
    harm(plan) {
      const sum = nodeAt(plan, 'decode.l0.ffn_out_sum')
      sum.devices = sum.devices.slice(1)
    },
  },
  {
    threads: ['vllm#53578'],
    wrong: 'one rank makes a call that the others of its group do not make',
    likeness: 'of the thread the class alone is known to us',
    rule: 'sync/same-calls',
    repaired: calls(['all_reduce', 'all_gather'], ['all_reduce', 'all_gather']),
    broken: calls(['all_reduce', 'all_gather'], ['all_reduce']),
  },
  {
    threads: ['tokenspeed#786'],
    wrong: 'ranks come to two collectives in different orders',
    likeness: 'of the thread the class alone is known to us',
    rule: 'sync/one-order',
    repaired: calls(['all_reduce', 'all_gather'], ['all_reduce', 'all_gather']),
    broken: calls(['all_reduce', 'all_gather'], ['all_gather', 'all_reduce']),
  },
]
