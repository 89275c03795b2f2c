// All kinds of damage, by name.
import type { Damage } from '../damage.js'
import { cache } from './cache.js'
import { collectives } from './collectives.js'
import { experts } from './experts.js'
import { shards } from './shards.js'
import { wiring } from './wiring.js'

export const damages: Readonly<Record<string, Damage>> = {
  ...collectives,
  ...shards,
  ...cache,
  ...experts,
  ...wiring,
}
