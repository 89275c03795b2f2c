// Names of a small base about a bakery: steps (nodes) of recipes, batches (layers) and deliveries (edges).
import type { Environment, TableShape } from '../../../src/compile/expression/environment.js'
import { compileExpression } from '../../../src/compile/expression/index.js'
import type { Scope, Selector, Word } from '../../../src/knowledge/base.js'
import type { Expression } from '../../../src/knowledge/expression.js'

type Given = Partial<Word> & Pick<Word, 'scope' | 'name' | 'type'>

const given: Given[] = [
  { scope: 'node', name: 'op', type: 'text' },
  { scope: 'node', name: 'finish', type: 'text', values: ['plain', 'glazed'] },
  { scope: 'node', name: 'layer', type: 'integer' },
  { scope: 'node', name: 'hands', type: 'integer', unit: 'bakers', minimum: 1 },
  { scope: 'node', name: 'flour', type: 'number', unit: 'bytes' },
  { scope: 'node', name: 'hot', type: 'truth' },
  { scope: 'node', name: 'ovens', type: 'list' },
  { scope: 'node', name: 'shelf', type: 'list' },
  { scope: 'layer', name: 'size', type: 'integer' },
  { scope: 'layer', name: 'price', type: 'number', unit: 'USD', stratum: '05_sales' },
  { scope: 'edge', name: 'label', type: 'text' },
  { scope: 'plan', name: 'name', type: 'text' },
  { scope: 'plan', name: 'shop.shelves', type: 'integer' },
]

export const words: ReadonlyMap<string, Word> = new Map(
  given.map((word): [string, Word] => [
    `${word.scope}.${word.name}`,
    { unit: '1', origin: 'given', stratum: '01_kitchen', preconditions: [], description: '', ...word },
  ]),
)

const scope = (members: boolean, relations: [string, Scope][]) => ({ members, relations: new Map(relations) })
export const scopes = new Map<Scope, ReturnType<typeof scope>>([
  ['plan', scope(true, [])],
  ['layer', scope(true, [['plan', 'plan']])],
  [
    'node',
    scope(false, [
      ['plan', 'plan'],
      ['layer', 'layer'],
    ]),
  ],
  [
    'edge',
    scope(false, [
      ['plan', 'plan'],
      ['from', 'node'],
      ['to', 'node'],
    ]),
  ],
])

const tables: ReadonlyMap<string, TableShape> = new Map([
  [
    'lexicon',
    {
      stratum: '01_kitchen',
      key: 'op',
      columns: { op: { type: 'text', unit: '1' }, minutes: { type: 'number', unit: 's' } },
      sets: new Map([['heated', ['bake', 'fry']]]),
    },
  ],
])

export const selectors = new Map<string, Selector>()

export const environment = (changes: Partial<Environment> = {}): Environment => ({
  scope: 'node',
  stratum: '01_kitchen',
  strataOrder: ['01_kitchen', '05_sales'],
  scopes,
  words,
  selectors,
  tables,
  expect: 'truth',
  ...changes,
})

/** Compiles an expression that has no problems. */
export function compiled(text: string, changes: Partial<Environment> = {}): Expression {
  const { expression, problems } = compileExpression(text, environment(changes))
  if (expression === undefined) throw new Error(`${text}: ${problems.map((p) => p.message).join('; ')}`)
  return expression
}

for (const [name, text, stratum = '01_kitchen'] of [
  ['heated', 'op in lexicon.heated'],
  ['cooling', "op == 'cool'"],
  ['warm', 'heated || hot && !cooling(self)'],
  ['topLayer', 'layer == plan.shop.shelves', '01_kitchen'],
  ['batchBig', 'layer.size > 3'],
  ['sold', "op == 'sell'", '05_sales'],
] as const) {
  const expression =
    name === 'topLayer' ? compiled('layer == shop.shelves') : compiled(text, { selectorBody: true })
  const place = { page: 'kb/01_kitchen/page.md', line: 1 }
  selectors.set(name, { name, stratum, text, expression, description: '', place })
}
