// How a tensor lies along each axis of a mesh, from its types on the devices.
import type { Mesh } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { isDrawnAlike } from './drawn.js'
import { lieText } from './render.js'
import { samePartial } from './tiles.js'
import type { Type, Types } from './types.js'

/** A tensor on a device: its type, and what it is a part of. */
export interface Lying {
  readonly type: Type
  readonly value: number
  /** Of a weight by dimension, the matrices side by side along it. */
  readonly parts?: ReadonlyMap<string, readonly Part[]>
}

interface Part {
  readonly name: string
  readonly size: number
}

/** The placement along an axis; undefined where fewer than two devices of it are known. */
export function placementAlong(
  types: Types,
  { axes, devices = [] }: Mesh,
  axis: number,
  lying: ReadonlyMap<Scalar, Lying>,
): string | undefined {
  const inner = axes.slice(axis + 1).reduce((product, { size }) => product * size, 1)
  const { size } = axes[axis]!
  const texts = new Set<string>()
  for (let start = 0; start < devices.length; start++) {
    if (Math.floor(start / inner) % size !== 0) continue
    const line = Array.from({ length: size }, (_, place) => lying.get(devices[start + place * inner]!))
    const there = line.filter((one) => one !== undefined)
    if (there.length > 1) texts.add(alongLine(types, there))
  }
  return texts.size > 1 ? VARYING : [...texts][0]
}

/** What is one value on no two devices, or lies differently in different places. */
const VARYING = 'V'

function alongLine(types: Types, line: readonly Lying[]): string {
  const [first] = line
  const { extents, partial } = first!.type
  if (line.some(({ value, type }) => value !== first!.value || type.extents.length !== extents.length))
    return VARYING
  if (line.some(({ type }) => line.some((other) => isDrawnAlone(type, other.type)))) return VARYING
  const texts: string[] = []
  for (const [at, { name }] of extents.entries()) {
    const sets = line.map(({ type }) => type.extents[at]!.set)
    if (sets.every((set) => set === sets[0])) continue
    texts.push(blocksText(types, name, sets, first!.parts?.get(name)) ?? sliceText(types, name, sets))
  }
  if (line.some(({ type }) => !samePartial(type.partial, partial)))
    texts.push(lieText('P', partial?.by ?? line.find(({ type }) => type.partial)!.type.partial!.by))
  return texts.join(' ') || 'R'
}

/** Matrices side by side of which each device has some of each, in their order. */
function blocksText(
  { sets: known }: Types,
  name: string,
  sets: readonly number[],
  parts: readonly Part[] | undefined,
): string | undefined {
  if (parts === undefined) return undefined
  let from = 0
  for (const { size } of parts) {
    const part = known.range(from, from + size)
    const own = sets.map((set) => known.shared(set, part))
    const all = known.joined(own)
    if (own.some((set) => known.size(set) === 0) || !known.isDistinct(all) || known.sorted(all) !== all)
      return undefined
    from += size
  }
  return `Bk(${name}; ${parts.map((part) => part.name).join('+')})`
}

/** Whether two devices have drawn the same share of a value, each for itself. */
const isDrawnAlone = (a: Type, b: Type): boolean =>
  !isDrawnAlike(a.drawn, b.drawn) && a.extents.every(({ set }, at) => set === b.extents[at]!.set)

function sliceText(types: Types, name: string, sets: readonly number[]): string {
  if (sets.some((set) => types.isCopies(set))) return `Own(${name})`
  const united = types.united(sets)
  if (united !== undefined && !united.disjoint) return `Rep(${name})`
  if (sets.some((set) => set < 0)) return `S(${name}; map)`
  const ends = sets.flatMap((set) => types.sets.runsOf(set))
  const ascending = ends.every((end, i) => i === 0 || ends[i - 1]! <= end)
  if (!ascending) return `S(${name}; map)`
  const lengths = sets.map((set) => types.sets.size(set))
  return lengths.every((length) => length === lengths[0]) ? `S(${name})` : `S(${name}; ${lengths.join('+')})`
}
