// Trials over plans of the grid: drawn, damaged in drawn ways, and put to both opinions.
import { build } from '../../src/index.js'
import { title } from '../build/complaint.js'
import { type Case, grid } from '../build/grid.js'
import { type Draw, drawing, scatter } from './draw.js'
import { damages, modelDamages } from './operators/index.js'
import { opinions } from './opinions.js'
import { copyOf, type Plan } from './plan.js'
import { giveProbabilities } from './probabilities.js'
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

/** One of several processes that share the plans. */
export interface Shard {
  readonly at: number
  readonly of: number
}

/** Tries so many damaged plans; `of` limits the kinds of damage to those whose name contains a word. */
export async function trials(count: number, seed: number, of = '', shard: Shard = ALONE): Promise<Trials> {
  const cases = shuffled([...grid()], drawing(seed))
  const [parallel, model] = [new Tally(), new Tally()]
  const names = Object.keys(damages).filter((name) => name.includes(of))
  const own = Math.ceil(count / shard.of)
  for (let i = shard.at; parallel.tried + model.tried < own && i < 50 * cases.length; i += shard.of) {
    const one = cases[i % cases.length]!
    const draw = drawing(scatter(seed, i))
    const unfold = draw(4) === 0
    const plan = copyOf(await planOf(one, unfold))
    if (draw(2) === 0) giveProbabilities(plan)
    const name = `${title(one)}${unfold ? ', each rank apart' : ''}`
    if ((await opinions.rejects(plan)).length > 0 || opinions.runs(plan) !== 'equal') {
      parallel.unfit(name)
      continue
    }
    for (const kind of shuffled([...names], draw).slice(0, EACH)) {
      const trial = await tryDamage(plan, kind, damages[kind]!, draw(1 << 30), opinions)
      if (trial !== undefined) (kind in modelDamages ? model : parallel).add(trial, name)
    }
  }
  return { parallel, model }
}

/**
 * The plan of a case with prompts twice as long as they have to be: in the shortest ones a rank may have the first position alone, which
 * looks at one key whatever it asks.
 */
export async function planOf({ family, strategy, phase }: Case, unfold: boolean): Promise<Plan> {
  const of = { model: { model: family.model }, strategy, phase, unfold }
  const { promptTokens } = ((await build(of)).plan as unknown as Plan)['workload'] as {
    promptTokens?: number
  }
  const workload = promptTokens === undefined ? '' : `promptTokens=${2 * promptTokens}`
  return (await build({ ...of, workload })).plan as unknown as Plan
}

const ALONE: Shard = { at: 0, of: 1 }

function shuffled<T>(items: T[], draw: Draw): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = draw(i + 1)
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
  return items
}
