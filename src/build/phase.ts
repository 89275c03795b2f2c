// One phase, from its inputs to its outputs.

import type { Draft } from './draft.js'
import { drawEmbedding, gatherPositions } from './entry.js'
import { drawHead } from './head.js'
import { drawLayer } from './layer.js'
import { drawOutput, handBack, handOver } from './pipeline.js'
import { type PhaseSetting, sceneOf } from './scene.js'
import { range } from './shares.js'

/** The ends of a phase that the other phase is tied to: ids by microbatch and device. */
export interface Ends {
  readonly inputs: readonly ReadonlyMap<number, string>[]
  readonly outputs: readonly ReadonlyMap<number, string>[]
}

/** Draws all microbatches of a phase through all its stages. */
export function drawPhase(setting: PhaseSetting, draft: Draft): Ends {
  const ends = range(setting.choices.microbatches).map((microbatch) => {
    const scenes = range(setting.degrees.pp).map((stage) => sceneOf(setting, draft, microbatch, stage))
    const [first, last] = [scenes[0]!, scenes.at(-1)!]
    const inputs = drawEmbedding(first)
    let residual = 'embedded'
    for (const scene of scenes) {
      if (scene !== first) handOver(scenes[scene.stage - 1]!, scene, residual)
      gatherPositions(scene)
      for (const layer of setting.layers[scene.stage]!) residual = drawLayer(scene, layer, residual)
    }
    handBack(last, first, drawHead(last, residual))
    return { inputs, outputs: drawOutput(first) }
  })
  for (const [index, { inputs }] of ends.entries())
    if (index > 0) for (const [device, id] of inputs) draft.order(ends[index - 1]!.inputs.get(device)!, id)
  return { inputs: ends.map(({ inputs }) => inputs), outputs: ends.map(({ outputs }) => outputs) }
}
