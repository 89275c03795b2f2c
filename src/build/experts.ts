// A network of experts: tokens travel to the ranks of their experts, or all ranks see all tokens and sums end it.
import { seeAll } from './gathered-experts.js'
import { placeOf, type Scene } from './scene.js'
import { drawShared } from './shared-experts.js'
import { dimension, tensor } from './tensors.js'
import { travel } from './travelling-experts.js'

/** Draws router, experts and shared experts on all teams of a stage, from `ffn_in`; tells what the result is called. */
export function drawExperts(scene: Scene, layer: number): string {
  const { draft, model, row, teams, degrees } = scene
  const l = `l${layer}`
  const shape = model.experts!
  const [hidden, slot] = [dimension('hidden', model.hidden), dimension('slot', shape.perToken)]
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{ name: 'router', piece: 'router', devices: team.devices, inputs: [`${l}.ffn_in`] },
      weights: [tensor(`${l}.router`, [hidden, dimension('experts', shape.count)])],
      outputs: [tensor(`${l}.routes`, [row, slot])],
    })
  const isTravelling = scene.choices.tokensTravel && degrees.ep > 1
  if (isTravelling) travel(scene, layer, shape)
  else seeAll(scene, layer, shape)
  if (shape.shared === 0) return `${l}.moe_out`
  drawShared(
    scene,
    layer,
    shape,
    !isTravelling && scene.isSliced && teams.length === 1 ? `${l}.ffn_in.stage` : undefined,
  )
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{
        name: 'moe_add',
        piece: 'addition',
        devices: team.devices,
        inputs: [`${l}.moe_out`, `${l}.shared_out`],
      },
      outputs: [tensor(`${l}.ffn_out`, [row, hidden])],
    })
  return `${l}.ffn_out`
}
