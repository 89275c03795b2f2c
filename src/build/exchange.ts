// What ranks of context parallelism pass to one another.
import type { TensorUse } from '../candidate/candidate.js'
import { crossing, lines, type Scene } from './scene.js'

/** Joins the rows of tensors over the ranks of context parallelism, under names that end in `.all`. */
export function gatherRows(
  scene: Scene,
  layer: number | undefined,
  name: string,
  tensors: readonly TensorUse[],
): void {
  for (const { devices, part } of lines(scene, 'pcp'))
    scene.draft.add(crossing(scene, part, layer), {
      ...{ name, piece: 'join', devices, group: devices },
      inputs: tensors.map((one) => one.name!),
      outputs: tensors.map((one) => ({ ...one, name: `${one.name}.all` })),
      attributes: { along: scene.row.name! },
    })
}

/** Trades one dimension for another over the ranks of context parallelism. */
export function trade(
  scene: Scene,
  layer: number,
  name: string,
  [along, into]: readonly [along: string, into: string],
  tensors: readonly { readonly from: string; readonly to: (devices: readonly number[]) => TensorUse }[],
): void {
  for (const { devices, part } of lines(scene, 'pcp'))
    scene.draft.add(crossing(scene, part, layer), {
      ...{ name, piece: 'exchange', devices, group: devices },
      inputs: tensors.map(({ from }) => from),
      outputs: tensors.map(({ to }) => to(devices)),
      attributes: { along, into },
    })
}
