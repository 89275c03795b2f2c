// Operations that write to caches and read from them.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { checkOnly } from './by-rules.js'
import { hasHeads, orderOf } from './cache-orders.js'
import type { Held } from './caches.js'
import { sequencesOfCells } from './cells.js'
import type { Inference } from './inference.js'
import type { Kernel } from './kernel.js'
import type { Turn } from './stored.js'

/** The cache and the layer of a node, as one text. */
export function cacheOf({ attributes, layer }: CandidateNode): string {
  return `${String(attributes?.['cache'] ?? '')}/${layer ?? ''}`
}

/** Notes what each device writes: parts of each tensor, and which positions. The positions are read last. */
export const writeCache: Kernel = (inference, visit) => {
  const { row, node, readings } = visit
  const stop = checkOnly(inference, visit)
  if (stop !== undefined) return stop
  const { types } = inference.rules
  const devices = inference.wires.devicesOf(row)
  const tensors = readings.slice(0, -1)
  for (const [place, device] of devices.entries()) {
    const read = tensors.map((reading) => types.get(reading.types[place]!).extents)
    const turn = turnOf(node, device)
    const parts = read.map((extents) => extents.slice(1))
    const order = hasHeads(types.sets, parts) ? orderOf(node) : undefined
    const unlike = inference.orders.write(cacheOf(node), device, order)
    if (unlike !== undefined) inference.blame(row, unlike, [device])
    const conflict = inference.caches.write(cacheOf(node), device, {
      ...{ rows: read[0]![0]!, parts },
      ...(turn && { turn }),
      values: tensors.map(({ values }) => values[place]!),
      makers: tensors.map(({ parts: made }) => made[place]!),
      phase: node.phase ?? '',
      ...(node.step !== undefined && { step: node.step }),
    })
    if (conflict !== undefined) inference.blame(row, conflict, [device])
  }
  return undefined
}

/** Which positions a device keeps of those that its group deals in turns; undefined where it keeps all. */
function turnOf({ attributes, group }: CandidateNode, device: Scalar): Turn | undefined {
  const block = attributes?.['ownerBlock']
  const at = (group as readonly Scalar[] | undefined)?.indexOf(device) ?? -1
  return typeof block !== 'number' || !(block >= 1) || at < 0 ? undefined : { block, of: group!.length, at }
}

/** What each device reads: the cells that it has, and of each tensor the parts that were written. */
export const readCache: Kernel = (inference, { row, node }) => {
  const { types } = inference.rules
  const { valueChain: chain, names } = inference
  const key = cacheOf(node)
  const value = chain.next(0, names.of(`load ${node.phase ?? ''} ${node.step ?? ''} ${key}`))
  const asked = inference.cacheReads.get(key) ?? { devices: new Set(), sequences: new Map() }
  for (const [place, device] of inference.wires.devicesOf(row).entries()) {
    const held = inference.caches.read(key, device)
    if (held === undefined)
      return {
        because: 'not-stated',
        reason: 'the plan does not say which positions of its cache the device has',
      }
    if ('kind' in held) return { conflict: held, at: place }
    const unlike = inference.orders.read(key, device, orderOf(node))
    if (unlike !== undefined) return { conflict: unlike, at: place }
    const makers = inference.caches.makersOf(key)
    const sequences = sequencesOfCells(types.sets, types.cellsOf(held.cells))
    inference.cacheReads.set(key, asked)
    asked.devices.add(device)
    if (!asked.sequences.has(sequences)) asked.sequences.set(sequences, row)
    for (const [output, type] of typesOf(inference, row, node, held).entries())
      inference.give(row, output, place, type, chain.next(value, output), makers[output])
  }
  return undefined
}

/** Types of what a node reads where a device has so much; its last output are the positions. */
function typesOf(
  { specs, chain, memo, rules }: Inference,
  row: number,
  { outputs = [] }: CandidateNode,
  { written, cells, parts }: Held,
): readonly number[] {
  const key = chain.next(chain.next(specs.of[row]!, READS), written)
  const known = memo.get(key)
  if (known !== undefined) return known
  const types = outputs.map(({ dims = [] }, output) => {
    const column = { name: dims[0]?.name ?? '', size: 0, set: cells }
    const isPositions = output === outputs.length - 1
    return rules.types.add({ extents: [column, ...(isPositions ? [] : (parts[output] ?? []))] })
  })
  memo.set(key, types)
  return types
}

/** Keeps numbers of reads apart from those of other questions. */
const READS = 6
