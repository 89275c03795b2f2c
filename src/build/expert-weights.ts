// The experts of each rank.
import type { TensorUse } from '../candidate/candidate.js'
import type { Scene } from './scene.js'
import type { ExpertsShape } from './shape.js'
import { balanced, range } from './shares.js'
import { dimension, tensor } from './tensors.js'

/** The devices of the stage, in the order of its ranks. */
export const stageDevices = (scene: Scene): readonly number[] => scene.stages[scene.stage]!

/** The weights of the experts, as each rank of the stage has loaded them. */
export function expertWeights(
  { model, degrees }: Scene,
  layer: number,
  { count, width }: ExpertsShape,
): TensorUse[] {
  const experts = balanced(range(count), degrees.ep).flatMap((own) => range(degrees.etp).map(() => own))
  const widths = range(degrees.ep).flatMap(() => balanced(range(width), degrees.etp))
  const fused = widths.map((own) => [...own, ...own.map((index) => index + width)])
  const [all, hidden] = [dimension('experts', count), dimension('hidden', model.hidden)]
  const name = `l${layer}.experts`
  const up = tensor(`${name}.wgate_up`, [all, hidden, dimension('expert_gate_up', 2 * width)], {
    ...{ experts, expert_gate_up: fused },
  })
  return [
    { ...up, parts: { expert_gate_up: [dimension('gate', width), dimension('up', width)] } },
    tensor(`${name}.wdown`, [all, dimension('expert_ffn', width), hidden], { experts, expert_ffn: widths }),
  ]
}
