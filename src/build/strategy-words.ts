// The strategy that a plan states of a phase.
import type { SectionValue } from '../candidate/candidate.js'
import { dealt, teamHeads } from './heads.js'
import { type PhaseSetting, teamsOf } from './scene.js'
import { range } from './shares.js'

/** The words of a phase's strategy. */
export function strategyWords(
  setting: PhaseSetting,
  apartWord: string | undefined,
): Record<string, SectionValue> {
  const { degrees, choices, layers, isPrefill, model } = setting
  const { pp, pcp, adp, dcp, tpa, ep, etp } = degrees
  const sizes = layers.map((own) => own.length)
  return {
    ...{ pp, pcp, adp, dcp, tpa },
    ...(model.experts !== undefined && { ep, etp }),
    ...(choices.microbatches > 1 && { microbatches: choices.microbatches }),
    ...(pp > 1 && { stageLayers: sizes }),
    ...(isUneven(setting) && { unevenHeads: true }),
    ...(choices.residualSharded && { residualSharded: true, tokensPerStep: paddedTokens(setting) }),
    ...(isPrefill && pcp > 1 && { contextMethod: choices.contextMethod, contextSplit: choices.contextSplit }),
    ...(model.experts !== undefined &&
      degrees.ep > 1 && { expertExchange: choices.tokensTravel ? 'all-to-all' : 'all-gather' }),
    ...(apartWord !== undefined && { [apartWord]: true }),
  }
}

/** Tokens of a step, where each rank of a team works on as many rows as the one with most. */
function paddedTokens(setting: PhaseSetting): number {
  const teams = range(setting.choices.microbatches).flatMap((microbatch) => teamsOf(setting, microbatch, 0))
  return teams.reduce(
    (sum, { slices }) => sum + slices.length * Math.max(...slices.map(({ length }) => length)),
    0,
  )
}

/** Whether ranks have different numbers of heads, also once tokens were exchanged for them. */
function isUneven({ model, degrees, choices, isPrefill }: PhaseSetting): boolean {
  const heads = teamHeads(model, degrees)
  const isTraded = isPrefill && degrees.pcp > 1 && choices.contextMethod === 'ulysses'
  const own = heads.flatMap((one) => (isTraded ? dealt(one.own, degrees.pcp, 'pcp') : [one.own]))
  const keys = heads.map(({ block }) => (model.attention.kind === 'heads' ? block.keys.length : 0))
  return new Set(own.map(({ queries }) => queries.length)).size > 1 || new Set(keys).size > 1
}
