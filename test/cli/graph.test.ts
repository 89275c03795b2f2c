import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeBase } from './base.js'
import { inFolder, isCalm, kb, type Ran } from './kb.js'

const withOven = (use: (run: (...args: string[]) => Promise<Ran>) => Promise<void>) =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['compile'], { cwd })
    await use((...args) => kb(['graph', '--base', 'generated', ...args], { cwd }))
  })

test('a base is drawn whole or around what is named', () =>
  withOven(async (run) => {
    const [svg, part, json, dot] = await Promise.all([
      run(),
      run('heat'),
      run('oven/hot', '--format', 'json'),
      run('--format', 'dot'),
    ])
    for (const { code, err } of [svg, part, json, dot]) assert.is(`${code}${err}`, '0')
    assert.match(
      svg.out,
      /^<svg [\s\S]*1 rule, 1 fact that they read; \d+ more are read by none[\s\S]*<\/svg>\n$/,
    )
    assert.match(part.out, /Around heat: 1 rule, 1 fact[\s\S]*class="hard"[\s\S]*An oven must be hot before/)
    const graph = JSON.parse(json.out) as { nodes: { id: string }[]; edges: object[]; focus: string[] }
    assert.equal(
      graph.nodes.map(({ id }) => id),
      ['word node.heat', 'rule oven/hot'],
    )
    assert.equal(graph.edges, [{ from: 'rule oven/hot', to: 'word node.heat', kind: 'reads' }])
    assert.equal(graph.focus, ['rule oven/hot'])
    assert.match(dot.out, /"rule oven\/hot" -> "word node\.heat"\n/)
  }))

test('a name that nothing has, and a word that no rule reads, are told', () =>
  withOven(async (run) => {
    const [unknown, unread] = await Promise.all([run('oven/hto'), run('node.inDegree')])
    assert.equal([unknown.code, unread.code], [2, 2])
    assert.match(unknown.err, /Nothing is called `oven\/hto`[\s\S]*Did you mean `oven\/hot`/)
    assert.match(unread.err, /No rule reads `node\.inDegree`/)
    assert.ok(isCalm(unknown) && isCalm(unread))
  }))

test.run()
