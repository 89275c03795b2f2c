// Who hands over what of a cache that moves: each cell the first device that is said to hold it.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { cacheOf } from './cache-nodes.js'
import type { Conflict } from './conflict.js'
import { type Inference, isUnsized } from './inference.js'
import type { Rules } from './rules.js'
import type { Extent } from './types.js'

/** What a device is said to hold of a cache, and what it has written. */
interface Source {
  readonly device: Scalar
  readonly said: readonly Extent[]
  readonly rows: number
  readonly parts: readonly Extent[]
}

/** The sources of a transfer; none where the plan does not say what they hold: then each may hand over what it has. */
export function sourcesOf(inference: Inference, node: CandidateNode): readonly Source[] {
  const { caches } = inference
  const { sets } = inference.rules.types
  const [use] = node.inputs ?? []
  if (use === undefined || isUnsized(use)) return []
  return (node.group ?? []).map((device, seat) => {
    const { dims, slices } = inference.givenAt(use, seat)
    const writes = caches.writesOf(cacheOf(node), device) ?? []
    return {
      device,
      said: dims.map((extent) => ({ ...extent, set: slices.get(extent.name) ?? sets.whole(extent.size) })),
      rows: sets.united(writes.map((write) => caches.rowsOf(write))),
      parts: writes[0]?.parts[0] ?? [],
    }
  })
}

/** Cells that are asked of a device that has not written them, or that nobody is said to hold. `wanted`: rows, and heads where those are dealt. */
export function misheld(
  { types }: Rules,
  sources: readonly Source[],
  [rows, heads]: readonly Extent[],
): Conflict | undefined {
  const { sets } = types
  if (sources.length === 0 || rows === undefined) return undefined
  const saidOf = ({ said }: Source, extent: Extent) =>
    said.find(({ name }) => name === extent.name)?.set ?? sets.whole(extent.size)
  for (const alike of heads === undefined ? [undefined] : classesOf(heads)) {
    const text = (set: number) =>
      `${rows.name} ${sets.text(set)}${heads === undefined ? '' : ` of ${heads.name} ${sets.text(alike!)}`}`
    let left = rows.set
    for (const source of sources) {
      if (heads !== undefined && !sets.contains(saidOf(source, heads), alike!)) continue
      const taken = sets.shared(left, saidOf(source, rows))
      if (sets.size(taken) === 0) continue
      const takes = `what device ${source.device} has written, as it is said to hold that`
      if (!sets.contains(source.rows, taken))
        return { kind: 'cache-gap', dimension: rows.name, seen: text(taken), takes }
      const written = source.parts.find(({ name }) => name === heads?.name)?.set
      const said = heads && saidOf(source, heads)
      if (said !== undefined && written !== undefined && !beginsWith(written, said))
        return { kind: 'cache-gap', dimension: heads!.name, seen: text(taken), takes }
      left = sets.without(left, taken)
    }
    if (sets.size(left) > 0)
      return {
        kind: 'cache-gap',
        dimension: rows.name,
        seen: text(left),
        takes: 'what a device of its group is said to hold',
      }
  }
  return undefined

  /** Heads that the same sources are said to hold. */
  function classesOf(extent: Extent): readonly number[] {
    let classes = [extent.set]
    for (const said of new Set(sources.map((source) => saidOf(source, extent))))
      classes = classes.flatMap((own) =>
        [sets.shared(own, said), sets.without(own, said)].filter((set) => sets.size(set) > 0),
      )
    return classes
  }

  /** Whether what is said to be there stands at the same places. */
  function beginsWith(written: number, said: number): boolean {
    return sets.places(written, 0, sets.size(said)) === said
  }
}
