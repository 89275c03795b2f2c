// Results of experts, back on the ranks of their tokens.
import type { Dimension } from '../candidate/candidate.js'
import { crossing, placeOf, type Scene, seatOf } from './scene.js'
import { tensor } from './tensors.js'

/** Whether each rank of the stage has rows of its own without a cut. */
export const ownsRows = ({ teams, isSliced }: Scene): boolean => isSliced || teams[0]!.devices.length === 1

/** Sums over some ranks, each of which keeps rows of its own, and joins them where a team works on the same rows. */
export function scatterRows(
  scene: Scene,
  layer: number,
  { devices, part }: { readonly devices: readonly number[]; readonly part: string },
  hidden: Dimension,
): void {
  const { draft, row } = scene
  const name = `l${layer}.moe_out`
  draft.add(crossing(scene, part, layer), {
    ...{ name: 'moe_scatter', piece: 'scatter', devices, group: devices, inputs: [`${name}.partial`] },
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

/** Joins the rows that ranks of a team hold apart. */
export function joinTeams(scene: Scene, layer: number, hidden: Dimension): void {
  if (ownsRows(scene)) return
  const { draft, row, teams } = scene
  const name = `l${layer}.moe_out`
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{
        name: 'moe_join',
        piece: 'join',
        devices: team.devices,
        group: team.devices,
        inputs: [`${name}.part`],
      },
      outputs: [tensor(name, [row, hidden])],
      attributes: { along: row.name! },
    })
}
