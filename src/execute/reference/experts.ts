// A network of experts: each row goes to the experts that its router puts first, and to those that are shared.
import type { Cells } from '../algebra/algebra.js'
import type { Scene } from './scene.js'

export function expertsOf(scene: Scene, x: Cells): Cells {
  const { math, model, rows, weight, note, name } = scene
  const { algebra } = math
  const { hidden } = model
  const { count, perToken, width, shared } = model.experts!
  const logits = math.times(x, rows.length, weight('router', hidden * count), hidden, count)
  const [chosen, numbers] = [
    new Float64Array(rows.length * perToken),
    new Float64Array(rows.length * perToken),
  ]
  const up = math.weight(`${name('experts')}.wgate_up`, count * hidden * 2 * width)
  const down = math.weight(`${name('experts')}.wdown`, count * width * hidden)
  const out = algebra.zeros(rows.length * hidden, false)
  for (let row = 0; row < rows.length; row++) {
    const { order, weights } = algebra.affinities(logits, row * count, count)
    const left = new Set(order.keys())
    const one = math.columns(x, 1, 0, row * hidden, hidden)
    let sum = algebra.zeros(hidden, false)
    for (let slot = 0; slot < perToken; slot++) {
      let best = -1
      for (const expert of left) if (best < 0 || order[expert]! > order[best]!) best = expert
      left.delete(best)
      const share = math.columns({ first: weights.first }, 1, 0, best, 1)
      chosen[row * perToken + slot] = share.first[0]!
      numbers[row * perToken + slot] = best
      const own = (cells: Cells, size: number) => math.columns(cells, 1, 0, best * size, size)
      const { out: made } = math.network(
        one,
        1,
        hidden,
        width,
        own(up, hidden * 2 * width),
        own(down, width * hidden),
      )
      const term = algebra.zeros(hidden, false)
      for (let i = 0; i < hidden; i++) algebra.dot(term, i, made, i, 1, share, 0, 1, 1)
      sum = algebra.plus(sum, term)
    }
    math.put(out, row * hidden, sum)
  }
  note('routes', { slot: perToken }, { first: chosen, second: numbers })
  note('moe_out', { hidden }, out)
  if (shared === 0) return out
  const matrices = [
    math.weight(`${name('shared')}.wgate_up`, hidden * 2 * shared),
    math.weight(`${name('shared')}.wdown`, shared * hidden),
  ] as const
  const beside = math.network(x, rows.length, hidden, shared, ...matrices).out
  return algebra.plus(out, note('shared_out', { hidden }, beside))
}
