// The rules of padding are not taken on trust: every operation with every dimension padded, by every filler at each port, whole and cut
// over two ranks, is computed and compared with the same operation on the dimension without its padding.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { typeLocally } from '../../../src/observe/types/local.js'
import { UNTYPED } from '../../../src/observe/types/types.js'
import type { Filler } from '../../../src/tensor/paddings.js'
import { added, at, best, combine, make, near, runs, slice, type Array as Values } from './brute.js'
import { rules, type Subject, types, wholeOf } from './claim.js'
import { random } from './lies.js'

const subjects: readonly Subject[] = [
  { op: 'linear', reads: ['row wide'], weights: ['wide new'], gives: ['row new'] },
  { op: 'output_projection', reads: ['row head dim'], weights: ['head dim new'], gives: ['row new'] },
  { op: 'q_projection', reads: ['row head dim'], weights: ['head dim new'], gives: ['row head new'] },
  { op: 'norm', reads: ['row wide'], weights: ['wide'], gives: ['row wide'] },
  { op: 'residual_add', reads: ['row wide', 'row wide'], weights: [], gives: ['row wide'] },
  { op: 'activation', reads: ['row wide', 'row wide'], weights: [], gives: ['row wide'] },
  { op: 'embedding', reads: ['row'], weights: ['entry wide'], gives: ['row wide'] },
  {
    ...{ op: 'rotary_embedding', weights: [] },
    reads: ['row head dim', 'row group dim', 'row'],
    gives: ['row head dim', 'row group dim'],
  },
  { op: 'router', reads: ['row wide'], weights: ['wide expert'], gives: ['row slot'] },
  {
    ...{ op: 'expert', reads: ['row wide', 'row slot'], weights: ['expert wide inner', 'expert inner wide'] },
    gives: ['row wide'],
  },
  { op: 'shared_expert', reads: ['row wide'], weights: ['wide inner', 'inner wide'], gives: ['row wide'] },
  { op: 'sampling', reads: ['row entry'], weights: [], gives: ['row'] },
  ...['row_max', 'row_min', 'row_abs_max', 'row_sum'].map((op) => ({
    ...{ op, reads: ['head wide'], weights: [], gives: ['head'] },
  })),
  ...['subtract_from_rows', 'divide_rows'].map((op) => ({
    ...{ op, reads: ['head wide', 'head'], weights: [], gives: ['head wide'] },
  })),
  { op: 'exponential', reads: ['row wide'], weights: [], gives: ['row wide'] },
  {
    ...{ op: 'attention', weights: [], gives: ['row head dim', 'row head'] },
    reads: ['row head dim', 'column group dim', 'column group dim', 'row', 'column'],
  },
]

/** Indices of the model along each dimension; one that is padded has two more. */
const SIZE = 4
const BEHIND = 2
const NAMES = ['row', 'wide', 'new', 'entry', 'head', 'group', 'dim', 'column', 'expert', 'inner', 'slot']
const sizes = Object.fromEntries(NAMES.map((name) => [name, name === 'slot' ? 2 : SIZE]))

const FILLERS: readonly Filler[] = ['zero', 'any', 'minusInfinity']
const { sets } = types

const has = (port: string, dimension: string): boolean => port.split(' ').includes(dimension)

/** Numbers count rows, entries and experts: data of their own, which nothing pads. */
const isData = (port: string): boolean => ['row', 'column', 'row slot'].includes(port)

/** A tensor that goes on along a dimension, with numbers of any kind, zeros or minus infinity. */
function padded(value: Values, dimension: string, filler: Filler, next: () => number): Values {
  const dims = value.dims.map((dim) => (dim.name === dimension ? { ...dim, size: dim.size + BEHIND } : dim))
  return make(dims, (...index) => {
    const isReal = index.every((i, axis) => i < value.dims[axis]!.size)
    if (isReal) return at(value, ...index)
    return filler === 'zero' ? 0 : filler === 'any' ? next() * 8 - 4 : Number.NEGATIVE_INFINITY
  })
}

interface Way {
  readonly dimension: string
  /** By port that has the dimension. */
  readonly fillers: readonly (Filler | undefined)[]
  readonly ranks: number
}

const wayText = ({ op, reads, weights }: Subject, { dimension, fillers, ranks }: Way): string =>
  `${op}: ${dimension} ${[...reads, ...weights].map((_, i) => fillers[i] ?? '-').join(' ')} on ${ranks}`

function* waysOf({ reads, weights }: Subject): Iterable<Way> {
  const ports = [...reads, ...weights]
  for (const dimension of new Set(ports.flatMap((port) => port.split(' ')))) {
    if (ports.some((port) => has(port, dimension) && isData(port))) continue
    const choices = ports.map((port) => (has(port, dimension) ? FILLERS : [undefined]))
    const all = choices.reduce<(Filler | undefined)[][]>(
      (ways, own) => ways.flatMap((way) => own.map((filler) => [...way, filler])),
      [[]],
    )
    for (const fillers of all) for (const ranks of [1, 2]) yield { dimension, fillers, ranks }
  }
}

/** What a rank has of the padded dimension. */
const shareOf = (ranks: number, rank: number): number[] => {
  const each = (SIZE + BEHIND) / ranks
  return Array.from({ length: each }, (_, i) => rank * each + i)
}

type Claim = 'refused' | 'true' | 'false'

