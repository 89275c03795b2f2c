// The first sampled token on its way from the devices of prefill to those of decode.
import type { Draft } from './draft.js'
import { type PhaseSetting, type Team, teamsOf } from './scene.js'
import { range } from './shares.js'
import { dimension, tensor } from './tensors.js'

/** Draws the way of sampled tokens to the first stage of decode; gives what brings them there, by microbatch and device. */
export function sendTokens(
  draft: Draft,
  first: PhaseSetting,
  second: PhaseSetting,
): ReadonlyMap<number, string>[] {
  const [sources, targets] = [first.stages.at(-1)!, second.stages[0]!]
  const next = [tensor('next', [dimension('seq', first.sequences)])]
  return range(first.choices.microbatches).map((microbatch) => {
    const place = { phase: first.phase, ...(first.choices.microbatches > 1 && { microbatch }) }
    const received = new Map<number, string>()
    const teams = teamsOf(first, microbatch, first.stages.length - 1)
    const isSplit = first.degrees.adp > 1
    const name = isSplit ? 'next.all' : 'next'
    if (isSplit)
      for (const [index, devices] of groupLines(first, teams).entries())
        draft.add(
          { ...place, part: `g${index}` },
          {
            ...{ name: 'next_gather', piece: 'join', devices, group: devices, inputs: ['next'] },
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
            piece: 'send',
            devices: from,
            inputs: [name],
            attributes: { carries: [name] },
          },
        },
      )
      const id = draft.add(
        { ...place, ...part },
        {
          ...{
            name: 'next_take',
            piece: 'receive',
            devices: to,
            from: send,
            outputs: [{ ...next[0]!, name }],
          },
          attributes: { carries: [name] },
        },
      )
      for (const device of to) received.set(device, id)
    }
    return received
  })
}

/** Ranks that have the tokens of different sequences: one of each attention group. */
const groupLines = ({ degrees }: PhaseSetting, teams: readonly Team[]): number[][] =>
  range(degrees.pcp).flatMap((pcp) => {
    const own = teams.filter(({ coordinate }) => coordinate.pcp === pcp)
    return own[0]!.devices.map((_, rank) => own.map(({ devices }) => devices[rank]!))
  })
