// A pair of finite fields, of p = 2q + 1 and of q elements. g has order q modulo p, so g^x for x modulo q behaves as the
// exponential does: g^(x + y) = g^x g^y, exactly. What is added in exponents is known modulo q, what is made of
// exponentials modulo p only, until a function that is no polynomial gives both again from the number modulo p.
// Such functions are scatters of their input: equal where the input is equal, unrelated elsewhere. After Mirage
// (Wu et al., https://arxiv.org/abs/2405.05751), section 5.
import type { Algebra, Cells } from './algebra.js'
import { scatter } from './hash.js'

/** Both are prime, and p is below 2^24: 32 products can be added before a remainder is taken. */
const Q = 8_388_449
const P = 2 * Q + 1
/** A square, so its order divides q, which is prime. */
const GENERATOR = 4
const TERMS = 16

const ACTIVATED = 1
const ROOT = 2
const LIFT = 3
const ROTATION = 4
const ROUTER = 5
const EXPERT = 6
const UNKNOWN_EXPONENT = 7

function remainder(x: number, modulus: number): number {
  return x - Math.floor(x / modulus) * modulus
}

/** The number nearest to zero that is the same modulo a prime: zero has as many above it as below. */
const signed = (x: number, modulus: number): number => (2 * x > modulus ? x - modulus : x)

/** x^n modulo p, or another prime. */
function power(x: number, n: number, modulus = P): number {
  let result = 1
  let base = x
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * base) % modulus
    base = (base * base) % modulus
  }
  return result
}

/** Powers of the generator: 4096 small steps and 2049 large ones reach every exponent below q. */
const small = new Float64Array(4096)
const large = new Float64Array(2049)
for (let i = 0, value = 1; i < small.length; i++, value = (value * GENERATOR) % P) small[i] = value
const step = power(GENERATOR, small.length)
for (let i = 0, value = 1; i < large.length; i++, value = (value * step) % P) large[i] = value

const both = (hash: number, tag: number, out: Cells, at: number): void => {
  out.first[at] = scatter(hash, tag) % P
  if (out.second) out.second[at] = scatter(hash, tag + 100) % Q
}

function zeros(count: number, withSecond = true): Cells {
  return withSecond
    ? { first: new Float64Array(count), second: new Float64Array(count) }
    : { first: new Float64Array(count) }
}

function dotIn(
  modulus: number,
  a: Float64Array,
  aFrom: number,
  aStep: number,
  b: Float64Array,
  bFrom: number,
  bStep: number,
  count: number,
): number {
  let total = 0
  for (let i = 0; i < count; ) {
    const end = Math.min(count, i + TERMS)
    for (; i < end; i++) total += a[aFrom + i * aStep]! * b[bFrom + i * bStep]!
    total = remainder(total, modulus)
  }
  return total
}

function elementwise(a: Cells, b: Cells, combine: (x: number, y: number) => number): Cells {
  const count = a.first.length
  const out = zeros(count, a.second !== undefined && b.second !== undefined)
  for (let i = 0; i < count; i++) out.first[i] = remainder(combine(a.first[i]!, b.first[i]!), P)
  if (out.second)
    for (let i = 0; i < count; i++) out.second[i] = remainder(combine(a.second![i]!, b.second![i]!), Q)
  return out
}

/** A function that scatters the number modulo p and gives both numbers. */
function scattered(a: Cells, tag: number): Cells {
  const out = zeros(a.first.length)
  for (let i = 0; i < a.first.length; i++) both(a.first[i]!, tag, out, i)
  return out
}

export const fields: Algebra = {
  zeros,
  dot(out, at, a, aFrom, aStep, b, bFrom, bStep, count) {
    out.first[at] = dotIn(P, a.first, aFrom, aStep, b.first, bFrom, bStep, count)
    if (out.second && a.second && b.second)
      out.second[at] = dotIn(Q, a.second, aFrom, aStep, b.second, bFrom, bStep, count)
  },
  plus: (a, b) => elementwise(a, b, (x, y) => x + y),
  times: (a, b) => elementwise(a, b, (x, y) => x * y),
  negative: ({ first, second }) => ({
    first: first.map((x) => (P - x) % P),
    ...(second && { second: second.map((y) => (Q - y) % Q) }),
  }),
  inverse(a) {
    const out = zeros(a.first.length, a.second !== undefined)
    for (let i = 0; i < a.first.length; i++) out.first[i] = power(a.first[i]!, P - 2)
    if (out.second) for (let i = 0; i < a.first.length; i++) out.second[i] = power(a.second![i]!, Q - 2, Q)
    return out
  },
  exponential(a) {
    const count = a.first.length
    const out = zeros(count, false)
    for (let i = 0; i < count; i++) {
      const exponent = a.second ? a.second[i]! : scatter(a.first[i]!, UNKNOWN_EXPONENT) % Q
      out.first[i] = remainder(small[exponent % 4096]! * large[Math.floor(exponent / 4096)]!, P)
    }
    return out
  },
  activated: (a) => scattered(a, ACTIVATED),
  inverseRoot: (sums) => scattered(sums, ROOT),
  isBelow(a, i, b, j) {
    if (a.first[i] !== b.first[j]) return signed(a.first[i]!, P) < signed(b.first[j]!, P)
    return (
      a.second !== undefined && b.second !== undefined && signed(a.second[i]!, Q) < signed(b.second[j]!, Q)
    )
  },
  magnitude: ({ first, second }) => ({
    first: first.map((x) => Math.min(x, P - x)),
    ...(second && { second: second.map((y) => Math.min(y, Q - y)) }),
  }),
  lifted: (a) => scattered(a, LIFT),
  rotation(position, pairs) {
    const out = zeros(4 * pairs)
    for (let i = 0; i < pairs; i++) {
      const hash = scatter(position, i)
      both(hash, ROTATION, out, 4 * i)
      both(hash, ROTATION + 10, out, 4 * i + 2)
      out.first[4 * i + 1] = (P - out.first[4 * i + 2]!) % P
      out.second![4 * i + 1] = (Q - out.second![4 * i + 2]!) % Q
      out.first[4 * i + 3] = out.first[4 * i]!
      out.second![4 * i + 3] = out.second![4 * i]!
    }
    return out
  },
  affinities(logits, from, count) {
    let row = count
    for (let i = 0; i < count; i++) row = scatter(row, logits.first[from + i]!)
    const order = new Float64Array(count)
    const weights = zeros(count)
    for (let i = 0; i < count; i++) {
      const hash = scatter(row, i)
      order[i] = scatter(hash, ROUTER)
      both(hash, EXPERT, weights, i)
    }
    return { order, weights }
  },
  // Any order of the field will do; zero is the highest, so that padding that may be chosen is.
  height: (first) => (first === 0 ? P : first),
  drawn(key, places) {
    const out = zeros(places.length)
    for (let i = 0; i < places.length; i++) both(scatter(key, places[i]!), 0, out, i)
    return out
  },
  agree: (a, i, b, j) => a.first[i] === b.first[j] && (!a.second || !b.second || a.second[i] === b.second[j]),
}
