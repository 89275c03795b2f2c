// How each kernel places its result. Most are told by rules of placement alone; some know more than a table can say.

import type { TensorUse } from '../../candidate/candidate.js'
import type { Operator } from '../../tensor/operators.js'
import { checkOnly } from './by-rules.js'
import { readCache, writeCache } from './cache-nodes.js'
import { choose } from './choosing.js'
import type { Conflict } from './conflict.js'
import { combine, dispatch, expertCopies } from './copies.js'
import type { Inference, Reading, Stop } from './inference.js'
import type { Kernel, Visit } from './kernel.js'
import { lastRows } from './last-rows.js'
import { moveCache } from './move-cache.js'
import { paddingClaim, paddingConflict } from './padding.js'
import { partialText } from './render.js'
import { attendRing } from './ring.js'
import { misfit } from './roles.js'
import { seatsOf } from './seats.js'
import { type Met, typeTogether } from './together.js'
import { type Extent, type Types, UNTYPED } from './types.js'

const MEETING = [
  ...['all-reduce', 'all-reduce-max', 'all-reduce-min'],
  ...['reduce-scatter', 'reduce-scatter-max', 'reduce-scatter-min'],
  ...['all-gather', 'all-to-all', 'merge', 'choose-best'],
]
const JOINT = new Set([...MEETING, 'attend-ring', 'dispatch', 'combine', 'broadcast'])

export const kernels: Readonly<Record<string, Kernel>> = {
  enter,
  choose,
  cut,
  load: readCache,
  store: writeCache,
  last: lastRows,
  send: passOn,
  receive: arrive,
  'attend-ring': attendRing,
  'move-cache': moveCache,
  dispatch,
  combine,
  'expert-copies': expertCopies,
  broadcast: spread,
  leave,
  ...Object.fromEntries(MEETING.map((name) => [name, meet])),
}

/** Kernels here that hand a dimension on with its padding, or of which a table says what they take. */
const HANDING_ON = new Set([...MEETING, 'cut', 'send', 'receive', 'broadcast', 'choose'])

/** What is read with padding by a kernel that knows nothing of it. */
export function paddingRead(
  types: Types,
  kernel: string,
  readings: readonly Reading[],
): Conflict | undefined {
  if (!types.hasPadding || kernels[kernel] === undefined || HANDING_ON.has(kernel)) return undefined
  for (const reading of readings) {
    const padded = types.get(reading.types[0]!).extents.find(({ pad }) => pad !== undefined)
    if (padded !== undefined) return paddingConflict(reading.name, padded)
  }
  return undefined
}

/** Whether the devices of an operation act together, so that what one gets depends on what others bring. */
export function isJoint(operator: Operator | undefined): boolean {
  return operator !== undefined && JOINT.has(operator.kernel)
}

/** What enters a plan: whole, or the slices that are said. */
function enter(inference: Inference, { row, node }: Visit): Stop | undefined {
  const { types } = inference.rules
  const { length } = inference.wires.devicesOf(row)
  for (const [output, use] of (node.outputs ?? []).entries()) {
    const { valueChain: chain, names } = inference
    const claim = claimOf(inference, use, [])
    if (claim !== undefined) return { conflict: claim }
    const when = chain.next(
      chain.next(0, names.of(`enter ${node.phase ?? ''}`)),
      names.of(`${node.step ?? ''}`),
    )
    for (let place = 0; place < length; place++) {
      const { dims, slices } = inference.givenAt(use, place)
      const extents = dims.map(({ name, size }) => ({
        name,
        size,
        set: slices.get(name) ?? types.sets.whole(size),
      }))
      inference.give(row, output, place, types.add({ extents }), chain.next(when, output))
    }
  }
  return undefined
}

/** What leaves a plan: no row of a phase and step may be missing at its end. */
function leave(inference: Inference, visit: Visit): Stop | undefined {
  const stop = checkOnly(inference, visit)
  if (stop !== undefined) return stop
  const { row, node, readings } = visit
  for (const type of readings[0]?.types ?? []) {
    const [rows] = inference.rules.types.get(type).extents
    const key = `${node.phase ?? ''} ${node.step ?? ''}`
    const left = inference.left.get(key) ?? { row, name: readings[0]!.name, rows: [] }
    if (rows !== undefined) left.rows.push(rows)
    inference.left.set(key, left)
  }
  return undefined
}

