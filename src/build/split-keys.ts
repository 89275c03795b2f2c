// Keys and values of some of the heads that a rank has.
import type { HeadDims } from './attend.js'
import { KEY_HEADS } from './cache.js'
import { placeOf, type Scene } from './scene.js'
import { tensor } from './tensors.js'

/** Cuts keys and values to some of their heads, under names with a suffix of their own. */
export function splitKeys(
  scene: Scene,
  layer: number,
  suffix: string,
  from: string,
  dims: HeadDims,
  keysOf: (device: number) => readonly number[],
): void {
  const l = `l${layer}`
  for (const team of scene.teams)
    scene.draft.add(placeOf(scene, team, layer), {
      ...{ name: `kv_${suffix}`, piece: 'cut', devices: team.devices },
      inputs: [`${l}.k_turned${from}`, `${l}.v${from}`],
      outputs: ['k_turned', 'v'].map((name) =>
        tensor(`${l}.${name}.${suffix}`, [scene.row, dims.keyHeads, dims.width], {
          [KEY_HEADS]: team.devices.map(keysOf),
        }),
      ),
      attributes: { along: KEY_HEADS },
    })
}
