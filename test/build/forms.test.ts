// The forms of a drawing: DOT that reads back, and a flowchart and XML that hold.
import { spawnSync } from 'node:child_process'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planDot, planGraphml, planMermaid } from '../../src/build/index.js'
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { readCandidate } from '../../src/candidate/read.js'
import { observe } from '../../src/observe/index.js'
import { typingOfCandidate } from '../observe/typing/types-of.js'
import { base, built, nameOf, some } from './plans.js'

const fields = ['op', 'phase', 'layer', 'stage', 'microbatch', 'step', 'devices', 'group'] as const
const tensors = ['inputs', 'outputs', 'weights'] as const

test('DOT is read back to the same nodes and edges', async () => {
  const operations = new Set<string>()
  for (const [index, one] of some(101).entries()) {
    const plan = await built(one, index % 2 === 1)
    const read = readCandidate(planDot(plan, base), 'plan.dot', base)
    assert.equal(read.problems, [])
    const nodes = new Map(read.nodes.map((node) => [node.id, node]))
    for (const node of plan.nodes) {
      operations.add(node.op!)
      for (const field of fields)
        assert.equal(nodes.get(node.id)![field], node[field], `${nameOf(one)}: ${node.id} ${field}`)
      const read = nodes.get(node.id)!
      for (const field of tensors)
        if (node[field]?.length) assert.equal(read[field], node[field], `${nameOf(one)}: ${node.id} ${field}`)
      for (const [word, value] of Object.entries(node.attributes ?? {}))
        assert.equal(read.attributes![word], value, `${nameOf(one)}: ${node.id} ${word}`)
    }
    assert.equal({ ...read.given }, { ...read.given, ...plan.given })
    const ends = (edges: typeof plan.edges) => edges.map(({ from, to }) => `${from} -> ${to}`).sort()
    assert.equal(ends(read.edges), ends(plan.edges))
  }
  assert.ok(operations.size > 30, [...operations].join())
})

test('what is drawn is typed as the plan is', async () => {
  for (const [index, one] of some(307, 7).entries()) {
    const plan = await built(one, index % 2 === 1)
    const [drawn, document] = [
      readCandidate(planDot(plan, base), 'plan.dot', base),
      readPlanDocument(plan.plan, 'plan', base),
    ]
    const [found, expected] = [drawn, document].map((candidate) => observe(candidate, base).typing!())
    assert.is(found!.placed, found!.tensors, nameOf(one))
    assert.equal(found, expected, nameOf(one))
    assert.equal(typingOfCandidate(drawn), typingOfCandidate(document), nameOf(one))
  }
})

test('Graphviz draws it', async () => {
  if (spawnSync('dot', ['-V']).error !== undefined) return
  const plan = await built(some(1)[0]!)
  const drawn = spawnSync('dot', ['-Tsvg'], { input: planDot(plan, base), encoding: 'utf8' })
  assert.is(drawn.status, 0, drawn.stderr)
  assert.match(drawn.stdout, 'prefill.l0.attention')
})

test('a flowchart has a line for each node and edge, and its labels end where they should', async () => {
  for (const one of some(401)) {
    const { nodes, edges } = await built(one)
    const [head, ...lines] = planMermaid({ nodes, edges }, base).trimEnd().split('\n')
    assert.is(head, 'flowchart TD')
    assert.equal(lines.length, nodes.length + edges.length)
    for (const line of lines) assert.match(line, /^ {2}n\d+(?:\["[^"]+"\]| (?:-->|-\.->) n\d+)$/)
  }
})

/** The names of the elements of an XML text, each with its depth. @throws where tags do not match or text is not escaped */
function elementsOf(xml: string): string[] {
  const open: string[] = []
  const found: string[] = []
  const tags = /<\?[^>]*\?>|<(\/?)([a-z]+)((?: [\w.:]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)(\/?)>/y
  for (let at = 0; at < xml.length; ) {
    tags.lastIndex = at
    const tag = tags.exec(xml)
    if (tag === null) {
      const text = /[^<&]+|&(?:amp|lt|gt|quot);/y
      text.lastIndex = at
      const read = text.exec(xml)
      if (read === null) throw new Error(`no XML at ${at}: ${xml.slice(at, at + 60)}`)
      at += read[0].length
      continue
    }
    at += tag[0].length
    const [, closing, name, , empty] = tag
    if (name === undefined) continue
    if (closing === '/') assert.is(open.pop(), name)
    else found.push(`${open.length} ${name}`)
    if (closing === '' && empty === '') open.push(name)
  }
  assert.equal(open, [])
  return found
}

test('GraphML is XML with the nodes and edges of the plan, and declares what it says of them', async () => {
  const odd = { id: 'a<b>&"c"', op: 'norm', phase: 'decode', devices: [0] }
  const xml = planGraphml({ nodes: [odd], edges: [{ from: odd.id, to: odd.id }] }, base)
  assert.match(xml, '<node id="a&lt;b&gt;&amp;&quot;c&quot;">')
  elementsOf(xml)
  for (const one of some(401)) {
    const { nodes, edges } = await built(one)
    const text = planGraphml({ nodes, edges }, base)
    const elements = elementsOf(text)
    assert.is(elements.filter((element) => element === '2 node').length, nodes.length)
    assert.is(elements.filter((element) => element === '2 edge').length, edges.length)
    const declared = new Set([...text.matchAll(/<key id="([^"]+)"/g)].map(([, id]) => id))
    for (const [, key] of text.matchAll(/<data key="([^"]+)"/g)) assert.ok(declared.has(key), key)
  }
})

test.run()
