// What collectives make of placements is compared with collectives on small arrays: each rank brings what its type says, the group
// joins, adds and deals it by place, and each rank must then have what its new type says.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { typeTogether } from '../../../src/observe/types/together.js'
import { type Partial, type Type, UNTYPED } from '../../../src/observe/types/types.js'
import { near, slice, type Array as Values } from './brute.js'
import { rules, types } from './claim.js'
import { exchanges, type Told } from './exchange.js'
import { random } from './lies.js'
import {
  attention,
  box,
  boxes,
  choice,
  columnsOf,
  type Draw,
  extremes,
  PARTS,
  pick,
  range,
  rowsOf,
  type Summands,
  sums,
  upTo,
} from './summands.js'

const { sets } = types

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
    () =>
      size < count
        ? pieces
        : range(count).map((i) => (i === 0 ? range(size - count + 1) : [size - count + i])),
    () => pieces.map((piece, i) => (i === 0 ? pieces[1]! : piece)),
    () => pieces.map((piece, i) => (i === 0 ? [...piece, ...pieces[1]!] : piece)),
    () => range(count).map((i) => pieces[Math.floor(i / 2)]!),
  ])()
}

const setOf = (list: readonly number[]): number => sets.ofRuns(list.flatMap((index) => [index, index + 1]))

function typeOf(value: Summands, { sets: own, parts }: Lie, of: Values['dims']): Type {
  const partial: Partial | undefined = parts && {
    by: value.by,
    terms: parts.map((list, term) => {
      const sides = value.isBox ? [rowsOf(list), columnsOf(list)] : [list]
      return sides.map((side, axis) => ({
        space: `term ${term} ${axis}`,
        needed: sets.whole(PARTS / sides.length),
        part: sets.united([setOf(side)]),
      }))
    }),
  }
  return { extents: of.map((dim, i) => ({ ...dim, set: setOf(own[i]!) })), ...(partial && { partial }) }
}

function lieOf({ extents, partial }: Type): Lie {
  const parts = partial?.terms.map((sides) => {
    const [one, other] = sides.map(({ part }) => sets.indices(part))
    return other === undefined ? one! : box(one!, other)
  })
  return { sets: extents.map(({ set }) => sets.indices(set)), ...(parts && { parts }) }
}

const most = extremes('max')

const WAYS: Readonly<
  Record<
    string,
    { readonly values: readonly ((next: Draw) => Summands)[]; readonly words: readonly ('along' | 'into')[] }
  >
> = {
  'all-reduce': { values: [sums, boxes, most], words: [] },
  'all-reduce-max': { values: [most, sums, extremes('min')], words: [] },
  'all-reduce-min': { values: [extremes('min'), sums, most], words: [] },
  'reduce-scatter': { values: [sums, boxes, most], words: ['along'] },
  'reduce-scatter-max': { values: [most, sums, extremes('min')], words: ['along'] },
  'reduce-scatter-min': { values: [extremes('min'), sums, most], words: ['along'] },
  'all-gather': { values: [sums, most], words: ['along'] },
  'all-to-all': { values: [sums, extremes('min')], words: ['along', 'into'] },
  merge: { values: [attention], words: ['into'] },
  'choose-best': { values: [choice], words: [] },
}

/** Boxes of two rows of two parts: dealt by both, by one of them, or any. */
function boxesFor(next: Draw, count: number): number[][] {
  const side = () => pick(next, [[0], [1], [0, 1]])
  const [rows, columns] = [dealt(next, 2, 2), dealt(next, 2, 2)]
  const both = range(count).map((rank) => box(rows[rank >> 1]!, columns[rank & 1]!))
  const other = side()
  return pick(next, [
    both,
    [...both].reverse(),
    range(count).map((rank) => box(rows[rank % 2]!, other)),
    range(count).map((rank) => box(other, columns[rank % 2]!)),
    range(count).map(() => box(side(), side())),
  ])
}

/** Parts of each term for each rank: none of it, dealt out, or the same for all. */
function partsFor(
  next: Draw,
  { by, isBox }: Summands,
  count: number,
): (readonly (readonly number[])[])[] | undefined {
  if (next() < (by === 'sum' ? 0.4 : 0.2)) return undefined
  const terms = by === 'sum' ? pick(next, [1, 2]) : 1
  const lists = range(terms).map(() => {
    if (next() < 0.25) return range(count).map(() => [0, 1])
    if (isBox) return boxesFor(next, count)
    return dealt(next, count === 2 && next() < 0.3 ? 2 : PARTS, count)
  })
  return range(count).map((rank) => lists.map((list) => list[rank]!))
}

interface Trial {
  readonly text: string
  readonly claim: 'refused' | 'true' | 'false'
  /** What the ranks have then, where they can do it. */
  readonly made: readonly Values[] | undefined
}

