// Where a plan ends, or begins its next step, with tokens that devices have drawn each for itself.
import type { Scalar } from '../../knowledge/expression.js'
import { isDrawnAlike } from './drawn.js'
import type { Inference } from './inference.js'
import { type Type, UNTYPED } from './types.js'

/** Rows that a device takes for those of a sequence, as other devices do. */
interface Taken {
  readonly reader: number
  readonly device: Scalar
  readonly rows: number
  readonly drawn: Type['drawn']
}

/** Kernels by which tokens leave a phase or a step and enter one. */
const [LEAVE, ENTER] = ['leave', 'enter']

/** Blames draws of the same rows that leave on several devices, enter a step there, or are left there for the next step. */
export function findDrawnAlone(inference: Inference): void {
  if (inference.draws.size === 0) return
  for (const list of takenRows(inference).values()) {
    const { sets } = inference.rules.types
    for (const [i, one] of list.entries())
      for (const other of list.slice(0, i)) {
        if (one.device === other.device || isDrawnAlike(one.drawn, other.drawn)) continue
        if (sets.size(sets.shared(one.rows, other.rows)) === 0) continue
        inference.draws.blame(inference, {
          reader: one.reader,
          draws: [...(other.drawn ?? []), ...(one.drawn ?? [])],
          others: [one, other].filter(({ drawn }) => drawn === undefined).map(({ device }) => device),
        })
      }
  }
}

/** By phase, step and way, what devices take for tokens of sequences; each distinct way of a device once. */
function takenRows(inference: Inference): ReadonlyMap<string, readonly Taken[]> {
  const { nodes, wires, types, rules } = inference
  const taken = new Map<string, Taken[]>()
  const read = new Set<number>()
  const note = (key: string, reader: number, device: Scalar, at: number) => {
    const { extents, drawn } = rules.types.get(types[at]!)
    const rows = extents[0]?.set ?? -1
    if (types[at] === UNTYPED || rows < 0) return
    const list = taken.get(key) ?? []
    taken.set(key, list)
    list.push({ reader, device, rows, drawn })
  }
  const entryOf = new Map<Scalar, number>()
  for (const [row, node] of nodes.entries()) {
    const kernel = inference.operatorOf(node)?.kernel
    const when = JSON.stringify([kernel, node.phase, node.step])
    const devices = wires.devicesOf(row)
    if (kernel === ENTER) {
      for (const device of inference.phasesOfPrompts.has(node.phase) ? [] : devices) entryOf.set(device, row)
      for (const before of wires.before(row))
        for (const { name } of nodes[before]!.outputs ?? []) {
          const { from, at } = wires.wire(row, name ?? '')
          for (const [place, device] of devices.entries())
            if (from[place]! >= 0) note(`${when} ${name}`, row, device, at[place]!)
        }
    }
    for (const { name } of node.inputs ?? []) {
      const { from, at } = wires.wire(row, name ?? '')
      for (const [place, device] of devices.entries()) {
        if (from[place]! < 0) continue
        read.add(at[place]!)
        if (kernel === LEAVE) note(when, row, device, at[place]!)
      }
    }
  }
  for (const [row, node] of nodes.entries()) {
    const count = wires.deviceCount[row]!
    for (const output of (node.outputs ?? []).keys())
      for (const [place, device] of wires.devicesOf(row).entries()) {
        const at = wires.start[row]! + output * count + place
        const { drawn, extents } = rules.types.get(types[at]!)
        const entry = entryOf.get(device)
        if (drawn === undefined || extents.length !== 1 || read.has(at) || entry === undefined) continue
        note(JSON.stringify([LEAVE, node.phase, node.step]), entry, device, at)
      }
  }
  return taken
}
