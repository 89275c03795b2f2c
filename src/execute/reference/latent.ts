// Latent attention: keys and values of all heads are made of one vector of a token, and of a key that turns.
import type { Cells } from '../algebra/algebra.js'
import { softAttention, turned } from './attention.js'
import type { Memory } from './cache.js'
import { notePositions, outputProjection } from './projection.js'
import type { Scene } from './scene.js'

/** Noted are both forms: keys and values expanded to heads, and queries in the space of the latent. */
export function latentAttention(scene: Scene, memory: Memory, x: Cells, window: number): Cells {
  const { math, model, rows, weight, note } = scene
  const { hidden, heads } = model
  const { width, rope, nope, value, queries } = model.latent!
  const count = rows.length
  let [source, sourceWidth] = [x, hidden]
  if (queries !== undefined) {
    const down = note(
      'q_latent',
      { q_latent: queries },
      math.times(x, count, weight('wq_a', hidden * queries), hidden, queries),
    )
    source = note(
      'q_latent_normed',
      { q_latent: queries },
      math.norm(down, count, queries, weight('q_a_norm', queries)),
    )
    sourceWidth = queries
  }
  const ofQueries = (own: string, size: number) =>
    math.times(source, count, weight(own, sourceWidth * heads * size), sourceWidth, heads * size)
  const qNope = note('q_nope', { heads, nope }, ofQueries('wq_nope', nope))
  const qRope = note('q_rope', { heads, rope }, ofQueries('wq_rope', rope))
  const raw = note(
    'latent_raw',
    { latent: width },
    math.times(x, count, weight('wkv_latent', hidden * width), hidden, width),
  )
  const key = note(
    'k_rope_raw',
    { rope },
    math.times(x, count, weight('wkv_rope', hidden * rope), hidden, rope),
  )
  const latent = note('latent', { latent: width }, math.norm(raw, count, width, weight('kv_norm', width)))
  const qTurned = note('q_turned', { heads, rope }, turned(math, qRope, rows, heads, rope))
  const kTurned = note('k_turned', { rope }, turned(math, key, rows, 1, rope))
  const [toKeys, toValues] = [weight('wk_b', width * heads * nope), weight('wv_b', width * heads * value)]
  const kNope = note('k_nope', { heads, nope }, math.times(latent, count, toKeys, width, heads * nope))
  const values = note('v', { heads, value }, math.times(latent, count, toValues, width, heads * value))
  memory.add(rows, { latent, key: kTurned, kNope, values })
  scene.noteCached('cached_latent', { latent: width }, memory.of('latent'), memory.rows)
  scene.noteCached('cached_key', { rope }, memory.of('key'), memory.rows)
  notePositions(scene, memory)
  const turning = { queries: qTurned, keys: { cells: memory.of('key'), groups: 1, width: rope } }
  const absorbed = note('q_absorbed', { heads, latent: width }, absorbedQueries(scene, qNope, toKeys))
  const latents = { cells: memory.of('latent'), groups: 1, width }
  const inLatent = softAttention(
    math,
    rows,
    memory.rows,
    heads,
    [{ queries: absorbed, keys: latents }, turning],
    latents,
    window,
  )
  note('attn_latent', { heads, latent: width }, inLatent)
  const expanded = { queries: qNope, keys: { cells: memory.of('kNope'), groups: heads, width: nope } }
  const ofValues = { cells: memory.of('values'), groups: heads, width: value }
  const attn = softAttention(math, rows, memory.rows, heads, [expanded, turning], ofValues, window)
  return outputProjection(scene, note('attn', { heads, value }, attn), heads * value)
}

/** Of each head, the part of the queries without position through the matrix that makes keys. */
function absorbedQueries({ math, model, rows }: Scene, queries: Cells, toKeys: Cells): Cells {
  const { heads } = model
  const { width, nope } = model.latent!
  const out = math.algebra.zeros(rows.length * heads * width, queries.second !== undefined)
  for (let row = 0; row < rows.length; row++)
    for (let head = 0; head < heads; head++)
      for (let i = 0; i < width; i++)
        math.algebra.dot(
          ...([out, (row * heads + head) * width + i, queries, (row * heads + head) * nope, 1] as const),
          ...([toKeys, (i * heads + head) * nope, 1, nope] as const),
        )
  return out
}
