// Writing to the cache and reading from it.
import type { Dimension, TensorUse } from '../candidate/candidate.js'
import { gatherRows } from './exchange.js'
import { crossing, placeOf, type Scene } from './scene.js'
import { tensor } from './tensors.js'

/** A tensor that is cached: how it is called when it is written and when it is read, and its dimensions but the rows. */
export interface Cached {
  readonly written: string
  readonly read: string
  readonly dims: readonly Dimension[]
}

/** The dimension that heads of keys and values are dealt by; a latent has none. */
export const KEY_HEADS = 'kv_heads'

/** Draws the writes of a layer's cache on all ranks of the stage; gives the ids by device. */
export function writeCache(
  scene: Scene,
  layer: number,
  cached: readonly Cached[],
  made: (device: number) => readonly number[],
): Map<number, string> {
  const { draft } = scene
  const names = writtenNames(scene, layer, cached, made)
  const ids = new Map<number, string>()
  for (const { devices, group, part } of writers(scene)) {
    const id = draft.add(crossing(scene, part, layer), {
      ...{ piece: 'cacheWrite', devices, inputs: names },
      ...(group && { group, attributes: { ownerBlock: 1 } }),
    })
    for (const device of devices) ids.set(device, id)
  }
  return ids
}

/** The names of what is written: all rows where the cache is laid out anew, and only the heads that are kept. */
function writtenNames(
  scene: Scene,
  layer: number,
  cached: readonly Cached[],
  made: (device: number) => readonly number[],
): string[] {
  const { draft, row, teams, gathersCache, cache } = scene
  const all = gathersCache ? '.all' : ''
  if (gathersCache && scene.choices.contextMethod !== 'gather')
    gatherRows(
      scene,
      layer,
      'cache_gather',
      cached.map(({ written, dims }) => tensor(written, [row, ...dims])),
    )
  const positions = `positions${all}`
  const kept = (device: number) => cache.get(device)!.keys
  const isCut = teams.some(({ devices }) =>
    devices.some((device) => kept(device).length < made(device).length),
  )
  if (!isCut) return [...cached.map(({ written }) => `${written}${all}`), positions]
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{ name: 'cache_split', piece: 'cut', devices: team.devices },
      inputs: cached.map(({ written }) => `${written}${all}`),
      outputs: cached.map(({ written, dims }) =>
        tensor(`${written}.kept`, [row, ...dims], { [KEY_HEADS]: team.devices.map(kept) }),
      ),
      attributes: { along: KEY_HEADS },
    })
  return [...cached.map(({ written }) => `${written}.kept`), positions]
}

interface Writer {
  readonly devices: readonly number[]
  readonly group?: readonly number[]
  readonly part: string
}

/** Who writes together: the ranks that share positions, or those of a team. */
function writers(scene: Scene): readonly Writer[] {
  const { teams, cache } = scene
  const groups = new Map<string, readonly number[]>()
  for (const { devices } of teams)
    for (const device of devices) groups.set(cache.get(device)!.sharing.join(), cache.get(device)!.sharing)
  const sharing = [...groups.values()]
  if (sharing.every((group) => group.length === 1)) return teams
  return sharing.map((group, index) => ({
    ...{ devices: group, group },
    part: sharing.length > 1 ? `g${index}` : '',
  }))
}

/** Draws the reads of a layer's cache, one for each team, behind the writes. */
export function readCache(
  scene: Scene,
  layer: number,
  cached: readonly Cached[],
  writes: ReadonlyMap<number, string>,
): void {
  const column = { name: 'cached' }
  for (const team of scene.teams)
    scene.draft.add(placeOf(scene, team, layer), {
      ...{ piece: 'cacheRead', devices: team.devices },
      outputs: [
        ...cached.map(({ read, dims }): TensorUse => ({ name: read, dims: [column, ...dims] })),
        { name: `l${layer}.cached_positions`, dims: [column] },
      ],
      after: team.devices.map((device) => writes.get(device)!),
    })
}

/** The write that a rank of a team waits for, once each. */
export const writesOf = (writes: ReadonlyMap<number, string>, devices: readonly number[]): string[] => [
  ...new Set(devices.map((device) => writes.get(device)!)),
]
