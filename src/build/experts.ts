// A network of experts: tokens travel to the ranks of their experts, or all ranks see all tokens and sums end it.
import type { Dimension, TensorUse } from '../candidate/candidate.js'
import { partial, reduced, wholeRows } from './reduce.js'
import { crossing, placeOf, type Scene, seatOf } from './scene.js'
import type { ExpertsShape } from './shape.js'
import { balanced, range } from './shares.js'
import { dimension, tensor } from './tensors.js'

/** Draws router, experts and shared experts on all teams of a stage, from `ffn_in`; tells what the result is called. */
export function drawExperts(scene: Scene, layer: number): string {
  const { draft, model, row, teams, degrees } = scene
  const l = `l${layer}`
  const shape = model.experts!
  const [hidden, slot] = [dimension('hidden', model.hidden), dimension('slot', shape.perToken)]
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{ name: 'router', op: 'router', devices: team.devices, inputs: [`${l}.ffn_in`] },
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
        op: 'accumulate',
        devices: team.devices,
        inputs: [`${l}.moe_out`, `${l}.shared_out`],
      },
      outputs: [tensor(`${l}.ffn_out`, [row, hidden])],
    })
  return `${l}.ffn_out`
}

const stageDevices = (scene: Scene): readonly number[] => scene.stages[scene.stage]!

/** The weights of the experts, as each rank of the stage has loaded them. */
function expertWeights(
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

/** All ranks of a stage see the rows of all teams, each computes its experts, and the sum goes back to the teams. */
function seeAll(scene: Scene, layer: number, shape: ExpertsShape): void {
  const { draft, model, row, teams, isSliced } = scene
  const l = `l${layer}`
  const devices = stageDevices(scene)
  const hidden = dimension('hidden', model.hidden)
  const isGathered = isSliced || teams.length > 1
  if (isGathered) gatherStage(scene, layer, shape)
  const suffix = isGathered ? '.stage' : ''
  const isShared = devices.length > 1
  draft.add(crossing(scene, '', layer), {
    ...{ name: 'experts', op: 'expert', devices, ...(isShared && { group: devices }) },
    inputs: [`${l}.ffn_in${suffix}`, `${l}.routes${suffix}`],
    weights: expertWeights(scene, layer, shape),
    outputs: [tensor(`${l}.moe_out${isShared ? '.partial' : ''}`, [row, hidden])],
    attributes: { appliesRouterWeights: true },
  })
  if (!isShared) return
  if (!isGathered)
    draft.add(crossing(scene, '', layer), {
      ...{ name: 'moe_sum', op: 'all_reduce', devices, group: devices, inputs: [`${l}.moe_out.partial`] },
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
      ...{ name: 'moe_gather', op: 'all_gather', devices, group: devices },
      inputs: [`${l}.ffn_in`, `${l}.routes`],
      outputs: [
        tensor(`${l}.ffn_in.stage`, [row, dimension('hidden', model.hidden)]),
        tensor(`${l}.routes.stage`, [row, dimension('slot', perToken)]),
      ],
      attributes: { along: row.name! },
    })
}

/** Whether each rank of the stage has rows of its own without a cut. */
const ownsRows = ({ teams, isSliced }: Scene): boolean => isSliced || teams[0]!.devices.length === 1

/** Sums over some ranks, each of which keeps rows of its own, and joins them where a team works on the same rows. */
function scatterRows(
  scene: Scene,
  layer: number,
  { devices, part }: { readonly devices: readonly number[]; readonly part: string },
  hidden: Dimension,
): void {
  const { draft, row } = scene
  const name = `l${layer}.moe_out`
  draft.add(crossing(scene, part, layer), {
    ...{ name: 'moe_scatter', op: 'reduce_scatter', devices, group: devices, inputs: [`${name}.partial`] },
    outputs: [
      tensor(ownsRows(scene) ? name : `${name}.part`, [row, hidden], {
        [row.name!]: devices.map((device) => rowsOf(scene, device)),
      }),
    ],
    attributes: { along: row.name! },
  })
}

function rowsOf(scene: Scene, device: number): readonly number[] {
  const { team, rank } = seatOf(scene, device)
  return team.slices[rank]!
}

function joinTeams(scene: Scene, layer: number, hidden: Dimension): void {
  if (ownsRows(scene)) return
  const { draft, row, teams } = scene
  const name = `l${layer}.moe_out`
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{
        name: 'moe_join',
        op: 'all_gather',
        devices: team.devices,
        group: team.devices,
        inputs: [`${name}.part`],
      },
      outputs: [tensor(name, [row, hidden])],
      attributes: { along: row.name! },
    })
}

