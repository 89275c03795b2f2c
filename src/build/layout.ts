// Which devices a phase has, and what each of them keeps of the cache.
import { UsageError } from '../usage-error.js'
import { coordinates, type Degrees, rankAt, stageRanks } from './degrees.js'
import { teamHeads } from './heads.js'
import type { ModelShape } from './shape.js'
import { range } from './shares.js'

/** What a device keeps of the cache: heads, and its turn among the ranks that share positions. */
export interface CacheShare {
  /** Heads of keys and values; none of a latent, which has none. */
  readonly keys: readonly number[]
  /** The ranks that share positions, this one among them. */
  readonly sharing: readonly number[]
}

/** Devices by stage, each stage in the order of its ranks. */
export type Stages = readonly (readonly number[])[]

/** Devices one after the other, from a first one. */
export function stagesFrom(first: number, degrees: Degrees): number[][] {
  const size = stageRanks(degrees)
  return range(degrees.pp).map((stage) => range(size).map((rank) => first + stage * size + rank))
}

/** What the devices of a phase keep of the cache, by its own degrees. */
export function cacheOf(model: ModelShape, degrees: Degrees, stages: Stages): Map<number, CacheShare> {
  const heads = teamHeads(model, degrees)
  const shares = new Map<number, CacheShare>()
  for (const devices of stages)
    for (const one of coordinates(degrees)) {
      const sharing = range(degrees.dcp).map((dcp) => devices[rankAt(degrees, { ...one, dcp })]!)
      const keys = model.attention.kind === 'heads' ? heads[one.dcp * degrees.tpa + one.tpa]!.block.keys : []
      shares.set(devices[rankAt(degrees, one)]!, { keys, sharing })
    }
  return shares
}

/**
 * The devices of decode where it runs on those of prefill, in the order of its ranks: ranks of context parallelism share
 * positions or heads in decode, and each keeps heads that it has in prefill.
 * @throws UsageError where the ranks of one phase cannot be those of the other
 */
export function decodeStages(prefill: Degrees, decode: Degrees, stages: Stages): number[][] {
  const differ = (['pp', 'adp'] as const).find((word) => prefill[word] !== decode[word])
  if (differ !== undefined || stageRanks(prefill) !== stageRanks(decode) || decode.pcp > 1)
    throw new UsageError(
      differ === undefined
        ? `Prefill has ${stageRanks(prefill)} ranks in a stage and decode ${stageRanks(decode)}${decode.pcp > 1 ? `, with pcp=${decode.pcp}` : ''}, and both are to run on the same devices.`
        : `Prefill has ${differ}=${prefill[differ]} and decode ${differ}=${decode[differ]}, and both are to run on the same devices.`,
      'Write the same degrees, or give the phases devices of their own.',
    )
  const byHeads = (degrees: Degrees) =>
    coordinates(degrees).sort((a, b) => a.adp - b.adp || a.tpa - b.tpa || a.pcp - b.pcp || a.dcp - b.dcp)
  const from = byHeads(prefill)
  return stages.map((devices) => {
    const ordered: number[] = []
    for (const [index, one] of byHeads(decode).entries())
      ordered[rankAt(decode, one)] = devices[rankAt(prefill, from[index]!)]!
    return ordered
  })
}
