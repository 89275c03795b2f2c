// What collectives make of placements is compared with collectives on small arrays: each rank brings what its type says, the group
// joins, adds and deals it by place, and each rank must then have what its new type says.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { typeTogether } from '../../../src/observe/types/together.js'
import { type Partial, type Type, UNTYPED } from '../../../src/observe/types/types.js'
import { added, at, best, combine, make, merged, near, slice, type Array as Values } from './brute.js'
import { rules, types } from './claim.js'
import { random } from './lies.js'

const { sets } = types

/** A value as terms of parts: they all add up to it. Of attention, parts are columns, and of a choice entries. */
interface Summands {
  readonly by: 'sum' | 'lse' | 'argmax'
  /** What ranks with these parts have: of attention and of a choice also how it weighs. */
  of(parts: readonly (readonly number[])[]): readonly Values[]
  readonly whole: readonly Values[]
}

type Draw = () => number
const upTo = (next: Draw, count: number): number => Math.floor(next() * count)
const pick = <One>(next: Draw, list: readonly One[]): One => list[upTo(next, list.length)]!
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

const PARTS = 4
const ROWS = { name: 'row', size: 4 }
const HEADS = { name: 'head', size: 4 }
const dims = [ROWS, HEADS, { name: 'wide', size: 2 }]

/** Two terms of four parts each, of which a rank may have some. */
function sums(next: Draw): Summands {
  const terms = range(2).map(() => range(PARTS).map(() => make(dims, () => next() * 2 - 1)))
  const of = (parts: readonly (readonly number[])[]) => [
    added(parts.flatMap((own, term) => own.map((part) => terms[term]![part]!)).concat(make(dims, () => 0))),
  ]
  return { by: 'sum', of, whole: of([range(PARTS), range(PARTS)]) }
}

/** Attention over four columns. */
function attention(next: Draw): Summands {
  const scores = range(PARTS).map(() => make(dims.slice(0, 2), () => Math.exp(next() * 2 - 1)))
  const values = range(PARTS).map(() => make(dims, () => next() * 2 - 1))
  const one = (part: number) => [values[part]!, scores[part]!]
  const of = ([parts]: readonly (readonly number[])[]) => [
    merged(parts!.map(one)),
    added(parts!.map((part) => scores[part]!)),
  ]
  return { by: 'lse', of, whole: of([range(PARTS)]) }
}

/** The best of four entries, and its score. */
function choice(next: Draw): Summands {
  const scores = range(PARTS).map(() => make([ROWS], () => next()))
  const of = ([parts]: readonly (readonly number[])[]) => {
    const some = parts!.map((part) => [make([ROWS], () => part), scores[part]!])
    return [
      best(some),
      combine(
        some.map(([, score]) => score!),
        Math.max,
      ),
    ]
  }
  return { by: 'argmax', of, whole: of([range(PARTS)]) }
}

/** What a rank brings or gets: of each dimension its indices, and of each term its parts where it has not all. */
interface Lie {
  readonly sets: readonly (readonly number[])[]
  readonly parts?: readonly (readonly number[])[]
}

const heldBy = (value: Summands, { sets: own, parts }: Lie): readonly Values[] =>
  (parts === undefined ? value.whole : value.of(parts)).map((one) =>
    slice(one, own.slice(0, one.dims.length)),
  )

