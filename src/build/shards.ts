// Decode where ranks share the positions of a sequence: queries go to all of them, and what they find is merged.
import type { Dimension, TensorUse } from '../candidate/candidate.js'
import { crossing, lines, type Scene } from './scene.js'
import { tensor } from './tensors.js'

/** Gives queries to all ranks that share positions; tells the name under which a tensor is there. */
export function shareQueries(
  scene: Scene,
  layer: number,
  tensors: readonly TensorUse[],
): (name: string) => string {
  if (scene.degrees.dcp === 1) return (name) => name
  for (const { devices, part } of lines(scene, 'dcp'))
    scene.draft.add(crossing(scene, part, layer), {
      ...{ name: 'q_gather', piece: 'join', devices, group: devices },
      inputs: tensors.map((one) => one.name!),
      outputs: tensors.map((one) => ({ ...one, name: `${one.name}.all` })),
      attributes: { along: 'heads' },
    })
  return (name) => `${name}.all`
}

/** Merges what ranks found in their parts of the positions; each keeps its heads. */
export function mergeShards(
  scene: Scene,
  layer: number,
  name: string,
  dims: readonly Dimension[],
  headsOf: (device: number) => readonly number[],
): void {
  if (scene.degrees.dcp === 1) return
  const l = `l${layer}`
  for (const { devices, part } of lines(scene, 'dcp'))
    scene.draft.add(crossing(scene, part, layer), {
      ...{ name: 'merge', piece: 'merge', devices, group: devices },
      inputs: [`${l}.${name}.partial`, `${l}.${name}.lse`],
      outputs: [tensor(`${l}.${name}`, dims, { heads: devices.map(headsOf) })],
      attributes: { into: 'heads' },
    })
}