/** What the rules say of an exchange, and whether it is true. */
function trial(kernel: string, held: Summands, lies: readonly Lie[], told: Told): Trial {
  const of = held.whole[0]!.dims
  const { kept, ...words } = told
  const cut = of.find(({ name }) => name === (told.into ?? told.along))
  const own = lies.map((lie) => typeOf(held, lie, of))
  const met = typeTogether(rules, {
    ...{ kernel, name: 'x', types: own.map((type) => types.add(type)), values: lies.map(() => 1) },
    gives: lies.map((_, rank) => ({
      ...{ name: 'y', dims: of },
      slices: new Map(kept && cut ? [[cut.name, setOf(kept[rank]!)]] : []),
    })),
    ...words,
  })
  const made = exchanges[kernel]!(
    lies.map((lie) => heldBy(held, lie)),
    told,
    (rank, axis) => lies[rank]!.sets[axis]!,
  )
  const text = `${kernel} of ${lies.map((lie) => JSON.stringify(lie)).join(' ')} ${JSON.stringify(told)}`
  if (met.conflict !== undefined || met.outputs.includes(UNTYPED)) return { text, claim: 'refused', made }
  const after = met.outputs.map((type) => lieOf(types.get(type)))
  const isTrue = after.every(
    (lie, rank) => made?.[rank] !== undefined && near(heldBy(held, lie)[0]!, made[rank]!),
  )
  return { text: `${text} gives ${JSON.stringify(after)}`, claim: isTrue ? 'true' : 'false', made }
}

/** An exchange with anything that ranks may bring, and any words. */
function drawn(kernel: string, count: number, next: Draw): Trial {
  const { values, words } = WAYS[kernel]!
  const value = pick(next, values)(next)
  const of = value.whole[0]!.dims
  const parts = partsFor(next, value, count)
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
  const told = Object.fromEntries(words.map((word) => [word, pick(next, of).name])) as Told
  const target = of.find(({ name }) => name === (told.into ?? told.along))
  const kept = target && next() < 0.5 ? { kept: dealt(next, target.size, count) } : {}
  return trial(kernel, termsOf(value, parts?.[0]?.length), lies, { ...told, ...kept })
}

/** A sum of which ranks have parts of one term is that term. */
const termsOf = (value: Summands, terms: number | undefined): Summands =>
  value.by === 'sum' && terms === 1 ? { ...value, whole: value.of([range(PARTS)]) } : value

for (const kernel of Object.keys(exchanges))
  test(`what ${kernel} makes of placements is true`, () => {
    const next = random(3)
    let accepted = 0
    for (const count of [2, 4])
      for (let i = 0; i < 700; i++) {
        const { text, claim } = drawn(kernel, count, next)
        assert.is.not(claim, 'false', text)
        if (claim === 'true') accepted++
      }
    assert.ok(accepted > 20, String(accepted))
  })

test('what is in twice does no harm to the largest and the smallest, and is in a sum twice', () => {
  const parts = (lists: readonly (readonly number[] | undefined)[], value: Summands): Lie[] =>
    lists.map((list) => ({
      sets: value.whole[0]!.dims.map(({ size }) => range(size)),
      ...(list !== undefined && { parts: [list] }),
    }))
  const ways: readonly (readonly (readonly number[] | undefined)[])[] = [
    [
      [0, 1, 2],
      [1, 2, 3],
    ],
    [undefined, [1, 2]],
    [[0], undefined],
    [undefined, undefined],
  ]
  for (const [kernel, value, claim] of [
    ['all-reduce-max', most(random(3)), 'true'],
    ['all-reduce-min', extremes('min')(random(3)), 'true'],
    ['all-reduce', termsOf(sums(random(3)), 1), 'refused'],
  ] as const)
    for (const lists of ways) {
      const one = trial(kernel, value, parts(lists, value), {})
      assert.is(one.claim, claim, one.text)
    }
})

/** True and not said, and why no rule says it. */
const UNSAID: Readonly<Record<string, string>> = {
  'choose-best : R -> R': 'ranks that have all logits choose alike by themselves',
}

/** One way to lie on two ranks, with a name. */
function plainLies(value: Summands): [string, Lie[]][] {
  const of = value.whole[0]!.dims
  const whole = of.map(({ size }) => range(size))
  const halves = (size: number) => [range(size / 2), range(size / 2).map((i) => i + size / 2)]
  const slices = of.map(({ name, size }, i): [string, Lie[]] => [
    `S(${name})`,
    halves(size).map((half) => ({ sets: whole.map((all, axis) => (axis === i ? half : all)) })),
  ])
  const parts = halves(PARTS).map((part) => ({ sets: whole, parts: [part] }))
  return [['R', [{ sets: whole }, { sets: whole }]], ...slices, [`P(${value.by})`, parts]]
}

test('what is true on 2 ranks and no rule says is known', () => {
  const found = new Set<string>()
  for (const [kernel, { values, words }] of Object.entries(WAYS)) {
    const value = termsOf(values[0]!(random(3)), 1)
    const of = value.whole[0]!.dims.map(({ name }) => name)
    const told = words.reduce<Told[]>(
      (all, word) => all.flatMap((one) => of.map((name) => ({ ...one, [word]: name }))),
      [{}],
    )
    const ways = plainLies(value)
    for (const words of told)
      for (const [name, lies] of ways) {
        const { claim, made } = trial(kernel, value, lies, words)
        if (claim !== 'refused' || made === undefined) continue
        const way = ways.find(([, after]) =>
          after.every((lie, rank) => near(heldBy(value, lie)[0]!, made[rank]!)),
        )
        if (way !== undefined) found.add(`${kernel} ${Object.entries(words).join(' ')}: ${name} -> ${way[0]}`)
      }
  }
  assert.equal([...found].sort(), Object.keys(UNSAID).sort())
})

test.run()
