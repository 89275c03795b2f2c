// From stage to stage, and from the last stage back to the first.
import type { Dimension } from '../candidate/candidate.js'
import { placeOf, type Scene } from './scene.js'
import { dimension, tensor } from './tensors.js'

/** Draws what a stage hands to the next: the residual stream and the positions of its rows. */
export function handOver(from: Scene, to: Scene, residual: string): void {
  const { draft, model, row } = from
  const dims: Readonly<Record<string, readonly Dimension[]>> = {
    [residual]: [row, dimension('hidden', model.hidden)],
    positions: [row],
  }
  const names = Object.keys(dims)
  for (const [index, team] of from.teams.entries()) {
    const other = to.teams[index]!
    const send = draft.add(placeOf(from, team), {
      ...{ name: `send_s${from.stage}`, piece: 'send', devices: team.devices, inputs: names },
      attributes: { carries: names },
    })
    draft.add(placeOf(to, other), {
      ...{ name: `receive_s${to.stage}`, piece: 'receive', devices: other.devices, from: send },
      outputs: names.map((name) => tensor(name, dims[name]!)),
      attributes: { carries: names },
    })
  }
}

/** Draws the way of the sampled tokens back to the ranks that embed them; gives the last node by device. */
export function handBack(
  last: Scene,
  first: Scene,
  sampled: ReadonlyMap<number, string>,
): Map<number, string> {
  if (last.stage === first.stage) return new Map(sampled)
  const received = new Map<number, string>()
  for (const [index, team] of last.teams.entries()) {
    const other = first.teams[index]!
    const send = last.draft.add(placeOf(last, team), {
      ...{ name: 'next_send', piece: 'send', devices: team.devices, inputs: ['next'] },
      attributes: { carries: ['next'] },
    })
    const id = first.draft.add(placeOf(first, other), {
      ...{ name: 'next_receive', piece: 'receive', devices: other.devices, from: send },
      outputs: [tensor('next', [dimension('seq', last.sequences)])],
      attributes: { carries: ['next'] },
    })
    for (const device of other.devices) received.set(device, id)
  }
  return received
}

/** Draws where tokens leave, on the ranks that have them for the next step; gives the ids by device. */
export function drawOutput(scene: Scene): Map<number, string> {
  const outputs = new Map<number, string>()
  for (const team of scene.teams) {
    const { stage: _, ...place } = placeOf(scene, team)
    const id = scene.draft.add(place, {
      ...{ name: 'output', piece: 'output', devices: team.devices, inputs: ['next'] },
    })
    for (const device of team.devices) outputs.set(device, id)
  }
  return outputs
}
