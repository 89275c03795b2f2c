// All kinds of damage, by name: to how a model is spread over ranks, and to the model itself.
import type { Damage } from '../damage.js'
import { cache } from './cache.js'
import { collectives } from './collectives.js'
import { experts } from './experts.js'
import { model } from './model.js'
import { order } from './order.js'
import { padding } from './padding.js'
import { scales } from './scales.js'
import { shards } from './shards.js'
import { wiring } from './wiring.js'

const parallelDamages: Readonly<Record<string, Damage>> = {
  ...collectives,
  ...order,
  ...shards,
  ...padding,
  ...scales,
  ...cache,
  ...experts,
  ...wiring,
}

export const modelDamages = model

export const damages: Readonly<Record<string, Damage>> = { ...parallelDamages, ...modelDamages }
