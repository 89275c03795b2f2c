import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import type { Scope } from '../../src/knowledge/base.js'
import { loadBase } from '../../src/knowledge/load.js'
import { observe } from '../../src/observe/index.js'
import { candidateOf, column, randomCandidate } from './random.js'

const vocabulary: Record<Scope, Record<string, { type: string }>> = parse(
  readFileSync(new URL('../../rules/vocabulary.yaml', import.meta.url), 'utf8'),
)

/** A candidate of which every word of the vocabulary is known on some subject. */
const full = candidateOf(
  [
    {
      id: 'a',
      title: 'A',
      op: 'x',
      phase: 'p',
      layer: 1,
      stage: 0,
      microbatch: 0,
      step: 0,
      dtype: 'f',
      devices: [0],
      group: [0, 1],
      inputs: [{ name: 't', dims: [{ name: 'h', size: 1 }], dtype: 'f' }],
      outputs: [{ name: 'u', dims: [{ name: 'h', size: 1 }] }],
    },
    { id: 'b', layer: 3, inputs: [{ name: 'u', dims: [{ name: 'h', size: 1 }] }] },
    { id: 'aa', declared: false },
  ],
  [{ from: 'a', to: 'b', label: 'l', tensor: 't' }, ['b', 'a'], ['b', 'aa']],
  {
    problems: [{ line: 7, column: 1, category: 'c', read: 'r', expected: 'e', repair: 'p' }],
    given: { 'model.size': 5 },
    phases: { p: { degree: 2 } },
  },
)

const dims = (...names: string[]) => names.map((name) => ({ name, size: 2 }))

/** A candidate of which every word about types is known on some node: a norm reads summands, another one slices. */
const typed = observe(
  candidateOf(
    [
      {
        ...{ id: 'enter', op: 'input', devices: [0, 1] },
        outputs: [
          { name: 'ids', dims: dims('seq') },
          { name: 'positions', dims: dims('seq') },
        ],
      },
      {
        ...{ id: 'look', op: 'embedding', devices: [0, 1], inputs: [{ name: 'ids' }] },
        weights: [{ name: 'table', dims: dims('vocab', 'hidden'), slices: { vocab: ['0', '1'] } }],
        outputs: [{ name: 'sum', dims: dims('seq', 'hidden'), placement: { tp: 'R' } }],
      },
      {
        ...{ id: 'norm', op: 'norm', devices: [0, 1], inputs: [{ name: 'sum' }] },
        weights: [{ name: 'scale', dims: dims('hidden'), slices: { hidden: ['0', '1'] } }],
        outputs: [{ name: 'normed', dims: dims('seq', 'hidden') }],
      },
      {
        ...{ id: 'again', op: 'norm', devices: [0, 1], inputs: [{ name: 'sum' }] },
        weights: [{ name: 'scale', dims: dims('hidden') }],
        outputs: [{ name: 'other', dims: dims('seq', 'hidden') }],
      },
      {
        ...{ id: 'wide', op: 'embedding', devices: [0, 1], inputs: [{ name: 'ids' }] },
        weights: [{ name: 'halves', dims: dims('vocab', 'hidden'), slices: { hidden: ['0', '1'] } }],
        outputs: [{ name: 'half', dims: dims('seq', 'hidden') }],
      },
      {
        ...{ id: 'most', op: 'row_max', devices: [0, 1], inputs: [{ name: 'half' }] },
        outputs: [{ name: 'largest', dims: dims('seq') }],
      },
      {
        ...{ id: 'power', op: 'exponential', devices: [0, 1], inputs: [{ name: 'largest' }] },
        outputs: [{ name: 'powers', dims: dims('seq') }],
      },
      { id: 'odd', op: 'no such operation', devices: [0, 1], inputs: [{ name: 'other' }] },
    ],
    [
      ['enter', 'look'],
      ['look', 'norm'],
      ['look', 'again'],
      ['again', 'odd'],
      ['enter', 'wide'],
      ['wide', 'most'],
      ['most', 'power'],
    ],
    { meshes: { all: { axes: [{ name: 'tp', size: 2 }], devices: [0, 1] } } },
  ),
  loadBase('generated'),
)

test('every word of the vocabulary is measured, with its type', () => {
  for (const scope of Object.keys(vocabulary) as Scope[]) {
    for (const [name, { type }] of Object.entries(vocabulary[scope])) {
      const ofTypes = typed.tables[scope].column(name).values
      const known = [...column(full, scope, name), ...ofTypes].find((value) => value !== undefined)
      const kind = Array.isArray(known) ? 'list' : typeof known
      const expected = {
        text: 'string',
        integer: 'number',
        number: 'number',
        truth: 'boolean',
        list: 'list',
      }[type]
      assert.is(kind, expected, `${scope}.${name}`)
    }
  }
})

test('every column has a code for every row, and its values are distinct', () => {
  fc.assert(
    fc.property(randomCandidate(), (candidate) => {
      const { tables } = observe(candidate)
      for (const scope of Object.keys(vocabulary) as Scope[]) {
        for (const name of Object.keys(vocabulary[scope])) {
          const { codes, values } = tables[scope].column(name)
          assert.is(codes.length, tables[scope].size)
          assert.ok(
            [...codes].every((code) => code >= -1 && code < values.length),
            `${scope}.${name}`,
          )
          assert.is(
            new Set(values.map((value) => JSON.stringify(value))).size,
            values.length,
            `${scope}.${name}`,
          )
        }
      }
    }),
  )
})

