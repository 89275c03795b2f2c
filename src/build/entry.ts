// Where tokens enter a stage: the input and the embedding, or what the stage before sends.
import { gatherRows } from './exchange.js'
import { partial, reduced } from './reduce.js'
import { placeOf, type Scene } from './scene.js'
import { dimension, tensor } from './tensors.js'
import { dealtVocabulary } from './vocabulary.js'

/** Draws input and embedding of the first stage; gives the ids of the inputs by device. */
export function drawEmbedding(scene: Scene): Map<number, string> {
  const { draft, model, row, teams } = scene
  const hidden = dimension('hidden', model.hidden)
  const inputs = new Map<number, string>()
  for (const team of teams) {
    const { devices, rows } = team
    const place = placeOf(scene, team)
    const held = { [row.name!]: devices.map(() => rows) }
    const id = draft.add(place, {
      ...{ name: 'input', piece: 'input', devices },
      outputs: [tensor('tokens', [row], held), tensor('positions', [row], held)],
    })
    for (const device of devices) inputs.set(device, id)
    draft.add(place, {
      ...{ name: 'embedding', piece: 'embedding', devices, inputs: ['tokens'] },
      ...(devices.length > 1 && { group: devices }),
      weights: [dealtVocabulary(model.vocabulary, devices.length).weight('embed', hidden)],
      outputs: [tensor(partial(team, 'embedded'), [row, hidden])],
    })
    reduced(scene, team, undefined, 'embedded', [hidden])
  }
  return inputs
}

/** Joins the positions over ranks of context parallelism, where anything in the stage asks for all of them. */
export function gatherPositions(scene: Scene): void {
  const { degrees, choices, isPrefill, gathersCache, stage } = scene
  const isAsked = choices.contextMethod !== 'ring' || gathersCache || stage === degrees.pp - 1
  if (isPrefill && degrees.pcp > 1 && isAsked)
    gatherRows(scene, undefined, `positions_gather${degrees.pp > 1 ? `_s${stage}` : ''}`, [
      tensor('positions', [scene.row]),
    ])
}
