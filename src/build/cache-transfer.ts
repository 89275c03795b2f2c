// From prefill to decode: the cache and the first sampled token.

import { KEY_HEADS } from './cache.js'
import type { Draft } from './draft.js'
import type { CacheShare } from './layout.js'
import type { Ends } from './phase.js'
import { type PhaseSetting, teamsOf } from './scene.js'
import { range } from './shares.js'
import { dimension, tensor } from './tensors.js'

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
  const written = ofLayer(draft, first.phase, 'kv_write')
  const read = ofLayer(draft, second.phase, 'kv_read')
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

function ofLayer(draft: Draft, phase: string, op: string): Map<number, Placed[]> {
  const found = new Map<number, Placed[]>()
  for (const node of draft.nodes)
    if (node.op === op && node.phase === phase)
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
      ...{ name: 'kv_transfer', op: 'kv_transfer', devices: to.devices, group: from.devices },
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

/** Draws the way of sampled tokens to the first stage of decode; gives what brings them there, by microbatch and device. */
function sendTokens(draft: Draft, first: PhaseSetting, second: PhaseSetting): ReadonlyMap<number, string>[] {
  const [sources, targets] = [first.stages.at(-1)!, second.stages[0]!]
  const next = [tensor('next', [dimension('seq', first.sequences)])]
  return range(first.choices.microbatches).map((microbatch) => {
    const place = { phase: first.phase, ...(first.choices.microbatches > 1 && { microbatch }) }
    const received = new Map<number, string>()
    const teams = teamsOf(first, microbatch, first.stages.length - 1)
    const isSplit = first.degrees.adp > 1
    const name = isSplit ? 'next.all' : 'next'
    if (isSplit)
      for (const [index, devices] of range(teams[0]!.devices.length)
        .map((rank) => teams.map((team) => team.devices[rank]!))
        .entries())
        draft.add(
          { ...place, part: `g${index}` },
          {
            ...{ name: 'next_gather', op: 'all_gather', devices, group: devices, inputs: ['next'] },
            outputs: [tensor('next.all', [dimension('seq', first.sequences)])],
            attributes: { along: 'seq' },
          },
        )
    for (let start = 0, wave = 0; start < targets.length; start += sources.length, wave++) {
      const to = targets.slice(start, start + sources.length)
      const from = sources.slice(0, to.length)
      const part = targets.length > sources.length ? { part: `g${wave}` } : {}
      const send = draft.add(
        { ...place, ...part },
        {
          ...{
            name: 'next_give',
            op: 'send',
            devices: from,
            inputs: [name],
            attributes: { carries: [name] },
          },
        },
      )
      const id = draft.add(
        { ...place, ...part },
        {
          ...{ name: 'next_take', op: 'receive', devices: to, from: send, outputs: [{ ...next[0]!, name }] },
          attributes: { carries: [name] },
        },
      )
      for (const device of to) received.set(device, id)
    }
    return received
  })
}
