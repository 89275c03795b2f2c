// The degrees of a phase and where they put ranks.
import { range } from './shares.js'

/** The degrees of one phase, by the words of its strategy. */
export interface Degrees {
  readonly pp: number
  readonly pcp: number
  readonly adp: number
  readonly dcp: number
  readonly tpa: number
  readonly ep: number
  readonly etp: number
}

/** Where a rank stands inside of its stage. */
export interface Coordinate {
  readonly pcp: number
  readonly adp: number
  readonly dcp: number
  readonly tpa: number
}

/** Ranks of one pipeline stage. */
export const stageRanks = ({ pcp, adp, dcp, tpa }: Degrees): number => pcp * adp * dcp * tpa

/** Ranks that share the heads of one sequence. */
export const teamSize = ({ dcp, tpa }: Degrees): number => dcp * tpa

/** The number of a rank inside of its stage: the last axis is the innermost. */
export const rankAt = (degrees: Degrees, { pcp, adp, dcp, tpa }: Coordinate): number =>
  ((pcp * degrees.adp + adp) * degrees.dcp + dcp) * degrees.tpa + tpa

/** The coordinates of all ranks of a stage, in their order. */
export const coordinates = (degrees: Degrees): Coordinate[] =>
  range(degrees.pcp).flatMap((pcp) =>
    range(degrees.adp).flatMap((adp) =>
      range(degrees.dcp).flatMap((dcp) => range(degrees.tpa).map((tpa) => ({ pcp, adp, dcp, tpa }))),
    ),
  )
