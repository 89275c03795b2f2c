// The rules of placement are not taken on trust: every way in which small operators can lie on 2 and 4 ranks, on one axis and on
// two nested ones, is computed and compared with what the rules say.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { claimOf, everyWay, type Sizes, type Subject, unsaid, type Whole, wholeOf } from './claim.js'
import { isMixed, type Lie, lieText, type Mesh, random } from './lies.js'

const attention = {
  plain: { weights: [], gives: ['row head dim', 'row head'] },
  latent: { weights: [], gives: ['row head latent', 'row head'] },
  expanded: { weights: [], gives: ['row head value', 'row head'] },
}
const expandedReads = [
  ...['row head dim', 'row head pair', 'column head dim', 'column pair', 'column head value'],
  ...['row', 'column'],
]
const PARTIALS = ['P', 'MAX', 'MIN']
/** Rows that one number is made of each, or that are read with one of each. */
const rows = (reads: 1 | 2) => ({
  reads: ['row head wide', 'row head'].slice(0, reads),
  weights: [],
  gives: [reads === 1 ? 'row head' : 'row head wide'],
})
const subjects: readonly Subject[] = [
  { op: 'linear', reads: ['row wide'], weights: ['wide new'], gives: ['row new'] },
  { op: 'output_projection', reads: ['row head dim'], weights: ['head dim new'], gives: ['row new'] },
  { op: 'q_projection', reads: ['row head dim'], weights: ['head dim new'], gives: ['row head new'] },
  { op: 'norm', reads: ['row wide'], weights: ['wide'], gives: ['row wide'] },
  {
    op: 'rotary_embedding',
    reads: ['row head dim', 'row group dim', 'row'],
    weights: [],
    gives: ['row head dim', 'row group dim'],
  },
  {
    ...{ op: 'residual_add', reads: ['row wide', 'row wide'], weights: [], gives: ['row wide'] },
    partials: PARTIALS,
  },
  {
    ...{ op: 'activation', reads: ['row wide', 'row wide'], weights: [], gives: ['row wide'] },
    partials: PARTIALS,
  },
  { op: 'embedding', reads: ['row'], weights: ['entry wide'], gives: ['row wide'] },
  {
    ...{ op: 'attention', ...attention.plain },
    reads: ['row head dim', 'column group dim', 'column group dim', 'row', 'column'],
  },
  {
    ...{ op: 'attention', ...attention.plain },
    reads: ['row head dim', 'column kv dim', 'column kv dim', 'row', 'column'],
  },
  {
    ...{ op: 'ring_attention', weights: [], gives: ['row head dim'] },
    reads: ['row head dim', 'column kv dim', 'column kv dim', 'row', 'column'],
  },
  {
    ...{ op: 'attention/expanded', ...attention.expanded },
    reads: expandedReads,
  },
  {
    ...{ op: 'ring_attention/expanded', weights: [], gives: ['row head value'] },
    reads: expandedReads,
  },
  {
    ...{ op: 'attention/absorbed', ...attention.latent },
    reads: ['row head latent', 'row head pair', 'column latent', 'column pair', 'row', 'column'],
  },
  { op: 'router', reads: ['row wide'], weights: ['wide expert'], gives: ['row slot'] },
  {
    ...{ op: 'expert', reads: ['row wide', 'row slot'], weights: ['expert wide inner', 'expert inner wide'] },
    gives: ['row wide'],
  },
  { op: 'shared_expert', reads: ['row wide'], weights: ['wide inner', 'inner wide'], gives: ['row wide'] },
  { op: 'row_max', ...rows(1), partials: PARTIALS },
  { op: 'row_min', ...rows(1), partials: PARTIALS },
  { op: 'row_abs_max', ...rows(1), partials: PARTIALS },
  { op: 'row_sum', ...rows(1), partials: PARTIALS },
  { op: 'subtract_from_rows', ...rows(2), partials: PARTIALS },
  { op: 'divide_rows', ...rows(2), partials: PARTIALS },
  { op: 'exponential', reads: ['row wide'], weights: [], gives: ['row wide'], partials: PARTIALS },
  { op: 'sampling', reads: ['row entry'], weights: [], gives: ['row'] },
]

const sizes: Sizes = {
  ...{ row: 4, wide: 4, new: 4, entry: 4, head: 4, group: 4, kv: 2, dim: 2, column: 4 },
  ...{ pair: 2, latent: 2, value: 2, expert: 4, inner: 4, slot: 2 },
}
const wholes = subjects.map((subject) => wholeOf(subject, sizes))

const text = ({ op, reads }: Whole, lies: readonly Lie[], mesh: Mesh): string =>
  `${op} of ${reads.join(', ')} on ${mesh.join(' x ')}: ${lies.map(lieText).join(' | ')}`

