// Floating-point numbers of 64 bits: what an engine computes, up to rounding. A second opinion beside the fields.
import type { Algebra, Cells } from './algebra.js'
import { scatter } from './hash.js'

/** Relative to the larger of one and the value expected: far above rounding, far below any other value. */
const TOLERANCE = 1e-6
const EPSILON = 1e-6
/** The base of rotary frequencies (Su et al., https://arxiv.org/abs/2104.09864, section 3.3). */
const ROTARY_BASE = 10_000

const map = (a: Cells, of: (x: number) => number): Cells => ({ first: a.first.map(of) })

function combined(a: Cells, b: Cells, of: (x: number, y: number) => number): Cells {
  const first = new Float64Array(a.first.length)
  for (let i = 0; i < first.length; i++) first[i] = of(a.first[i]!, b.first[i]!)
  return { first }
}

const near = (x: number, y: number): boolean =>
  x === y || Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.abs(y))

export const numbers: Algebra = {
  zeros: (count) => ({ first: new Float64Array(count) }),
  dot(out, at, a, aFrom, aStep, b, bFrom, bStep, count) {
    let total = 0
    for (let i = 0; i < count; i++) total += a.first[aFrom + i * aStep]! * b.first[bFrom + i * bStep]!
    out.first[at] = total
  },
  plus: (a, b) => combined(a, b, (x, y) => x + y),
  times: (a, b) => combined(a, b, (x, y) => x * y),
  negative: (a) => map(a, (x) => -x),
  inverse: (a) => map(a, (x) => (x === 0 ? 0 : 1 / x)),
  exponential: (a) => map(a, Math.exp),
  activated: (a) => map(a, (x) => x / (1 + Math.exp(-x))),
  inverseRoot: (sums, width) => map(sums, (sum) => 1 / Math.sqrt(sum / width + EPSILON)),
  isBelow: (a, i, b, j) => a.first[i]! < b.first[j]!,
  magnitude: (a) => map(a, Math.abs),
  lifted: (a) => a,
  rotation(position, pairs) {
    const first = new Float64Array(4 * pairs)
    for (let i = 0; i < pairs; i++) {
      const angle = position / ROTARY_BASE ** (i / pairs)
      const [c, s] = [Math.cos(angle), Math.sin(angle)]
      first.set([c, -s, s, c], 4 * i)
    }
    return { first }
  },
  affinities(logits, from, count) {
    const row = logits.first.subarray(from, from + count)
    const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
    const order = row.map((x) => Math.exp(x - most))
    const total = order.reduce((a, b) => a + b, 0)
    const weights = order.map((x) => x / total)
    return { order: weights, weights: { first: weights } }
  },
  drawn(key, places) {
    const first = new Float64Array(places.length)
    for (let i = 0; i < places.length; i++) first[i] = (scatter(key, places[i]!) / 2 ** 31 - 1) / 1.5
    return { first }
  },
  height: (first) => first,
  agree: (a, i, b, j) =>
    near(a.first[i]!, b.first[j]!) && (!a.second || !b.second || near(a.second[i]!, b.second[j]!)),
}
