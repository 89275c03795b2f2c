// Trials over plans of the grid: drawn, damaged in drawn ways, and put to both opinions.
import { build } from '../../src/index.js'
import { title } from '../build/complaint.js'
import { grid } from '../build/grid.js'
import { type Draw, drawing } from './draw.js'
import { damages, modelDamages } from './operators/index.js'
import { opinions } from './opinions.js'
import type { Plan } from './plan.js'
import { Tally } from './tally.js'
import { tryDamage } from './trial.js'

/** Kinds of damage that are tried on one plan. */
const EACH = 8

export interface Trials {
  /** Damage to how the model is spread over ranks. */
  readonly parallel: Tally
  /** Damage to the model itself. */
  readonly model: Tally
}

/** Tries so many damaged plans; `of` limits the kinds of damage to those whose name contains a word. */
export async function trials(count: number, seed: number, of = ''): Promise<Trials> {
  const draw = drawing(seed)
  const cases = shuffled([...grid()], draw)
  const [parallel, model] = [new Tally(), new Tally()]
  const names = Object.keys(damages).filter((name) => name.includes(of))
  for (let i = 0; parallel.tried + model.tried < count && i < 50 * cases.length; i++) {
    const one = cases[i % cases.length]!
    const { family, strategy, phase } = one
    const built = await build({ model: { model: family.model }, strategy, phase, unfold: draw(4) === 0 })
    const plan = built.plan as Plan
    if ((await opinions.rejects(plan)).length > 0 || opinions.runs(plan) !== 'equal') {
      parallel.unfit(title(one))
      continue
    }
    for (const name of shuffled([...names], draw).slice(0, EACH)) {
      const trial = await tryDamage(plan, name, damages[name]!, draw(1 << 30), opinions)
      if (trial !== undefined) (name in modelDamages ? model : parallel).add(trial, title(one))
    }
  }
  return { parallel, model }
}

function shuffled<T>(items: T[], draw: Draw): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = draw(i + 1)
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
  return items
}
