// Plans of the grid, as tests build them.
import { fileURLToPath } from 'node:url'
import { type Base, type BuiltPlan, build, loadBase } from '../../src/index.js'
import { type Case, grid } from './grid.js'

export const base: Base = loadBase(fileURLToPath(new URL('../../generated', import.meta.url)))

export const nameOf = ({ family, strategy, phase }: Case): string => `${family.name} ${strategy} (${phase})`

export const built = ({ family, strategy, phase }: Case, unfold = false): Promise<BuiltPlan> =>
  build({ ...{ model: { model: family.model }, named: family.name, strategy, phase, unfold, base } })

/** Every so-many-th case of the grid. */
export const some = (every: number, first = 0): Case[] =>
  [...grid()].filter((_, index) => index % every === first)
