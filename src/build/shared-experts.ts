// Experts that every token visits.
import { partial, reduced, wholeRows } from './reduce.js'
import { placeOf, type Scene } from './scene.js'
import type { ExpertsShape } from './shape.js'
import { dimension, tensor } from './tensors.js'

/** Experts that every token visits: a dense network whose width is dealt to the ranks of a team. */
export function drawShared(
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
    const input = gathered ?? wholeRows(scene, team, layer, `${l}.ffn_in`, [hidden])
    const up = tensor(`${l}.shared.wgate_up`, [hidden, dimension('shared_gate_up', 2 * shared)], {
      shared_gate_up: scene.shared.fused,
    })
    draft.add(placeOf(scene, team, layer), {
      ...{
        name: 'shared',
        piece: 'sharedExperts',
        devices,
        ...(devices.length > 1 && { group: devices }),
        inputs: [input],
      },
      weights: [
        { ...up, parts: { shared_gate_up: [dimension('gate', shared), dimension('up', shared)] } },
        tensor(`${l}.shared.wdown`, [inner, hidden], { shared_ffn: scene.shared.single }),
      ],
      outputs: [tensor(partial(team, `${l}.shared_out`), [row, hidden])],
    })
    reduced(scene, team, layer, `${l}.shared_out`, [hidden])
  }
}
