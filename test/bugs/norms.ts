// Norms over a dimension of which a rank has a slice.
import type { Plan } from '../damage/plan.js'
import type { BuiltBug, StatedBug } from './bug.js'
import { nodeAt } from './bug.js'

const headsOfAll = (reduced: boolean) => ({
  nodes: [
    { id: 'enter', op: 'input', phase: 'prefill', devices: '0-1' },
    {
      id: 'q',
      op: 'q_projection',
      phase: 'prefill',
      devices: '0-1',
      group: '0-1',
      attributes: { shard: 'column' },
    },
    ...(reduced ? [{ id: 'squares', op: 'all_reduce', phase: 'prefill', devices: '0-1', group: '0-1' }] : []),
    {
      id: 'q_norm',
      op: 'norm',
      phase: 'prefill',
      devices: '0-1',
      group: '0-1',
      attributes: { normOver: 'heads' },
    },
    { id: 'leave', op: 'output', phase: 'prefill', devices: '0-1' },
  ],
  edges: [`enter -> q -> ${reduced ? 'squares -> ' : ''}q_norm -> leave`],
})

export const norms: readonly (BuiltBug | StatedBug)[] = [
  {
    threads: ['sglang#38230'],
    wrong:
      'MiniCPM normalises a vector that is split over ranks, and each rank divides by the mean square of its own part',
    rule: 'types/cut-explained',
    ...{ family: 'mha', strategy: 'tpa=2,residualSharded=true', phase: 'decode' },
    harm: (plan) => sliceByWidth(plan),
  },
  {
    threads: ['vllm#8747', 'yalis#36', 'transformer-engine#2688'],
    wrong: 'queries are normalised over all heads of the model, and a rank takes the statistic of its own',
    likeness: 'of the last two threads the class alone is known to us',
    rule: 'tp/norm-over-heads-summed',
    repaired: headsOfAll(true),
    broken: headsOfAll(false),
  },
]

/** Lets the first scatter of a layer hand out widths in place of tokens, and the norm behind it see them. */
function sliceByWidth(plan: Plan): void {
  const halves = ['0-15', '16-31']
  for (const id of ['decode.embedded_scatter', 'decode.l0.attn_out_scatter']) {
    const scatter = nodeAt(plan, id)
    scatter.attributes = { along: 'hidden' }
    scatter.outputs![0]!.slices = { hidden: halves }
  }
  nodeAt(plan, 'decode.l0.attn_norm').weights![0]!.slices = { hidden: halves }
  nodeAt(plan, 'decode.l0.ffn_norm').weights![0]!.slices = { hidden: halves }
  nodeAt(plan, 'decode.l0.attn_in_gather').attributes = { along: 'hidden' }
  nodeAt(plan, 'decode.l0.ffn_in_gather').attributes = { along: 'hidden' }
}