/** By subject, the ways on one axis that the rules take. */
const taken = new Map<Whole, Lie[][]>()

for (const count of [2, 4]) {
  test(`every rule is true on ${count} ranks`, () => {
    for (const whole of wholes) {
      const ways = everyWay(whole).filter((lies) => {
        const claim = claimOf(whole, lies, [count])
        assert.is.not(claim, 'false', text(whole, lies, [count]))
        return claim === 'true'
      })
      assert.ok(ways.length > 1, whole.op)
      if (count === 2) taken.set(whole, ways)
    }
  })
}

/** Two ways at once, one on each axis; now and then a port lies in yet another, or is cut by the inner axis first. */
function* nested(ways: readonly Lie[][], every: readonly Lie[][], next: () => number): Iterable<Lie[]> {
  const pick = <One>(list: readonly One[]): One => list[Math.floor(next() * list.length)]!
  for (;;) {
    const [outer, inner, other] = [pick(ways), pick(ways), pick(every)]
    const strange = next() < 0.3 ? Math.floor(next() * outer.length) : -1
    const order = next() < 0.5 ? [0, 1] : [1, 0]
    const turned = next() < 0.2 ? Math.floor(next() * outer.length) : -1
    yield outer.map((_, port) => ({
      on: [(port === strange ? other : outer)[port]!.on[0]!, inner[port]!.on[0]!],
      order: port === turned ? [...order].reverse() : order,
    }))
  }
}

/** What two axes of 2 and 3 ranks cut, one of them or both, evenly and unevenly. */
const wide: Sizes = {
  ...sizes,
  row: 6,
  wide: 6,
  new: 6,
  head: 6,
  group: 6,
  kv: 3,
  column: 6,
  expert: 6,
  inner: 6,
  entry: 6,
}

for (const [mesh, own, trials] of [
  [[2, 2], sizes, 120],
  [[2, 3], wide, 60],
] as const) {
  test(`rules on two nested axes of ${mesh.join(' and ')} are true together`, () => {
    for (const whole of wholes) {
      const here = wholeOf(whole, own)
      const next = random(11)
      let accepted = 0
      let left = trials
      for (const lies of nested(taken.get(whole)!, everyWay(whole), next)) {
        if (lies.some(isMixed)) continue
        if (left-- === 0) break
        const claim = claimOf(here, lies, mesh)
        assert.is.not(claim, 'false', text(here, lies, mesh))
        if (claim === 'true') accepted++
      }
      assert.ok(accepted > trials / 20, `${whole.op}: ${accepted}`)
    }
  })
}

/** True and not said, and why no rule says it. */
const UNSAID: Readonly<Record<string, string>> = {
  'expert: R | slot | R | R -> P': 'routers choose all experts of a row at once',
  'ring_attention: R | R | P | R | R -> P': 'values are projected whole, or by heads',
  ...Object.fromEntries(
    [
      'exponential: MAX -> MAX',
      'exponential: MIN -> MIN',
      ...['residual_add: MAX | R -> MAX', 'residual_add: R | MAX -> MAX'],
      ...['residual_add: MIN | R -> MIN', 'residual_add: R | MIN -> MIN'],
      ...['subtract_from_rows: MAX | R -> MAX', 'subtract_from_rows: R | MAX -> MIN'],
      ...['subtract_from_rows: MIN | R -> MIN', 'subtract_from_rows: R | MIN -> MAX'],
    ].map((way) => [way, 'a run has no order that sums and exponentials keep: complete it first']),
  ),
  ...Object.fromEntries(
    [
      'P | R | R -> P | R',
      'P | group | R -> P | group',
      'R | P | R -> R | P',
      'head | P | R -> head | P',
    ].map((way) => [
      `rotary_embedding: ${way}`,
      'one port takes queries and keys, and a sum in one of them is not one in both',
    ]),
  ),
  'shared_expert: R | R | wide -> wide':
    'matrices of a network share its width, and one of them is then cut alone',
}

test('what is true on 2 ranks and no rule says is known', () => {
  const found = new Set<string>()
  for (const whole of wholes) {
    const ways = everyWay(whole)
    const next = random(5)
    const most = 600
    for (const lies of ways) {
      if (ways.length > most && next() > most / ways.length) continue
      if (lies.every(({ on }) => on[0] === 'R') || claimOf(whole, lies, [2]) !== 'refused') continue
      const way = unsaid(whole, lies)
      if (way !== undefined) found.add(way)
    }
  }
  assert.equal([...found].sort(), Object.keys(UNSAID).sort())
})

test.run()
