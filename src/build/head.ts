// The end of the last stage: from the residual stream to the next token.
import { gatherRows } from './exchange.js'
import { wholeRows } from './reduce.js'
import { placeOf, type Scene, type Team } from './scene.js'
import { dimension, tensor } from './tensors.js'
import { dealtVocabulary } from './vocabulary.js'

/** What the normed rows behind the last layer are called. */
const END = 'final'

/** Draws norm, head and sampling on all teams of the last stage; gives the ids of the samplings by device. */
export function drawHead(scene: Scene, residual: string): Map<number, string> {
  const { draft, model, row, teams, degrees } = scene
  const hidden = dimension('hidden', model.hidden)
  const names = new Map<Team, string>()
  for (const team of teams) {
    draft.add(placeOf(scene, team), {
      ...{ piece: 'lastNorm', devices: team.devices, inputs: [residual] },
      weights: [tensor(`${END}_norm`, [hidden])],
      outputs: [tensor(END, [row, hidden])],
    })
    names.set(team, wholeRows(scene, team, undefined, END, [hidden]))
  }
  const isShared = scene.isPrefill && degrees.pcp > 1
  const [first] = names.values()
  if (isShared) gatherRows(scene, undefined, 'rows_gather', [tensor(first!, [row, hidden])])
  const sampled = new Map<number, string>()
  for (const team of teams) {
    const id = sample(scene, team, `${first!}${isShared ? '.all' : ''}`, `positions${isShared ? '.all' : ''}`)
    for (const device of team.devices) sampled.set(device, id)
  }
  return sampled
}

/** One team's way from normed rows to tokens. */
function sample(scene: Scene, { part, devices, ...team }: Team, final: string, positions: string): string {
  const { draft, model, isPrefill } = scene
  const place = placeOf(scene, { part, devices, ...team })
  const hidden = dimension('hidden', model.hidden)
  const vocabulary = dealtVocabulary(model.vocabulary, devices.length)
  const row = dimension('seq', scene.sequences)
  const isSplit = devices.length > 1
  if (isPrefill)
    draft.add(place, {
      ...{ piece: 'lastRows', devices, inputs: [final, positions] },
      outputs: [tensor('last', [row, hidden]), tensor('last_positions', [row])],
    })
  draft.add(place, {
    ...{ name: 'head', piece: 'head', devices, ...(isSplit && { group: devices }) },
    inputs: [isPrefill ? 'last' : final],
    weights: [vocabulary.weight(model.tied ? 'embed' : 'head', hidden)],
    outputs: [vocabulary.logits(isSplit ? 'logits.part' : 'logits', row)],
  })
  if (isSplit)
    draft.add(place, {
      ...{ name: 'logits_gather', piece: 'join', devices, group: devices, inputs: ['logits.part'] },
      outputs: [vocabulary.logits(vocabulary.isPadded ? 'logits.all' : 'logits', row)],
      attributes: { along: 'vocab' },
    })
  if (vocabulary.isPadded)
    draft.add(place, {
      ...{ name: 'logits_cut', piece: 'cut', devices, inputs: ['logits.all'] },
      outputs: [vocabulary.cut('logits', row)],
    })
  return draft.add(place, {
    ...{ name: 'sampling', piece: 'sampling', devices, inputs: ['logits'] },
    outputs: [tensor('next', [row])],
    ...(isSplit && { attributes: { sharedSeed: true } }),
  })
}
