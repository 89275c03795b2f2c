// What is drawn at once: one microbatch in one stage of a phase, and the teams of ranks that work on it.
import type { Dimension } from '../candidate/candidate.js'
import { type Coordinate, coordinates, type Degrees, rankAt, teamSize } from './degrees.js'
import type { Draft, Place } from './draft.js'
import type { CacheShare } from './layout.js'
import type { ModelShape } from './shape.js'
import { balanced, type DealtWidth, range } from './shares.js'

/** Choices of a phase beside its degrees. */
export interface Choices {
  readonly microbatches: number
  /** Whether the residual stream lies on slices of the tokens. */
  readonly residualSharded: boolean
  readonly contextMethod: string
  readonly contextSplit: string
  /** Whether tokens travel to their experts, or all ranks see all tokens. */
  readonly tokensTravel: boolean
}

/** Ranks that work on the same rows. */
export interface Team {
  readonly coordinate: Pick<Coordinate, 'pcp' | 'adp'>
  readonly devices: readonly number[]
  readonly rows: readonly number[]
  readonly sequences: readonly number[]
  /** Rows of each rank where the residual stream is sliced. */
  readonly slices: readonly (readonly number[])[]
  /** Part of an id; empty where there is one team. */
  readonly part: string
}

/** What is the same over all stages and microbatches of a phase. */
export interface PhaseSetting {
  readonly phase: string
  readonly isPrefill: boolean
  readonly degrees: Degrees
  readonly choices: Choices
  /** Devices of each stage, in the order of its ranks. */
  readonly stages: readonly (readonly number[])[]
  /** Layers of each stage. */
  readonly layers: readonly (readonly number[])[]
  readonly sequences: number
  readonly promptTokens: number
  readonly model: ModelShape
  /** What each rank of a team has of dense networks, and of the experts that every token visits: wide, and the same in all layers. */
  readonly network: DealtWidth
  readonly shared: DealtWidth
  /** What each device keeps of the cache. */
  readonly cache: ReadonlyMap<number, CacheShare>
  /** Whether ranks of context parallelism join the rows that they write to the cache, as decode reads it from them. */
  readonly gathersCache: boolean
}

export interface Scene extends PhaseSetting {
  readonly draft: Draft
  readonly stage: number
  readonly place: Place
  readonly row: Dimension
  readonly teams: readonly Team[]
  readonly isSliced: boolean
}

/** The scene of one microbatch in one stage. */
export function sceneOf(setting: PhaseSetting, draft: Draft, microbatch: number, stage: number): Scene {
  const { degrees, choices, phase, isPrefill, sequences, promptTokens } = setting
  const place = {
    phase,
    ...(!isPrefill && { step: 0 }),
    ...(degrees.pp > 1 && { stage }),
    ...(choices.microbatches > 1 && { microbatch }),
  }
  return {
    ...setting,
    ...{ draft, stage, place },
    row: isPrefill ? { name: 'tok', size: sequences * promptTokens } : { name: 'seq', size: sequences },
    teams: teamsOf(setting, microbatch, stage),
    isSliced: choices.residualSharded && teamSize(degrees) > 1,
  }
}

/** The teams of a stage and the rows of a microbatch that each works on. */
export function teamsOf(setting: PhaseSetting, microbatch: number, stage: number): Team[] {
  const { degrees, choices, stages, sequences } = setting
  const owned = balanced(range(sequences), degrees.adp)
  return range(degrees.pcp).flatMap((pcp) =>
    range(degrees.adp).map((adp) => {
      const ranks = coordinates({ ...degrees, pcp: 1, adp: 1 }).map((one) =>
        rankAt(degrees, { ...one, pcp, adp }),
      )
      const devices = ranks.map((rank) => stages[stage]![rank]!)
      const own = balanced(owned[adp]!, choices.microbatches)[microbatch]!
      const rows = rowsOf(setting, own, pcp)
      const part = `${degrees.pcp > 1 ? `c${pcp}` : ''}${degrees.adp > 1 ? `a${adp}` : ''}`
      return {
        ...{ coordinate: { pcp, adp }, devices, rows, sequences: own, part },
        slices: balanced(rows, devices.length),
      }
    }),
  )
}

/** Rows of some sequences: in prefill the positions of one rank of context parallelism, in decode one for each sequence. */
function rowsOf(setting: PhaseSetting, sequences: readonly number[], pcp: number): number[] {
  if (!setting.isPrefill) return [...sequences]
  const positions = positionsOf(setting, pcp)
  return sequences.flatMap((sequence) =>
    positions.map((position) => sequence * setting.promptTokens + position),
  )
}

/** Positions of a prompt that a rank of context parallelism has. */
function positionsOf({ degrees, choices, promptTokens }: PhaseSetting, pcp: number): number[] {
  const positions = range(promptTokens)
  if (choices.contextSplit === 'striped')
    return positions.filter((position) => position % degrees.pcp === pcp)
  if (choices.contextSplit !== 'zigzag') return balanced(positions, degrees.pcp)[pcp]!
  const chunks = balanced(positions, 2 * degrees.pcp)
  return [...chunks[pcp]!, ...(degrees.pcp > 1 ? chunks[2 * degrees.pcp - 1 - pcp]! : chunks[1]!)]
}

/** The lines of the stage's ranks along one axis: ranks that differ in that alone. */
export function lines(
  scene: Scene,
  axis: keyof Coordinate,
): { readonly devices: number[]; readonly part: string }[] {
  const { degrees, stages, stage } = scene
  const first = coordinates({ ...degrees, [axis]: 1 })
  return first.map((start, index) => ({
    devices: range(degrees[axis]).map((step) => stages[stage]![rankAt(degrees, { ...start, [axis]: step })]!),
    part: first.length > 1 ? `g${index}` : '',
  }))
}

/** The place of a team's nodes. */
export const placeOf = (scene: Scene, team: Team, layer?: number): Place => ({
  ...scene.place,
  ...(layer !== undefined && { layer }),
  ...(team.part !== '' && { part: team.part }),
})

/** The place of a node of a group that crosses teams. */
export const crossing = (scene: Scene, part: string, layer?: number): Place => ({
  ...scene.place,
  ...(layer !== undefined && { layer }),
  ...(part !== '' && { part }),
})

/** The team of a device and its rank there. */
export function seatOf({ teams }: Scene, device: number): { readonly team: Team; readonly rank: number } {
  const team = teams.find(({ devices }) => devices.includes(device))!
  return { team, rank: team.devices.indexOf(device) }
}