/** Whether the rules take it, and whether the model's part of the result and what they say of its padding are so. */
function claimOf(subject: Subject, way: Way): Claim {
  const whole = wholeOf(subject, sizes)
  const { operator, reads, gives, ports } = whole
  const next = random(17)
  const values = whole.values.map((value, i) =>
    way.fillers[i] === undefined ? value : padded(value, way.dimension, way.fillers[i]!, next),
  )
  const parts = Array.from({ length: way.ranks }, (_, rank) => {
    const indices = ports.map((port, i) =>
      port
        .split(' ')
        .map((name, axis) =>
          name === way.dimension && way.fillers[i] !== undefined
            ? shareOf(way.ranks, rank)
            : Array.from({ length: values[i]!.dims[axis]!.size }, (_, index) => index),
        ),
    )
    const extents = ports.map((port, i) =>
      port.split(' ').map((name, axis) => {
        const filler = name === way.dimension ? way.fillers[i] : undefined
        return {
          ...{ name, size: values[i]!.dims[axis]!.size },
          set: sets.ofRuns(indices[i]![axis]!.flatMap((index) => [index, index + 1])),
          ...(filler && { pad: { from: SIZE, filler } }),
        }
      }),
    )
    const outcome = typeLocally(rules, {
      operator,
      reads: reads.map((_, i) => ({ name: `read ${i}`, type: types.add({ extents: extents[i]! }) })),
      weights: extents.slice(reads.length).map((own, i) => ({ name: `weight ${i}`, extents: own })),
      gives: gives.map((port, i) => ({
        name: `given ${i}`,
        slices: new Map(),
        dims: port.split(' ').map((name) => ({
          name,
          size: name === way.dimension ? SIZE + BEHIND : sizes[name]!,
          ...(name === way.dimension && { pad: { from: SIZE, filler: 'any' as const } }),
        })),
      })),
      oneValue: false,
    })
    const made = runs[subject.op]!(
      values.map((value, i) => slice(value, indices[i]!)),
      indices,
    )
    return { outcome, made }
  })
  if (parts.some(({ outcome }) => outcome.conflict !== undefined || outcome.outputs.includes(UNTYPED)))
    return 'refused'
  return gives.every((_, output) => agrees(parts, output, whole.made)) ? 'true' : 'false'
}

function agrees(
  parts: readonly {
    readonly outcome: { readonly outputs: readonly number[] }
    readonly made: readonly Values[]
  }[],
  output: number,
  whole: readonly Values[],
): boolean {
  const own = parts.map(({ outcome }) => types.get(outcome.outputs[output]!))
  const [first] = own
  const partial = own.find((type) => type.partial !== undefined)?.partial
  const expected = whole[output]!
  if (partial !== undefined) {
    const made = parts.map((part) => part.made)
    const outputs = made.map((one) => one[output]!)
    const complete: Readonly<Record<string, () => Values>> = {
      argmax: () => best(made),
      max: () => combine(outputs, Math.max),
      sum: () => added(outputs),
    }
    return near(expected, complete[partial.by]!())
  }
  const real = first!.extents.map(({ size, pad }) => Array.from({ length: pad?.from ?? size }, (_, i) => i))
  const axis = first!.extents.findIndex((_, i) =>
    own.some((type) => type.extents[i]!.set !== first!.extents[i]!.set),
  )
  return parts.every(({ made }, rank) => {
    const { extents } = own[rank]!
    const value = made[output]!
    const labels = extents.map(({ set }) => sets.indices(set))
    if (labels.some((some, i) => some.length !== value.dims[i]!.size)) return false
    if (axis < 0 && !near(slice(value, real), expected)) return false
    return make(value.dims, (...index) => {
      const global = index.map((i, dim) => labels[dim]![i]!)
      const dim = global.findIndex((one, i) => extents[i]!.pad !== undefined && one >= extents[i]!.pad!.from)
      const cell = at(value, ...index)
      if (dim < 0) return Math.abs(cell - at(expected, ...global)) < 1e-9 ? 1 : 0
      const { filler } = extents[dim]!.pad!
      const isSo = {
        zero: cell === 0,
        any: Number.isFinite(cell),
        minusInfinity: cell === Number.NEGATIVE_INFINITY,
      }
      return isSo[filler] ? 1 : 0
    }).cells.every((cell) => cell === 1)
  })
}

const taken = new Set<string>()

test('every rule of padding is true', () => {
  for (const subject of subjects)
    for (const way of waysOf(subject)) {
      const claim = claimOf(subject, way)
      assert.is.not(claim, 'false', wayText(subject, way))
      if (claim === 'true') taken.add(wayText(subject, way))
    }
  assert.ok(taken.size > 40, `${taken.size} ways are taken`)
})

for (const way of [
  'linear: wide zero any on 2',
  'linear: wide any zero on 2',
  'linear: new - any on 2',
  'activation: wide any zero on 1',
  'embedding: entry - any on 2',
  'expert: inner - - any zero on 2',
  'shared_expert: inner - any zero on 2',
  'sampling: entry minusInfinity on 2',
  'row_max: wide minusInfinity on 2',
  'row_abs_max: wide zero on 2',
  'row_sum: wide zero on 2',
  'exponential: wide minusInfinity on 2',
])
  test(`taken: ${way}`, () => {
    assert.ok(taken.has(way), [...taken].filter((one) => one.startsWith(way.split(':')[0]!)).join('\n'))
  })

for (const way of [
  'linear: wide any any on 1',
  'norm: wide zero zero on 1',
  'sampling: entry zero on 1',
  'router: expert - zero on 1',
  'row_max: wide zero on 1',
  'row_min: wide zero on 1',
  'row_sum: wide any on 1',
])
  test(`refused: ${way}`, () => {
    assert.not.ok(taken.has(way))
  })

test.run()
