// From attention back to the residual stream.
import type { Dimension } from '../candidate/candidate.js'
import { groupOf } from './attend.js'
import type { RankHeads } from './heads.js'
import { partial, reduced } from './reduce.js'
import { placeOf, type Scene, type Team } from './scene.js'
import { dimension, tensor } from './tensors.js'

/** The output projection of a team and its sum. */
export function drawOutputProjection(
  scene: Scene,
  team: Team,
  layer: number,
  heads: readonly RankHeads[],
  value: Dimension,
): void {
  const { draft, model, row } = scene
  const l = `l${layer}`
  const hidden = dimension('hidden', model.hidden)
  draft.add(placeOf(scene, team, layer), {
    ...{
      name: 'out',
      piece: 'attentionOutput',
      devices: team.devices,
      ...groupOf(team),
      inputs: [`${l}.attn`],
    },
    weights: [
      tensor(`${l}.wo`, [dimension('heads', model.attention.queries), value, hidden], {
        heads: heads.map(({ own }) => own.queries),
      }),
    ],
    outputs: [tensor(partial(team, `${l}.attn_out`), [row, hidden])],
  })
  reduced(scene, team, layer, `${l}.attn_out`, [hidden])
}
