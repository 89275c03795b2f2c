// The dense network of a layer.
import { partial, reduced, wholeRows } from './reduce.js'
import { placeOf, type Scene } from './scene.js'
import { dimension, tensor } from './tensors.js'

/** Draws a gated network on all teams, from `ffn_in`; tells what its result is called. Its width is dealt to the ranks of a team. */
export function drawDense(scene: Scene, layer: number): string {
  const { draft, model, network, row, teams } = scene
  const l = `l${layer}`
  const [hidden, ffn] = [dimension('hidden', model.hidden), dimension('ffn', model.network)]
  for (const team of teams) {
    const place = placeOf(scene, team, layer)
    const { devices } = team
    const group = { group: devices }
    const input = wholeRows(scene, team, layer, `${l}.ffn_in`, [hidden])
    const gateUp = tensor(`${l}.wgate_up`, [hidden, dimension('gate_up', 2 * model.network)], {
      gate_up: network.fused,
    })
    draft.add(place, {
      ...{ name: 'gate_up', piece: 'widen', devices, ...group, inputs: [input] },
      weights: [
        { ...gateUp, parts: { gate_up: [dimension('gate', model.network), dimension('up', model.network)] } },
      ],
      outputs: [
        tensor(`${l}.gate`, [row, ffn], { ffn: network.single }),
        tensor(`${l}.up`, [row, ffn], { ffn: network.single }),
      ],
      ...(devices.length > 1 && { attributes: { fusedSplit: 'parts' } }),
    })
    draft.add(place, {
      ...{ name: 'activation', piece: 'gating', devices, inputs: [`${l}.gate`, `${l}.up`] },
      outputs: [tensor(`${l}.act`, [row, ffn])],
    })
    draft.add(place, {
      ...{ name: 'down', piece: 'narrow', devices, ...group, inputs: [`${l}.act`] },
      weights: [tensor(`${l}.wdown`, [ffn, hidden], { ffn: network.single })],
      outputs: [tensor(partial(team, `${l}.ffn_out`), [row, hidden])],
    })
    reduced(scene, team, layer, `${l}.ffn_out`, [hidden])
  }
  return `${l}.ffn_out`
}
