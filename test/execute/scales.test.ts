// Scales drawn at random beside the weights of plans: a run, whose dimensions are made smaller, differs from the model where the judge
// says so and only there.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { build } from '../../src/index.js'
import { indicesOf, indicesText } from '../../src/tensor/indices.js'
import { base } from '../build/plans.js'
import { type Draw, drawing, pick } from '../damage/draw.js'
import { opinions } from '../damage/opinions.js'
import { copyOf, type Plan, type Tensor } from '../damage/plan.js'

const RULE = 'types/scales-aligned'
const model = {
  ...{ layers: 1, hiddenSize: 96, vocabulary: 48, tiedEmbeddings: false, gated: true, intermediateSize: 720 },
  ...{ attentionHeads: 24, kvHeads: 12, headDim: 8, attentionKind: 'gqa' },
}

const planOf = async (strategy: string): Promise<Plan> =>
  copyOf((await build({ model: { model }, strategy, phase: 'decode', base })).plan)

/** Gives a weight scales in blocks along one of its dimensions, such as its devices need or others. */
function scale(weight: Tensor, devices: number, draw: Draw): void {
  const dim = pick(
    weight.dims!.filter(({ name }) => name !== 'hidden' || draw(4) === 0),
    draw,
  )
  if (dim === undefined) return
  const block = pick([1, 2, 3, 4, 6, 8, 24, 30, 90, 128], draw)!
  const own = draw(2) === 0 ? weight.parts?.[dim.name] : undefined
  const blocks: number[] = []
  let count = 0
  for (const { size } of own ?? [dim]) {
    for (let index = 0; index < size; index++) blocks.push(count + Math.floor(index / block))
    count += Math.ceil(size / block)
  }
  const cut = weight.slices?.[dim.name]
  const texts = Array.from({ length: devices }, (_, at) => {
    const text = cut === undefined ? `0-${dim.size - 1}` : typeof cut === 'string' ? cut : cut[at]!
    const touched = indicesOf(text).map((index) => blocks[index]!)
    const needed = touched.filter((one, i) => one !== touched[i - 1])
    if (draw(6) > 0) return needed
    const start = draw(count)
    return pick(
      [needed.slice(0, -1), [...needed].reverse(), [start, ...needed.slice(1)], [...needed, start]],
      draw,
    )!
  })
  weight.scales = {
    blocks: { [dim.name]: block },
    ...(draw(8) > 0 && { slices: { [dim.name]: texts.map(indicesText) } }),
    ...(own !== undefined && { parts: [dim.name] }),
  }
}

test('a run and the judge agree on scales that are drawn at random', async () => {
  const counts = { right: 0, wrong: 0 }
  for (const strategy of ['tpa=2', 'tpa=3', 'tpa=4']) {
    const whole = await planOf(strategy)
    for (let trial = 0; trial < 70; trial++) {
      const draw = drawing(1000 * whole.nodes.length + trial)
      const plan = copyOf(whole)
      // Of an embedding a run sees the rows of its tokens alone.
      const nodes = plan.nodes.filter(
        ({ op, weights }) => op !== 'embedding' && weights?.some(({ dims }) => dims!.length > 1),
      )
      const node = pick(nodes, draw)!
      scale(node.weights![0]!, node.devices.length, draw)
      const rules = await opinions.rejects(plan)
      const where = `${strategy}: ${JSON.stringify(node.weights![0])}`
      assert.equal(rules, opinions.runs(plan) === 'equal' ? [] : [RULE], where)
      counts[rules.length === 0 ? 'right' : 'wrong']++
    }
  }
  assert.ok(counts.right > 50 && counts.wrong > 50, JSON.stringify(counts))
})

test.run()
