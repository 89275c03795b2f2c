// Operations that rules of placement tell all about, each distinct question answered once.
import type { CandidateNode, TensorUse } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { Operator } from '../../tensor/operators.js'
import type { Conflict } from './conflict.js'
import type { Inference, Recipe, Stop } from './inference.js'
import type { Visit } from './kernel.js'
import { typeLocally } from './local.js'
import { fillerOf } from './padding.js'
import { windowOf } from './sequences.js'
import { UNTYPED } from './types.js'

/** An operation that rules of placement tell all about: others that say and read the same are typed as it is. */
export function typeWhollyByRules(inference: Inference, visit: Visit): Stop | undefined {
  const { row, node, operator } = visit
  const spec = inference.specs.of[row]!
  if (!inference.recipes.has(spec))
    inference.recipes.set(spec, recipeOf(inference, operator, node, node.outputs?.length ?? 0))
  return typeByRules(inference, visit)
}

/** Outputs of which rules of placement tell how they lie. */
export function typeByRules(inference: Inference, visit: Visit): Stop | undefined {
  return typeOutputs(inference, visit, visit.node.outputs ?? [], GIVING)
}

/** Whether what is read lies as the rules want it; nothing is given. */
export function checkOnly(inference: Inference, visit: Visit): Stop | undefined {
  return typeOutputs(inference, visit, [], CHECKING)
}

/** Types a node that says and reads what one before it did, as that one; false where none did. It has one device. */
export function typeLikeAnother(inference: Inference, row: number): boolean {
  const { wires, recipes, memo, chain, valueChain } = inference
  const recipe = wires.deviceCount[row] === 1 ? recipes.get(inference.specs.of[row]!) : undefined
  if (recipe === undefined) return false
  const { ports, outputs, makers, keepsParts } = recipe
  const [first, end] = [wires.inputStart[row]!, wires.inputStart[row + 1]!]
  const { froms } = inference
  let oneValue = true
  for (let input = first; input < end; input++) {
    const name = wires.inputNames[input]!
    const at = name === 0 ? -1 : wires.wireToOne(row, name)
    if (at < 0 || inference.types[at] === UNTYPED) return false
    if (isExchanged(ports, input - first, inference.parts[at]!)) return false
    froms[input - first] = at
    if (inference.values[at] !== inference.values[froms[0]!]) oneValue = false
  }
  const count = end - first
  let key = chain.next(inference.specs.of[row]!, GIVING + (oneValue ? SAME : OTHER))
  for (let input = 0; input < count; input++) key = chain.next(key, inference.types[froms[input]!]!)
  const result = memo.get(key)
  if (result === undefined) return false
  let value = inference.specs.meaning[row]!
  const turned = recipe.commutes && count === 2 && inference.values[froms[0]!]! > inference.values[froms[1]!]!
  for (let input = 0; input < count; input++)
    value = valueChain.next(value, inference.values[froms[turned ? 1 - input : input]!]!)
  const sameValue = result[outputs] === 1
  for (let output = 0; output < outputs; output++) {
    const own = sameValue ? inference.values[froms[0]!]! : valueChain.next(value, output)
    const kept = keepsParts && output < count ? inference.parts[froms[output]!]! : 0
    inference.give(row, output, 0, result[output]!, own, makers[output] ?? kept)
  }
  return true
}

/** The kernel of a sum of two, whichever stands first. */
const ADD = 'add'

/** What is asked: for outputs or only for conflicts, and whether all that is read is one value. */
const GIVING = 0
const CHECKING = 2
const SAME = 1
const OTHER = 2

function typeOutputs(
  inference: Inference,
  visit: Visit,
  outputs: readonly TensorUse[],
  asked: number,
): Stop | undefined {
  const { row, node, operator, readings } = visit
  const { chain, memo, specs } = inference
  const length = inference.wires.deviceCount[row]!
  const weights = node.weights ?? []
  const window = windowOf(node)
  const fills = fillerOf(node)
  const recipe = recipeOf(inference, operator, node, outputs.length)
  const exchanged = exchangedParts(recipe.ports, visit)
  if (exchanged !== undefined) return { conflict: exchanged }
  const meaning = inference.specs.meaning[row]!
  let stop: Stop | undefined
  let blamed: { conflict: Conflict; devices: Scalar[] } | undefined
  for (let place = 0; place < length; place++) {
    const oneValue = readings.every(({ values }) => values[place] === readings[0]!.values[place])
    let key = chain.next(specs.at(row, node, place), asked + (oneValue ? SAME : OTHER))
    for (const { types } of readings) key = chain.next(key, types[place]!)
    let result = memo.get(key)
    let sameValue = result !== undefined && result[outputs.length] === 1
    if (result === undefined) {
      const outcome = typeLocally(inference.rules, {
        operator,
        reads: readings.map(({ name, types }) => ({ name, type: types[place]! })),
        weights: weights.map((use) => inference.weightAt(use, place)),
        gives: outputs.map((use) => inference.givenAt(use, place)),
        oneValue,
        ...(window !== undefined && { window }),
        ...(fills && { fills }),
      })
      sameValue = outcome.sameValue === true
      result = [...outcome.outputs, sameValue ? 1 : 0]
      const { conflict } = outcome
      if (conflict === undefined) memo.set(key, result)
      else {
        blamed ??= { conflict, devices: [] }
        blamed.devices.push(inference.wires.devicesOf(row)[place]!)
        if (result.includes(UNTYPED) || outputs.length === 0) stop = 'quiet'
      }
    }
    let value = meaning
    const read = readings.map(({ values }) => values[place]!)
    if (recipe.commutes) read.sort((a, b) => a - b)
    for (const own of read) value = inference.valueChain.next(value, own)
    for (let output = 0; output < outputs.length; output++) {
      const own = sameValue ? readings[0]!.values[place]! : inference.valueChain.next(value, output)
      const kept = recipe.keepsParts ? readings[output]?.parts[place] : 0
      inference.give(row, output, place, result[output]!, own, recipe.makers[output] ?? kept)
    }
  }
  if (blamed !== undefined) inference.blame(row, blamed.conflict, blamed.devices, readings)
  return stop
}

function recipeOf(
  { names }: Inference,
  operator: Operator,
  { weights }: CandidateNode,
  outputs: number,
): Recipe {
  const parts = weights?.[0]?.parts
  const fused = parts && Object.values(parts)[0]
  return {
    ports: operator.reads.map(({ name }) => names.of(name)),
    outputs,
    makers: fused?.length === outputs ? fused.map(({ name }) => names.of(name ?? '')) : [],
    commutes: operator.kernel === ADD,
    keepsParts: outputs > 0 && operator.reads[0]?.name !== undefined && operator.weights.length === 0,
  }
}

/** Whether a tensor that one part of fused weights made is read at the port of another one. */
function isExchanged(ports: readonly number[], at: number, part: number): boolean {
  return part !== 0 && ports[at] !== undefined && part !== ports[at] && ports.includes(part)
}

/** A tensor that one part of fused weights made and that is read at the port of another one: gate for up, keys for values. */
function exchangedParts(ports: readonly number[], { operator, readings }: Visit): Conflict | undefined {
  for (const [at, { parts, name }] of readings.entries()) {
    if (!isExchanged(ports, at, parts[0]!)) continue
    const port = operator.reads[at]!
    const made = operator.reads[ports.indexOf(parts[0]!)]!.name
    return { kind: 'parts', tensor: name, dimension: port.name, seen: `made as ${made}`, takes: port.name }
  }
  return undefined
}
