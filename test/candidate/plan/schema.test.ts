// The field table and `rules/plan.schema.json` say the same.
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { edgeFields, nodeFields } from '../../../src/candidate/plan/fields.js'
import { readPlanDocument } from '../../../src/candidate/plan/index.js'
import { baseOf, word } from './base.js'

const schema = JSON.parse(readFileSync(new URL('../../../rules/plan.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
const base = baseOf(
  word('node', 'shard', 'text'),
  word('edge', 'dashed', 'truth'),
  word('plan', 'model.layers', 'integer'),
)

const name = fc.string({ minLength: 1, maxLength: 3 })
const count = fc.nat({ max: 9 })
const devices = fc.oneof(fc.array(fc.oneof(count, name)), fc.constantFrom('0-7', '3', '0-1,4-5', '0-1, 9'))
const dimension = fc.record({ name, size: fc.oneof(count, name) }, { requiredKeys: [] })
const indices = fc.constantFrom('', '0', '0-7', '0-1,4-5', '0-1, 9', '-', '1e9')
const tensor = fc.record(
  {
    name,
    dims: fc.array(dimension, { maxLength: 3 }),
    dtype: name,
    placement: fc.dictionary(name, name, { maxKeys: 2 }),
    slices: fc.dictionary(name, fc.oneof(indices, fc.array(indices, { maxLength: 2 })), { maxKeys: 2 }),
    parts: fc.dictionary(name, fc.array(dimension, { maxLength: 2 }), { maxKeys: 2 }),
    padding: fc.dictionary(
      name,
      fc.record({ from: fc.oneof(count, name), value: fc.constantFrom('zero', 'one') }, { requiredKeys: [] }),
      { maxKeys: 2 },
    ),
    scales: fc.oneof(
      name,
      fc.record(
        {
          name,
          blocks: fc.dictionary(name, fc.oneof(count, name, fc.constant(1.5)), { maxKeys: 2 }),
          slices: fc.dictionary(name, fc.oneof(indices, fc.array(indices, { maxLength: 2 })), { maxKeys: 2 }),
          parts: fc.array(fc.oneof(name, count), { maxLength: 2 }),
          other: name,
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
)
const tensors = fc.array(tensor, { maxLength: 2 })
const node = fc.record(
  {
    title: fc.string(),
    op: name,
    phase: name,
    layer: count,
    stage: count,
    microbatch: count,
    step: count,
    devices,
    group: devices,
    inputs: tensors,
    outputs: tensors,
    weights: tensors,
    dtype: name,
    attributes: fc.constantFrom({}, { shard: 'row' }),
  },
  { requiredKeys: [] },
)
const edge = fc.oneof(
  fc.record(
    {
      from: name,
      to: name,
      tensor: name,
      label: fc.string(),
      attributes: fc.constantFrom({}, { dashed: true }),
    },
    { requiredKeys: ['from', 'to'] },
  ),
  fc.constantFrom('a -> b', 'a->b->c', 'a', 'a ->', ' -> ', 'a -> -> b', ''),
)
const mesh = fc.record(
  { axes: fc.array(fc.record({ name, size: fc.integer({ min: 1, max: 9 }) })), devices },
  { requiredKeys: ['axes'] },
)
const plan = fc
  .record(
    {
      shardwright: fc.constant('plan/1'),
      title: fc.string(),
      model: fc.constant({ layers: 2 }),
      meshes: fc.dictionary(name, mesh, { maxKeys: 2 }),
      nodes: fc.array(node, { maxLength: 3 }),
      edges: fc.array(edge, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  .map((document) => JSON.parse(JSON.stringify(withIds(document))))

function withIds(document: { nodes?: object[] }): object {
  return document.nodes === undefined
    ? document
    : { ...document, nodes: document.nodes.map((n, i) => ({ id: `n${i}`, ...n })) }
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(-1, 1.5, 2 ** 60, '', null, [], {}, [[]], '0-', '0-7,', 'a-b', ['']),
)

/** Replaces, adds or removes one member somewhere in a document. */
function mutate(document: unknown, place: number, key: string, value: unknown, remove: boolean): unknown {
  const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>
  const holders: Record<string, unknown>[] = []
  const collect = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return
    holders.push(at as Record<string, unknown>)
    for (const inner of Object.values(at)) collect(inner)
  }
  collect(copy)
  const holder = holders[place % holders.length]!
  const keys = Object.keys(holder)
  const member = keys.length > 0 && key === '' ? keys[place % keys.length]! : key
  if (Array.isArray(holder)) {
    if (holder.length > 0) holder[place % holder.length] = value
  } else if (remove) delete holder[member]
  else if (member !== '') holder[member] = value
  return copy
}

/** Whether all problems are of the form: unknown words are the base's matter, and so is what stands in sections. */
test('what the schema refuses has a problem, and what it allows has none', () => {
  const mutation = fc.tuple(
    fc.nat(),
    fc.constantFrom('', '', '', 'extra', 'id', 'from', 'name', 'size', 'layer', 'devices', 'dims'),
    odd,
    fc.boolean(),
  )
  fc.assert(
    fc.property(plan, fc.option(mutation), (document, mutation) => {
      const mutated = mutation === null ? document : mutate(document, ...mutation)
      const sections = mutated as { model?: unknown; nodes?: unknown; edges?: unknown }
      fc.pre(JSON.stringify(sections.model ?? { layers: 2 }) === '{"layers":2}')
      fc.pre(
        !hasOddAttributes(sections.nodes) && !hasOddAttributes(sections.edges) && !hasTwins(sections.nodes),
      )
      const { problems } = readPlanDocument(mutated, 'plan.json', base)
      assert.is(
        problems.length === 0,
        validate(mutated),
        JSON.stringify({ mutated, problems, errors: validate.errors }),
      )
    }),
    { numRuns: 3000 },
  )
})

function hasOddAttributes(list: unknown): boolean {
  const fine = ['{}', '{"shard":"row"}', '{"dashed":true}', undefined]
  return (
    Array.isArray(list) &&
    list.some((item) => {
      const attributes = (item as { attributes?: unknown } | null)?.attributes
      return (
        typeof attributes === 'object' &&
        attributes !== null &&
        !Array.isArray(attributes) &&
        !fine.includes(JSON.stringify(attributes))
      )
    })
  )
}

function hasTwins(list: unknown): boolean {
  const ids = Array.isArray(list) ? list.map((item) => (item as { id?: unknown } | null)?.id) : []
  return new Set(ids).size < ids.length
}

test('the table has the fields of the schema', () => {
  const { node, edge } = schema.definitions
  assert.equal(Object.keys(nodeFields), Object.keys(node.properties))
  assert.equal(Object.keys(edgeFields), Object.keys(edge.anyOf[0].properties))
})

test.run()