test('subjects gather the nodes that name them', () => {
  fc.assert(
    fc.property(randomCandidate(), (candidate) => {
      const { tables } = observe(candidate)
      for (const scope of ['phase', 'stage', 'layer', 'group', 'plan'] as const) {
        const { table, rows } = tables.node.related(scope)!
        assert.is(table, tables[scope])
        for (let row = 0; row < table.size; row++) {
          const members = candidate.nodes.flatMap((_, v) => (rows[v] === row ? [v] : []))
          assert.equal([...table.members(row)], members)
        }
      }
      candidate.nodes.forEach(({ phase, layer }, v) => {
        const row = tables.node.related('layer')!.rows[v]!
        assert.is(row >= 0, layer !== undefined)
        if (row < 0) return
        assert.equal(
          [column(candidate, 'layer', 'number')[row], column(candidate, 'layer', 'phase')[row]],
          [layer, phase],
        )
      })
      for (let row = 0; row < tables.device.size; row++) {
        const device = Number(tables.device.name(row).split(' ')[1])
        const members = candidate.nodes.flatMap(({ devices }, v) => (devices?.includes(device) ? [v] : []))
        assert.equal([...tables.device.members(row)], members)
      }
    }),
  )
})

test('layers know the first and last of their phase, and what is missing between', () => {
  const nodes = [4, 1, 2].map((layer) => ({ id: `p${layer}`, phase: 'p', layer }))
  const candidate = candidateOf([...nodes, { id: 'q', phase: 'q', layer: 7 }, { id: 'r', layer: 9 }], [])
  assert.equal(column(candidate, 'layer', 'number'), [9, 1, 2, 4, 7])
  assert.equal(column(candidate, 'layer', 'first'), [true, true, false, false, true])
  assert.equal(column(candidate, 'layer', 'last'), [true, false, false, true, true])
  assert.equal(column(candidate, 'plan', 'layerGaps'), [[3, 5, 6, 8]])
  assert.is(observe(candidate).tables.layer.name(1), 'p layer 1')
  assert.is(observe(candidate).tables.layer.name(0), 'layer 9')
})

test('nodes without a phase belong to the only phase of the document', () => {
  const nodes = [{ id: 'a' }, { id: 'b', phase: 'q' }]
  assert.equal(column(candidateOf(nodes, [], { phases: { p: {} } }), 'node', 'phase'), ['p', 'q'])
  assert.equal(column(candidateOf(nodes, [], { phases: { p: {}, q: {} } }), 'node', 'phase'), [
    undefined,
    'q',
  ])
})

test('given words are read from sections, strategies and attributes', () => {
  assert.equal(column(full, 'plan', 'model.size'), [5])
  assert.equal(column(full, 'phase', 'degree'), [2])
  assert.equal(column(full, 'plan', 'model.other'), [undefined])
  const candidate = candidateOf(
    [{ id: 'a', attributes: { shard: 'row' } }, { id: 'b' }],
    [{ from: 'a', to: 'b', attributes: { dashed: true } }],
  )
  assert.equal(column(candidate, 'node', 'shard'), ['row', undefined])
  assert.equal(column(candidate, 'edge', 'dashed'), [true])
  assert.equal(column(candidate, 'node', 'constructor'), [undefined, undefined])
  assert.equal(column(full, 'plan', 'problemLine'), [7])
  assert.is(observe(full).tables.plan.line(0), 7)
})

test('the kind of graph follows from what most nodes are', () => {
  const kind = (...args: Parameters<typeof candidateOf>) => column(candidateOf(...args), 'plan', 'kind')[0]
  const device = (id: string) => ({ id, attributes: { drawsDevice: true } })
  assert.is(kind([{ id: 'a', op: 'x' }, { id: 'b' }], [['a', 'b']]), 'dataflow')
  assert.is(kind([{ id: 'a', op: 'x' }, { id: 'b' }], []), 'sketch')
  assert.is(kind([{ id: 'a' }, { id: 'b' }], [['a', 'b']]), 'sketch')
  assert.is(kind([device('a'), device('b'), { id: 'c', op: 'x' }], [['a', 'b']]), 'device-map')
  assert.is(kind([device('a'), { id: 'c', op: 'x' }], [['a', 'c']]), 'dataflow')
})

test('groups and tensors are named as a reader writes them', () => {
  const { group, tensor } = observe(
    candidateOf(
      [
        { id: 'a', group: [0, 1, 2, 3, 8, 'x'] },
        { id: 'b', group: [4, 5] },
      ],
      [],
    ),
  ).tables
  assert.is(group.name(0), 'group {0-3, 8, x}')
  assert.is(group.name(1), 'group {4, 5}')
  assert.is(tensor.size, 0)
  assert.equal(column(full, 'tensor', 'producers'), [0, 1])
  assert.equal(column(full, 'tensor', 'consumers'), [1, 1])
  assert.equal(column(full, 'tensor', 'shapes'), [['[h=1]'], ['[h=1]']])
})

test.run()
