// Experts that see the tokens of all ranks.
import { joinTeams, scatterRows } from './expert-rows.js'
import { expertWeights, stageDevices } from './expert-weights.js'
import { crossing, type Scene } from './scene.js'
import type { ExpertsShape } from './shape.js'
import { dimension, tensor } from './tensors.js'

/** All ranks of a stage see the rows of all teams, each computes its experts, and the sum goes back to the teams. */
export function seeAll(scene: Scene, layer: number, shape: ExpertsShape): void {
  const { draft, model, row, teams, isSliced } = scene
  const l = `l${layer}`
  const devices = stageDevices(scene)
  const hidden = dimension('hidden', model.hidden)
  const isGathered = isSliced || teams.length > 1
  if (isGathered) gatherStage(scene, layer, shape)
  const suffix = isGathered ? '.stage' : ''
  const isShared = devices.length > 1
  draft.add(crossing(scene, '', layer), {
    ...{ name: 'experts', piece: 'experts', devices, ...(isShared && { group: devices }) },
    inputs: [`${l}.ffn_in${suffix}`, `${l}.routes${suffix}`],
    weights: expertWeights(scene, layer, shape),
    outputs: [tensor(`${l}.moe_out${isShared ? '.partial' : ''}`, [row, hidden])],
    attributes: { appliesRouterWeights: true },
  })
  if (!isShared) return
  if (!isGathered)
    draft.add(crossing(scene, '', layer), {
      ...{ name: 'moe_sum', piece: 'sum', devices, group: devices, inputs: [`${l}.moe_out.partial`] },
      outputs: [tensor(`${l}.moe_out`, [row, hidden])],
    })
  else {
    scatterRows(scene, layer, { devices, part: '' }, hidden)
    joinTeams(scene, layer, hidden)
  }
}

/** Joins rows and routes over the stage: over all its ranks where each has rows of its own, else over one rank of each team. */
function gatherStage(scene: Scene, layer: number, { perToken }: ExpertsShape): void {
  const { draft, model, row, teams, isSliced } = scene
  const l = `l${layer}`
  const [first] = teams
  const groups = isSliced
    ? [stageDevices(scene)]
    : first!.devices.map((_, rank) => teams.map(({ devices }) => devices[rank]!))
  for (const [index, devices] of groups.entries())
    draft.add(crossing(scene, groups.length > 1 ? `g${index}` : '', layer), {
      ...{ name: 'moe_gather', piece: 'join', devices, group: devices },
      inputs: [`${l}.ffn_in`, `${l}.routes`],
      outputs: [
        tensor(`${l}.ffn_in.stage`, [row, dimension('hidden', model.hidden)]),
        tensor(`${l}.routes.stage`, [row, dimension('slot', perToken)]),
      ],
      attributes: { along: row.name! },
    })
}