/** Lists that cover a dimension, or do not: whole, dealt evenly or not, in another order, with gaps, or twice. */
function dealt(next: Draw, size: number, count: number): number[][] {
  const even = (list: readonly number[]) =>
    range(count).map((i) => list.slice(Math.floor((i * size) / count), Math.floor(((i + 1) * size) / count)))
  const mixed = (list: readonly number[]) =>
    list
      .map((one) => [next(), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one)
  const pieces = even(range(size))
  return pick(next, [
    () => pieces,
    () => pieces,
    () => mixed(range(count)).map((i) => pieces[i]!),
    () => range(count).map((i) => range(size).filter((index) => index % count === i)),
    () => even(mixed(range(size))),
    () => range(count).map((i) => (i === 0 ? range(size - count + 1) : [size - count + i])),
    () => pieces.map((piece, i) => (i === 0 ? pieces[1]! : piece)),
    () => pieces.map((piece, i) => (i === 0 ? [...piece, ...pieces[1]!] : piece)),
    () => range(count).map((i) => pieces[Math.floor(i / 2)]!),
  ])()
}

function typeOf(value: Summands, { sets: own, parts }: Lie, of: Values['dims']): Type {
  const setOf = (list: readonly number[]) => sets.ofRuns(list.flatMap((index) => [index, index + 1]))
  const partial: Partial | undefined = parts && {
    by: value.by,
    terms: parts.map((list, term) => [
      { space: `term ${term}`, needed: sets.whole(PARTS), part: sets.united([setOf(list)]) },
    ]),
  }
  return { extents: of.map((dim, i) => ({ ...dim, set: setOf(own[i]!) })), ...(partial && { partial }) }
}

function lieOf({ extents, partial }: Type): Lie {
  const parts = partial?.terms.map(([side]) => sets.indices(side!.part))
  return { sets: extents.map(({ set }) => sets.indices(set)), ...(parts && { parts }) }
}

/** What a group does with what its ranks have, by place: nothing where shapes do not fit. */
type Exchange = (
  brought: readonly (readonly Values[])[],
  told: {
    readonly along?: string
    readonly into?: string
    readonly kept: readonly (Lie['sets'] | undefined)[]
  },
) => readonly Values[] | undefined

const axisOf = ({ dims: own }: Values, name: string | undefined) => own.findIndex((dim) => dim.name === name)
const places = ({ dims: own }: Values, axis: number, from: number, end: number) =>
  own.map(({ size }, i) => (i === axis ? range(end - from).map((place) => from + place) : range(size)))
const isShape = (all: readonly Values[], but = -1) =>
  all.every(({ dims: own }) => own.every(({ size }, i) => i === but || size === all[0]!.dims[i]!.size))

function joined(all: readonly Values[], axis: number): Values | undefined {
  if (axis < 0 || !isShape(all, axis)) return undefined
  const owners = all.flatMap((one, rank) =>
    range(one.dims[axis]!.size).map((place) => [rank, place] as const),
  )
  const own = all[0]!.dims.map((dim, i) => (i === axis ? { ...dim, size: owners.length } : dim))
  return make(own, (...index) => {
    const [rank, place] = owners[index[axis]!]!
    return at(all[rank]!, ...index.map((one, i) => (i === axis ? place : one)))
  })
}

/** The pieces of a value one behind the other: as long as what each rank keeps, or alike. */
function pieces(
  value: Values,
  axis: number,
  kept: readonly (Lie['sets'] | undefined)[],
): Values[] | undefined {
  if (axis < 0) return undefined
  const { size } = value.dims[axis]!
  let from = 0
  const all = kept.map((own) => {
    const length = own === undefined ? size / kept.length : own[axis]!.length
    from += length
    return slice(value, places(value, axis, from - length, from))
  })
  return from === size && Number.isInteger(size / kept.length || 1) ? all : undefined
}

const sumOf = (brought: readonly (readonly Values[])[]) => {
  const all = brought.map(([x]) => x!)
  return isShape(all) ? added(all) : undefined
}

const exchanges: Readonly<Record<string, Exchange>> = {
  'all-reduce': (brought) => {
    const sum = sumOf(brought)
    return sum && brought.map(() => sum)
  },
  'reduce-scatter': (brought, { along, kept }) => {
    const sum = sumOf(brought)
    return sum && pieces(sum, axisOf(sum, along), kept)
  },
  'all-gather': (brought, { along }) => {
    const all = brought.map(([x]) => x!)
    const together = joined(all, axisOf(all[0]!, along))
    return together && brought.map(() => together)
  },
  'all-to-all': (brought, { along, into, kept }) => {
    const cut = brought.map(([x]) => pieces(x!, axisOf(x!, into), kept))
    if (cut.includes(undefined)) return undefined
    const all = brought.map((_, rank) =>
      joined(
        cut.map((own) => own![rank]!),
        axisOf(brought[0]![0]!, along),
      ),
    )
    return all.includes(undefined) ? undefined : (all as Values[])
  },
  merge: (brought, { into, kept }) => {
    if (![0, 1].every((i) => isShape(brought.map((one) => one[i]!)))) return undefined
    const one = merged(brought)
    return into === undefined ? brought.map(() => one) : pieces(one, axisOf(one, into), kept)
  },
  'choose-best': (brought) =>
    isShape(brought.map(([x]) => x!)) ? brought.map(() => best(brought)) : undefined,
}

const WAYS: Readonly<
  Record<
    string,
    { readonly values: readonly ((next: Draw) => Summands)[]; readonly words: readonly ('along' | 'into')[] }
  >
> = {
  'all-reduce': { values: [sums], words: [] },
  'reduce-scatter': { values: [sums], words: ['along'] },
  'all-gather': { values: [sums], words: ['along'] },
  'all-to-all': { values: [sums], words: ['along', 'into'] },
  merge: { values: [attention], words: ['into'] },
  'choose-best': { values: [choice], words: [] },
}

/** Parts of each term for each rank: none of it, dealt out, or the same for all. */
function partsFor(
  next: Draw,
  { by }: Summands,
  count: number,
): (readonly (readonly number[])[])[] | undefined {
  if (next() < (by === 'sum' ? 0.4 : 0.2)) return undefined
  const terms = by === 'sum' ? pick(next, [1, 2]) : 1
  const lists = range(terms).map(() =>
    next() < 0.25 ? range(count).map(() => [0, 1]) : dealt(next, PARTS, count),
  )
  return range(count).map((rank) => lists.map((list) => list[rank]!))
}

interface Trial {
  readonly text: string
  readonly claim: 'refused' | 'true' | 'false'
}

function trial(kernel: string, count: number, next: Draw): Trial {
  const { values, words } = WAYS[kernel]!
  const value = pick(next, values)(next)
  const of = value.whole[0]!.dims
  const parts = partsFor(next, value, count)
  // Terms that no rank has a part of are none.
  const used = parts?.[0]?.length ?? 2
  const held: Summands =
    value.by === 'sum' && used === 1 ? { ...value, whole: value.of([range(PARTS)]) } : value
  const cut = next() < 0.6 ? upTo(next, of.length) : -1
  const lists = of.map(({ size }, i) =>
    i === cut || next() < 0.1 ? dealt(next, size, count) : range(count).map(() => range(size)),
  )
  const lies = range(count).map(
    (rank): Lie => ({
      sets: lists.map((list) => list[rank]!),
      ...(parts !== undefined && { parts: parts[rank]! }),
    }),
  )
  const word = (name: 'along' | 'into') =>
    words.includes(name) && next() < 0.85 ? { [name]: pick(next, of).name } : {}
  const told = { ...word('along'), ...word('into') } as { along?: string; into?: string }
  const own = lies.map((lie) => typeOf(held, lie, of))
  const target = kernel === 'reduce-scatter' ? told.along : told.into
  const said = next() < 0.5 ? axisOf(held.whole[0]!, target) : -1
  const kept = said < 0 ? undefined : dealt(next, of[said]!.size, count)
  const met = typeTogether(rules, {
    ...{ kernel, name: 'x', types: own.map((type) => types.add(type)), values: range(count).map(() => 1) },
    gives: range(count).map((rank) => ({
      ...{ name: 'y', dims: of },
      slices: new Map(
        kept ? [[of[said]!.name, typeOf(held, { sets: [kept[rank]!] }, [of[said]!]).extents[0]!.set]] : [],
      ),
    })),
    ...told,
  })
  const text = `${kernel} of ${own.map((type) => JSON.stringify(lieOf(type))).join(' ')} ${JSON.stringify(told)} kept ${JSON.stringify(kept)}`
  if (met.conflict !== undefined || met.outputs.includes(UNTYPED)) return { text, claim: 'refused' }
  const after = met.outputs.map((type) => lieOf(types.get(type)))
  // Where nothing is said to be joined along, it is the dimension that differs.
  const differing = of.findIndex((_, i) => lists[i]!.some((list) => String(list) !== String(lists[i]![0])))
  const made = exchanges[kernel]!(
    lies.map((lie) => heldBy(held, lie)),
    {
      ...told,
      ...(told.along === undefined &&
        words.includes('along') &&
        kernel !== 'reduce-scatter' && { along: of[Math.max(differing, 0)]!.name }),
      kept: range(count).map((rank) => (kept ? after[rank]!.sets : undefined)),
    },
  )
  const isTrue = after.every(
    (lie, rank) => made?.[rank] !== undefined && near(heldBy(held, lie)[0]!, made[rank]!),
  )
  return { text: `${text} gives ${JSON.stringify(after)}`, claim: isTrue ? 'true' : 'false' }
}

for (const kernel of Object.keys(exchanges))
  test(`what ${kernel} makes of placements is true`, () => {
    const next = random(3)
    let accepted = 0
    for (const count of [2, 4])
      for (let i = 0; i < 1500; i++) {
        const { text, claim } = trial(kernel, count, next)
        assert.is.not(claim, 'false', text)
        if (claim === 'true') accepted++
      }
    assert.ok(accepted > 50, String(accepted))
  })

test.run()