/** A collective: each tensor by itself, over the devices of the node. */
function meet(inference: Inference, { row, node, operator, readings }: Visit): Stop | undefined {
  const { attributes, outputs = [] } = node
  const devices = inference.wires.devicesOf(row)
  const seats = seatsOf(node)
  const word = (name: string) => {
    const value = attributes?.[name]
    return typeof value === 'string' ? { [name]: value } : {}
  }
  let stop: Stop | undefined
  for (const [place, use] of outputs.entries()) {
    const reading = readings[place]
    if (reading === undefined)
      return { because: 'unnamed', reason: `nothing is read that ${use.name} could be` }
    const misfit = sizesConflict(inference, use, reading)
    if (misfit !== undefined) return { conflict: misfit }
    const key = meetingOf(inference, row, place, use, reading, seats)
    const known = key === undefined ? undefined : inference.memo.get(key)
    const met: Met =
      known === undefined
        ? typeTogether(inference.rules, {
            kernel: operator.kernel,
            name: reading.name,
            types: seats.map((at) => reading.types[at]!),
            values: seats.map((at) => reading.values[at]!),
            gives: seats.map((at) => inference.givenAt(use, at)),
            ...word('along'),
            ...word('into'),
          })
        : { outputs: known }
    if (met.reason !== undefined) return { because: 'not-stated', reason: met.reason }
    if (key !== undefined && met.conflict === undefined) inference.memo.set(key, met.outputs)
    if (met.conflict !== undefined)
      inference.blame(
        row,
        { ...met.conflict, ...(met.conflict.input !== undefined && { input: place }) },
        devices,
        readings,
      )
    if (met.apart !== undefined)
      inference.draws.blame(inference, { reader: row, draws: met.apart, others: [] })
    for (const [seat, type] of met.outputs.entries()) {
      const at = seats[seat]!
      inference.give(row, place, at, type, reading.values[at]!, reading.parts[at])
    }
    if (met.outputs.includes(UNTYPED)) stop = 'quiet'
  }
  return stop
}

/** Whether a collective says that its result has other sizes than what it reads. */
function sizesConflict({ rules }: Inference, use: TensorUse, { name, types }: Reading): Conflict | undefined {
  const { extents } = rules.types.get(types[0]!)
  const sizes = use.dims!.map(({ size }) => size)
  if (sizes.length === extents.length && extents.every(({ size }, at) => size === sizes[at])) return undefined
  const text = (list: readonly unknown[]) => `[${list.join(', ')}]`
  return misfit(name, undefined, text(sizes), text(extents.map(({ size }) => size)))
}

/** What a collective does with one tensor, as a number; undefined where its devices do not bring one value. */
function meetingOf(
  { chain, specs }: Inference,
  row: number,
  output: number,
  use: TensorUse,
  { types, values }: Reading,
  seats: readonly number[],
): number | undefined {
  let key = chain.next(chain.next(specs.of[row]!, MEETINGS), output)
  for (const place of seats) {
    if (values[place] !== values[0]) return undefined
    key = chain.next(key, types[place]!)
    if (specs.vary[row] === 1) key = specs.sliced(key, use, place)
  }
  return key
}

/** Keeps numbers of meetings apart from those of single devices. */
const MEETINGS = 5

/** A slice of what is there. */
function cut(inference: Inference, { row, node, readings }: Visit): Stop | undefined {
  const { types } = inference.rules
  const { sets } = types
  const devices = inference.wires.devicesOf(row)
  for (const [output, use] of (node.outputs ?? []).entries()) {
    const reading = readings[output]
    if (reading === undefined)
      return { because: 'unnamed', reason: `nothing is read that ${use.name} could be` }
    for (let place = 0; place < devices.length; place++) {
      const { dims, slices } = inference.givenAt(use, place)
      const type = types.get(reading.types[place]!)
      for (const [at, { name, set }] of type.extents.entries()) {
        const own = slices.get(name)
        if (own === undefined) continue
        if (set >= 0 && sets.contains(set, own)) {
          if (at === 0 || sets.sorted(set) === set) continue
          const order = { kind: 'order' as const, tensor: reading.name, dimension: name }
          return {
            conflict: { ...order, seen: `${name} ${types.text(set)}`, takes: 'ascending indices' },
            at: place,
          }
        }
        const seen = `${name} ${types.text(own)} kept`
        const conflict = {
          kind: 'not-kept' as const,
          tensor: reading.name,
          dimension: name,
          seen,
          takes: `some of ${types.text(set)}`,
        }
        return { conflict, at: place }
      }
      const extents = type.extents.map((extent, at) => {
        const set = slices.get(extent.name) ?? extent.set
        return withoutPadding(types, { ...extent, set }, dims[at]?.size)
      })
      const claim = claimOf(inference, use, extents)
      if (claim !== undefined) return { conflict: claim, at: place }
      inference.give(
        row,
        output,
        place,
        types.add({ ...type, extents }),
        reading.values[place]!,
        reading.parts[place],
      )
    }
  }
  return undefined
}

