import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readDot } from '../../src/candidate/dot/index.js'
import { compileBase } from '../../src/compile/index.js'
import { dotOf } from '../../src/graph/dot.js'
import { around, type Graph, graphOf, meant } from '../../src/graph/graph.js'
import { layoutOf, metrics } from '../../src/graph/layout.js'
import { svgOf } from '../../src/graph/svg.js'
import { loadBase } from '../../src/knowledge/load.js'

const kb = fileURLToPath(new URL('../bases/bakery/kb', import.meta.url))
const { base } = await compileBase({ kb })
const bakery = graphOf(base)
const ours = graphOf(loadBase(fileURLToPath(new URL('../../generated', import.meta.url))))

const arrows = ({ edges }: Graph, from: string) =>
  edges.filter((edge) => edge.from === from).map(({ kind, to }) => `${kind} ${to}`)

test('a rule reads words, selectors, tables and formulas, and requires rules', () => {
  assert.equal(arrows(bakery, 'rule bread/hot-oven'), ['reads selector bake', 'reads word node.celsius'])
  assert.equal(arrows(bakery, 'selector bake'), ['reads word node.op'])
  assert.ok(arrows(bakery, 'selector resting').includes('reads table steps'))
  const rules = new Set(base.rules.map(({ id }) => `rule ${id}`))
  assert.equal(new Set(bakery.nodes.filter(({ kind }) => kind === 'rule').map(({ id }) => id)), rules)
  for (const { id, requires } of base.rules)
    for (const other of requires) assert.ok(arrows(bakery, `rule ${id}`).includes(`requires rule ${other}`))
})

test('what no rule comes to read is set apart', () => {
  const read = new Set(bakery.edges.map(({ to }) => to))
  for (const node of bakery.nodes) assert.ok(node.kind === 'rule' || read.has(node.id), node.id)
  for (const { id } of bakery.unread) assert.not.ok(bakery.nodes.some((node) => node.id === id))
  assert.ok(bakery.unread.length > 0)
})

test('every edge has its ends, and reads at or below its own stratum', () => {
  for (const graph of [bakery, ours]) {
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
    for (const { from, to } of graph.edges) {
      assert.ok(nodes.has(from) && nodes.has(to), `${from} ${to}`)
      assert.ok(nodes.get(to)!.stratum.slice(0, 2) <= nodes.get(from)!.stratum.slice(0, 2), `${from} ${to}`)
    }
  }
})

test('around a fact stands what it feeds, around a rule what it reads, and nothing else', () => {
  const [celsius] = meant(bakery, 'node.celsius')
  const fed = around(bakery, [celsius!.id]).nodes.map(({ id }) => id)
  assert.ok(fed.includes('rule bread/hot-oven'))
  assert.not.ok(fed.includes('selector bake'), 'what else its readers read is not shown')
  const read = around(bakery, ['rule bread/hot-oven']).nodes.map(({ id }) => id)
  assert.ok(['selector bake', 'word node.op', 'word node.celsius'].every((id) => read.includes(id)))
  assert.not.ok(read.includes('rule bread/no-shortcut'))
})

test('an argument means a name, or else all names that contain it', () => {
  assert.equal(
    meant(bakery, 'bake').map(({ id }) => id),
    ['selector bake'],
  )
  assert.ok(meant(bakery, 'BREAD/').every(({ kind }) => kind === 'rule'))
  assert.equal(meant(bakery, 'croissant'), [])
})

const drawings: readonly Graph[] = [bakery, ours, ...ours.nodes.map(({ id }) => around(ours, [id]))]

test('nothing lies on anything else, all is within the drawing, and lower strata are below', () => {
  for (const graph of drawings) {
    const { placed, bands, width, height } = layoutOf(graph)
    const all = [...placed.values()]
    assert.is(all.length, graph.nodes.length)
    const lanes = new Map<number, typeof all>()
    for (const one of all) lanes.set(one.x, [...(lanes.get(one.x) ?? []), one])
    for (const [x, lane] of lanes) {
      const rows = lane.map(({ y }) => y).sort((a, b) => a - b)
      for (const [i, y] of rows.slice(1).entries()) assert.ok(y - rows[i]! >= metrics.row - 1e-6)
      const right = Math.max(...lane.map((one) => one.x + one.width))
      for (const other of lanes.keys()) assert.ok(other <= x || other > right, 'lanes do not meet')
      assert.ok(right < width)
    }
    for (const { node, y } of all) {
      const band = bands.find(({ stratum }) => stratum === node.stratum)!
      assert.ok(y > band.y && y < band.y + band.height && band.y + band.height < height)
    }
    const order = bands.map(({ stratum }) => stratum)
    assert.equal(order, [...order].sort().reverse())
  }
})

test('the drawing is well-formed, without script, and the same each time', () => {
  const hostile: Graph = {
    ...bakery,
    nodes: bakery.nodes.map((node) => ({ ...node, title: '"><script>alert(1)</script>&\u0000\u001b' })),
  }
  for (const graph of [ours, hostile]) {
    const svg = svgOf(graph, new Set([graph.nodes[0]!.id]), 'A & B')
    assert.is(svg, svgOf(graph, new Set([graph.nodes[0]!.id]), 'A & B'))
    assert.not.match(svg, /<script|\son\w+=|https?:(?!\/\/www\.w3\.org\/2000\/svg")/)
    assert.not.match(svg.replaceAll('\n', ''), /\p{Cc}|&(?!amp;|lt;|gt;|quot;)/u)
    const open: string[] = []
    for (const [, close, name, single] of svg.matchAll(/<(\/?)(\w+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (close) assert.is(open.pop(), name)
      else if (!single) open.push(name!)
    }
    assert.equal(open, [])
  }
})

test('the DOT is one that our own reader takes whole', () => {
  for (const graph of [bakery, ours]) {
    const read = readDot(dotOf(graph))
    assert.equal(read.errors, [])
    assert.is(read.nodes.length, graph.nodes.length)
    assert.is(read.edges.length, graph.edges.length)
  }
})

test.run()
