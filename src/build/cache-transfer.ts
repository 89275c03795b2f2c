// From prefill to decode: the cache and the first sampled token.

import { KEY_HEADS } from './cache.js'
import type { Draft } from './draft.js'
import type { CacheShare } from './layout.js'
import type { Ends } from './phase.js'
import type { Piece } from './pieces.js'
import { type PhaseSetting, teamsOf } from './scene.js'
import { range } from './shares.js'
import { dimension, tensor } from './tensors.js'
import { sendTokens } from './token-transfer.js'

/** The two phases and where they begin and end. */
export interface Passage {
  readonly first: PhaseSetting
  readonly second: PhaseSetting
  readonly ends: readonly [Ends, Ends]
}

/** Draws how decode comes to the cache and the tokens of prefill: by itself on the same devices, by transfers to others. */
export function drawTransfer(draft: Draft, { first, second, ends: [before, after] }: Passage): void {
  const there = new Set(first.stages.flat())
  const isApart = second.stages.flat().every((device) => !there.has(device))
  const tokens = isApart ? sendTokens(draft, first, second) : before.outputs
  for (const inputs of after.inputs)
    for (const given of tokens) for (const [from, to] of meetings(given, inputs)) draft.order(from, to)
  const written = ofLayer(draft, first.phase, 'cacheWrite')
  const read = ofLayer(draft, second.phase, 'cacheRead')
  for (const layer of range(first.model.layers.length)) {
    const [writes, reads] = [written.get(layer)!, read.get(layer)!]
    if (isApart) {
      const id = transfer(
        draft,
        first,
        second,
        layer,
        writes.map(({ id: from }) => from),
      )
      for (const { id: to } of reads) draft.order(id, to)
    } else
      for (const from of writes)
        for (const to of reads)
          if (from.devices.some((one) => to.devices.includes(one))) draft.order(from.id, to.id)
  }
}

/** Pairs of nodes that share a device, each once. */
function meetings(from: ReadonlyMap<number, string>, to: ReadonlyMap<number, string>): [string, string][] {
  const pairs = new Map<string, [string, string]>()
  for (const [device, id] of from) {
    const other = to.get(device)
    if (other !== undefined) pairs.set(`${id} ${other}`, [id, other])
  }
  return [...pairs.values()]
}

interface Placed {
  readonly id: string
  readonly devices: readonly number[]
}

function ofLayer(draft: Draft, phase: string, piece: Piece): Map<number, Placed[]> {
  const found = new Map<number, Placed[]>()
  for (const node of draft.nodes)
    if (node.op === draft.pieces.opOf(piece) && node.phase === phase)
      found.set(node.layer!, [
        ...(found.get(node.layer!) ?? []),
        { id: node.id, devices: node.devices as number[] },
      ])
  return found
}

/** The transfer of one layer's cache: who has which cells, and who is to have which. */
function transfer(
  draft: Draft,
  first: PhaseSetting,
  second: PhaseSetting,
  layer: number,
  writes: readonly string[],
): string {
  const { model, sequences, promptTokens } = first
  const row = dimension('tok', sequences * promptTokens)
  const isHeads = model.attention.kind === 'heads'
  const dims = [
    row,
    ...(model.attention.kind === 'heads' ? [dimension(KEY_HEADS, model.attention.keys)] : []),
  ]
  const cells = (setting: PhaseSetting) => {
    const stage = setting.layers.findIndex((own) => own.includes(layer))
    const devices = setting.stages[stage]!
    const rows = new Map(devices.map((device) => [device, keptRows(setting, stage, device)]))
    const held = {
      tok: devices.map((device) => rows.get(device)!),
      ...(isHeads && { [KEY_HEADS]: devices.map((device) => setting.cache.get(device)!.keys) }),
    }
    return { devices, use: tensor(`l${layer}.kv`, dims, held) }
  }
  const [from, to] = [cells(first), cells(second)]
  return draft.add(
    { phase: first.phase, layer },
    {
      ...{ piece: 'cacheTransfer', devices: to.devices, group: from.devices },
      ...{ held: [from.use], outputs: [to.use], after: writes },
    },
  )
}

/** The rows of prompts that a device keeps in its cache, in their order. */
function keptRows(setting: PhaseSetting, stage: number, device: number): number[] {
  const { promptTokens, choices } = setting
  const share: CacheShare = setting.cache.get(device)!
  const turn = share.sharing.indexOf(device)
  const rows = range(choices.microbatches).flatMap((microbatch) => {
    const team = teamsOf(setting, microbatch, stage).find(({ devices }) => devices.includes(device))!
    return setting.isPrefill
      ? team.rows
      : team.sequences.flatMap((sequence) =>
          range(promptTokens).map((position) => sequence * promptTokens + position),
        )
  })
  return rows.filter((row) => (row % promptTokens) % share.sharing.length === turn).sort((a, b) => a - b)
}
