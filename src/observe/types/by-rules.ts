// Operations that rules of placement tell all about, each distinct question answered once.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { Conflict } from './conflict.js'
import type { Inference, Stop } from './inference.js'
import type { Visit } from './kernel.js'
import { typeLocally } from './local.js'
import { UNTYPED } from './types.js'

/** An operation that rules of placement tell all about. */
export function typeByRules(inference: Inference, visit: Visit): Stop | undefined {
  const { row, node, operator, readings } = visit
  const { chain, memo } = inference
  const { length } = inference.wires.devicesOf(row)
  const spec = specOf(inference, node)
  const outputs = node.outputs ?? []
  const weights = node.weights ?? []
  const meaning = weights.reduce(
    (value, { name }) => inference.valueChain.next(value, inference.names.of(name ?? '')),
    inference.meaningOf(node),
  )
  const exchanged = exchangedParts(inference, visit)
  if (exchanged !== undefined) return { conflict: exchanged }
  const fused = weights[0]?.parts && Object.values(weights[0].parts)[0]
  const makers =
    fused?.length === outputs.length ? fused.map(({ name }) => inference.names.of(name ?? '')) : []
  const keepsParts =
    outputs.length > 0 && operator.reads[0]?.name !== undefined && operator.weights.length === 0
  let stop: Stop | undefined
  let blamed: { conflict: Conflict; devices: Scalar[] } | undefined
  for (let place = 0; place < length; place++) {
    const oneValue = readings.every(({ values }) => values[place] === readings[0]!.values[place])
    let key = chain.next(spec, oneValue ? 1 : 2)
    for (const { types } of readings) key = chain.next(key, types[place]!)
    for (const use of weights) key = slicesKey(inference, use.slices, place, key)
    for (const use of outputs) key = slicesKey(inference, use.slices, place, key)
    let result = memo.get(key)
    let sameValue = result !== undefined && result[outputs.length] === 1
    if (result === undefined) {
      const outcome = typeLocally(inference.rules, {
        operator,
        reads: readings.map(({ name, types }) => ({ name, type: types[place]! })),
        weights: weights.map((use) => inference.weightAt(use, place)),
        gives: outputs.map((use) => inference.givenAt(use, place)),
        oneValue,
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
    for (const { values } of readings) value = inference.valueChain.next(value, values[place]!)
    for (let output = 0; output < outputs.length; output++) {
      const own = sameValue ? readings[0]!.values[place]! : inference.valueChain.next(value, output)
      const part = makers[output] ?? (keepsParts ? readings[output]?.parts[place] : 0)
      inference.give(row, output, place, result[output]!, own, part)
    }
  }
  if (blamed !== undefined) inference.blame(row, blamed.conflict, blamed.devices, readings)
  return stop
}

/** A tensor that one part of fused weights made and that is read at the port of another one: gate for up, keys for values. */
function exchangedParts({ names }: Inference, { operator, readings }: Visit): Conflict | undefined {
  const ports = operator.reads.map(({ name }) => names.of(name))
  for (const [at, { parts, name }] of readings.entries()) {
    const port = operator.reads[at]
    if (port === undefined || parts[0] === 0 || parts[0] === ports[at] || !ports.includes(parts[0]!)) continue
    const made = operator.reads[ports.indexOf(parts[0]!)]!.name
    return { kind: 'parts', tensor: name, dimension: port.name, seen: `made as ${made}`, takes: port.name }
  }
  return undefined
}

/** What a node says of itself that its types depend on, but for slices, as a number. */
function specOf(
  { chain, names }: Inference,
  { op, attributes, outputs, weights, inputs }: CandidateNode,
): number {
  let key = chain.next(0, names.of(`${op}/${String(attributes?.['form'] ?? '')}`))
  key = chain.next(key, (inputs?.length ?? 0) + 1)
  for (const uses of [outputs, weights]) {
    key = chain.next(key, (uses?.length ?? 0) + 1)
    for (const { dims = [], parts } of uses ?? []) {
      key = chain.next(key, dims.length + 1)
      for (const { name, size } of dims)
        key = chain.next(chain.next(key, names.of(name!)), names.of(String(size)))
      if (parts !== undefined) key = chain.next(key, names.of(JSON.stringify(parts)))
    }
  }
  return key
}

function slicesKey(
  { chain, names }: Inference,
  slices: Readonly<Record<string, string | readonly string[]>> | undefined,
  place: number,
  before: number,
): number {
  let key = chain.next(before, 1)
  for (const dimension in slices) {
    const texts = slices[dimension]!
    const text = typeof texts === 'string' ? texts : texts[place]
    key = chain.next(chain.next(key, names.of(dimension)), names.of(text ?? '?'))
  }
  return key
}

/** Whether what is read lies as the rules want it; nothing is given. */
export function checkOnly(inference: Inference, visit: Visit): Stop | undefined {
  return typeByRules(inference, { ...visit, node: { ...visit.node, outputs: [] } })
}