/** Each rank sends copies of its tokens to the ranks of their experts and has the results back. */
function travel(scene: Scene, layer: number, shape: ExpertsShape): void {
  const { draft, model, row, teams, degrees } = scene
  const l = `l${layer}`
  const devices = stageDevices(scene)
  const [hidden, slot] = [dimension('hidden', model.hidden), dimension('slot', shape.perToken)]
  const copy = dimension('copy', Number(row.size) * shape.perToken)
  let suffix = ''
  if (!ownsRows(scene)) {
    for (const team of teams)
      draft.add(placeOf(scene, team, layer), {
        ...{ name: 'moe_split', op: 'split', devices: team.devices, inputs: [`${l}.ffn_in`, `${l}.routes`] },
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
        ...{ name: 'moe_gather', op: 'all_gather', devices: group, group },
        inputs: [`${l}.ffn_in${suffix}`, `${l}.routes${suffix}`],
        outputs: [tensor(`${l}.ffn_in.group`, [row, hidden]), tensor(`${l}.routes.group`, [row, slot])],
        attributes: { along: row.name! },
      })
    suffix = '.group'
  }
  for (const [index, plane] of planes.entries())
    draft.add(crossing(scene, isWide ? `g${index}` : '', layer), {
      ...{ name: 'dispatch', op: 'dispatch', devices: plane, group: plane },
      inputs: [`${l}.ffn_in${suffix}`, `${l}.routes${suffix}`],
      outputs: [tensor(`${l}.copies`, [copy, hidden]), tensor(`${l}.copies.routes`, [copy])],
    })
  draft.add(crossing(scene, '', layer), {
    ...{ name: 'experts', op: 'expert', devices, group: devices },
    inputs: [`${l}.copies`, `${l}.copies.routes`],
    weights: expertWeights(scene, layer, shape),
    outputs: [tensor(`${l}.copies.out`, [copy, hidden])],
    attributes: { form: 'copies' },
  })
  const out = isWide ? '.partial' : ownsRows(scene) ? '' : '.part'
  for (const [index, plane] of planes.entries())
    draft.add(crossing(scene, isWide ? `g${index}` : '', layer), {
      ...{ name: 'combine', op: 'combine', devices: plane, group: plane },
      inputs: [`${l}.copies.out`, `${l}.copies.routes`],
      outputs: [tensor(`${l}.moe_out${out}`, [row, hidden])],
      attributes: { appliesRouterWeights: true },
    })
  if (isWide)
    for (const [index, group] of wide.entries())
      scatterRows(scene, layer, { devices: group, part: `g${index}` }, hidden)
  joinTeams(scene, layer, hidden)
}

/** Experts that every token visits: a dense network whose width is dealt to the ranks of a team. */
function drawShared(
  scene: Scene,
  layer: number,
  { shared }: ExpertsShape,
  gathered: string | undefined,
): void {
  const { draft, model, row, teams } = scene
  const l = `l${layer}`
  const [hidden, inner] = [dimension('hidden', model.hidden), dimension('shared_ffn', shared)]
  for (const team of teams) {
    const { devices } = team
    const shares = balanced(range(shared), devices.length)
    const fused = shares.map((share) => [...share, ...share.map((index) => index + shared)])
    const input = gathered ?? wholeRows(scene, team, layer, `${l}.ffn_in`, [hidden])
    const up = tensor(`${l}.shared.wgate_up`, [hidden, dimension('shared_gate_up', 2 * shared)], {
      shared_gate_up: fused,
    })
    draft.add(placeOf(scene, team, layer), {
      ...{
        name: 'shared',
        op: 'shared_expert',
        devices,
        ...(devices.length > 1 && { group: devices }),
        inputs: [input],
      },
      weights: [
        { ...up, parts: { shared_gate_up: [dimension('gate', shared), dimension('up', shared)] } },
        tensor(`${l}.shared.wdown`, [inner, hidden], { shared_ffn: shares }),
      ],
      outputs: [tensor(partial(team, `${l}.shared_out`), [row, hidden])],
    })
    reduced(scene, team, layer, `${l}.shared_out`, [hidden])
  }
}
