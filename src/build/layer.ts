// One transformer layer: attention and a network, each between a norm and an addition to the residual stream.
import { drawHeads } from './attention.js'
import { drawDense } from './dense.js'
import { drawExperts } from './experts.js'
import { drawLatent } from './latent.js'
import { placeOf, type Scene } from './scene.js'
import { dimension, tensor } from './tensors.js'

/** Draws a layer on all teams of a stage; tells what its residual stream is called. */
export function drawLayer(scene: Scene, layer: number, residual: string): string {
  const { model } = scene
  const l = `l${layer}`
  norm(scene, layer, 'attn', residual)
  if (model.attention.kind === 'heads') drawHeads(scene, layer, model.attention)
  else drawLatent(scene, layer, model.attention)
  add(scene, layer, 'attn_add', [residual, `${l}.attn_out`], `${l}.mid`)
  norm(scene, layer, 'ffn', `${l}.mid`)
  const result = model.layers[layer]!.experts ? drawExperts(scene, layer) : drawDense(scene, layer)
  add(scene, layer, 'ffn_add', [`${l}.mid`, result], `${l}.out`)
  return `${l}.out`
}

function norm(scene: Scene, layer: number, name: string, input: string): void {
  const hidden = dimension('hidden', scene.model.hidden)
  for (const team of scene.teams)
    scene.draft.add(placeOf(scene, team, layer), {
      ...{ name: `${name}_norm`, piece: 'norm', devices: team.devices, inputs: [input] },
      weights: [tensor(`l${layer}.${name}_norm`, [hidden])],
      outputs: [tensor(`l${layer}.${name}_in`, [scene.row, hidden])],
    })
}

function add(scene: Scene, layer: number, name: string, inputs: readonly string[], output: string): void {
  const hidden = dimension('hidden', scene.model.hidden)
  for (const team of scene.teams)
    scene.draft.add(placeOf(scene, team, layer), {
      ...{ name, piece: 'residualAddition', devices: team.devices, inputs },
      outputs: [tensor(output, [scene.row, hidden])],
    })
}