/** A dimension as long as the model's, where what is kept of a longer one has none of its padding and is said to be so. */
function withoutPadding(types: Types, extent: Extent, said: number | undefined): Extent {
  const { name, set, pad } = extent
  if (pad === undefined || said !== pad.from || !types.sets.contains(types.real(extent), set)) return extent
  return { name, size: pad.from, set }
}

function claimOf(inference: Inference, use: TensorUse, extents: readonly Extent[]): Conflict | undefined {
  const { name, dims } = inference.givenAt(use, 0)
  return paddingClaim(name, dims, extents)
}

/** The same, elsewhere. */
function passOn(inference: Inference, { row, node, readings }: Visit): Stop | undefined {
  const devices = inference.wires.devicesOf(row)
  for (const [output, use] of (node.outputs ?? []).entries()) {
    const reading = readings[output]
    if (reading === undefined)
      return { because: 'unnamed', reason: `nothing is read that ${use.name} could be` }
    const claim = claimOf(inference, use, inference.rules.types.get(reading.types[0]!).extents)
    if (claim !== undefined) return { conflict: claim }
    for (let place = 0; place < devices.length; place++)
      inference.give(row, output, place, reading.types[place]!, reading.values[place]!, reading.parts[place])
  }
  return undefined
}

/** What arrives has the shape that is said. */
function arrive(inference: Inference, visit: Visit): Stop | undefined {
  const { types } = inference.rules
  for (const [output, use] of (visit.node.outputs ?? []).entries()) {
    const { dims } = inference.givenAt(use, 0)
    const { extents } = types.get(visit.readings[output]!.types[0]!)
    const isSame = ({ name, size }: Extent, at: number) => dims[at]?.name === name && dims[at].size === size
    if (dims.length === extents.length && extents.every(isSame)) continue
    const text = (list: readonly { readonly name: string; readonly size: number }[]) =>
      `[${list.map(({ name, size }) => `${name}=${size}`).join(', ')}]`
    return { conflict: { kind: 'ends', tensor: use.name!, seen: `${text(extents)} sent`, takes: text(dims) } }
  }
  return passOn(inference, visit)
}

/** What one device of a group has, on all of them. */
function spread(inference: Inference, { row, node, readings }: Visit): Stop | undefined {
  const devices = inference.wires.devicesOf(row)
  const root = node.attributes?.['root']
  const from = devices.findIndex((device) => String(device) === String(root))
  if (from < 0) {
    const partials = readings.map(({ types: [first = UNTYPED] }) => inference.rules.types.get(first).partial)
    const input = partials.findIndex((partial) => partial !== undefined)
    if (input < 0)
      return { because: 'not-stated', reason: 'it does not say which of its devices has what it gives' }
    const [tensor, seen] = [readings[input]!.name, partialText(partials[input]!)]
    inference.blame(row, { kind: 'partial-read', tensor, seen, takes: 'R', input }, devices, readings)
    return 'quiet'
  }
  for (const [output, use] of (node.outputs ?? []).entries()) {
    const reading = readings[output]
    if (reading === undefined || reading.types[from] === UNTYPED)
      return { because: 'unnamed', reason: `nothing is read that ${use.name} could be` }
    const claim = claimOf(inference, use, inference.rules.types.get(reading.types[from]!).extents)
    if (claim !== undefined) return { conflict: claim }
    for (let place = 0; place < devices.length; place++)
      inference.give(row, output, place, reading.types[from]!, reading.values[from]!)
  }
  return undefined
}
