// Copies of tokens travel to the ranks of their experts.
import { joinTeams, ownsRows, scatterRows } from './expert-rows.js'
import { expertWeights, stageDevices } from './expert-weights.js'
import { crossing, placeOf, type Scene } from './scene.js'
import type { ExpertsShape } from './shape.js'
import { range } from './shares.js'
import { dimension, tensor } from './tensors.js'

/** Each rank sends copies of its tokens to the ranks of their experts and has the results back. */
export function travel(scene: Scene, layer: number, shape: ExpertsShape): void {
  const { draft, model, row, teams, degrees } = scene
  const l = `l${layer}`
  const devices = stageDevices(scene)
  const [hidden, slot] = [dimension('hidden', model.hidden), dimension('slot', shape.perToken)]
  const copy = dimension('copy', Number(row.size) * shape.perToken)
  let suffix = ''
  if (!ownsRows(scene)) {
    for (const team of teams)
      draft.add(placeOf(scene, team, layer), {
        ...{ name: 'moe_split', piece: 'cut', devices: team.devices, inputs: [`${l}.ffn_in`, `${l}.routes`] },
        outputs: [
          tensor(`${l}.ffn_in.part`, [row, hidden], { [row.name!]: team.slices }),
          tensor(`${l}.routes.part`, [row, slot], { [row.name!]: team.slices }),
        ],
        attributes: { along: row.name! },
      })
    suffix = '.part'
  }
  const isWide = degrees.etp > 1
  const wide = range(degrees.ep).map((rank) => devices.slice(rank * degrees.etp, (rank + 1) * degrees.etp))
  const planes = range(degrees.etp).map((plane) => wide.map((group) => group[plane]!))
  if (isWide) {
    for (const [index, group] of wide.entries())
      draft.add(crossing(scene, `g${index}`, layer), {
        ...{ name: 'moe_gather', piece: 'join', devices: group, group },
        inputs: [`${l}.ffn_in${suffix}`, `${l}.routes${suffix}`],
        outputs: [tensor(`${l}.ffn_in.group`, [row, hidden]), tensor(`${l}.routes.group`, [row, slot])],
        attributes: { along: row.name! },
      })
    suffix = '.group'
  }
  for (const [index, plane] of planes.entries())
    draft.add(crossing(scene, isWide ? `g${index}` : '', layer), {
      ...{ piece: 'deal', devices: plane, group: plane },
      inputs: [`${l}.ffn_in${suffix}`, `${l}.routes${suffix}`],
      outputs: [tensor(`${l}.copies`, [copy, hidden]), tensor(`${l}.copies.routes`, [copy])],
      attributes: { appliesRouterWeights: false },
    })
  draft.add(crossing(scene, '', layer), {
    ...{ name: 'experts', piece: 'experts', devices, group: devices },
    inputs: [`${l}.copies`, `${l}.copies.routes`],
    weights: expertWeights(scene, layer, shape),
    outputs: [tensor(`${l}.copies.out`, [copy, hidden])],
    attributes: { form: 'copies', appliesRouterWeights: false },
  })
  const out = isWide ? '.partial' : ownsRows(scene) ? '' : '.part'
  for (const [index, plane] of planes.entries())
    draft.add(crossing(scene, isWide ? `g${index}` : '', layer), {
      ...{ piece: 'collect', devices: plane, group: plane },
      inputs: [`${l}.copies.out`, `${l}.copies.routes`],
      outputs: [tensor(`${l}.moe_out${out}`, [row, hidden])],
      attributes: { appliesRouterWeights: true },
    })
  if (isWide)
    for (const [index, group] of wide.entries())
      scatterRows(scene, layer, { devices: group, part: `g${index}` }, hidden)
  joinTeams(scene, layer, hidden)
}
