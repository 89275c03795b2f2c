// The JSON Schema of plan documents with the words of a base, for editors and for `kb schema plan`.
import type { Word } from '../../knowledge/base.js'

export interface Schema {
  readonly [key: string]: unknown
}

/** What the grammar says where any words may stand. */
const anyWords = '#/definitions/words'

const types: Readonly<Record<Word['type'], Schema>> = {
  number: { type: 'number' },
  integer: { type: 'integer' },
  text: { type: 'string' },
  truth: { type: 'boolean' },
  list: { type: 'array', items: { type: ['string', 'number'] } },
}

/** Where a document gives words: the part of the grammar, the scope of its words and the prefix that it leaves out. */
const places = [
  { path: ['properties', 'model'], scope: 'plan', prefix: 'model.' },
  { path: ['properties', 'cluster'], scope: 'plan', prefix: 'cluster.' },
  { path: ['properties', 'workload'], scope: 'plan', prefix: 'workload.' },
  { path: ['properties', 'strategy'], scope: 'phase', prefix: '' },
  { path: ['definitions', 'node'], scope: 'node', prefix: '' },
  { path: ['definitions', 'edge'], scope: 'edge', prefix: '' },
] as const

/** The schema of the grammar folder with the words that a document may give in place of any words. */
export function planSchema(grammar: Schema, words: readonly Word[], note: string): Schema {
  const given = words.filter(({ origin }) => origin === 'given' || origin === 'recognised')
  let schema: Schema = { $comment: note, ...grammar }
  for (const { path, scope, prefix } of places) {
    const name = `${path[1]}Words`
    const fitting = given.filter((word) => word.scope === scope && word.name.startsWith(prefix))
    const [group, part] = path
    const members = schema[group] as Schema
    const narrowed = retarget(members[part], `#/definitions/${name}`)
    schema = { ...schema, [group]: { ...members, [part]: narrowed } }
    const definitions = schema['definitions'] as Schema
    schema = { ...schema, definitions: { ...definitions, [name]: wordsSchema(fitting, prefix) } }
  }
  return schema
}

function wordsSchema(words: readonly Word[], prefix: string): Schema {
  const properties = words.map((word) => [word.name.slice(prefix.length), wordSchema(word)])
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) }
}

/** What a document may write for a word. */
export function wordSchema({ type, unit, values, minimum, maximum, description }: Word): Schema {
  return {
    ...types[type],
    ...(values === undefined || type === 'list' ? {} : { enum: values }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    description: unit === '1' ? description : `${description} Unit: ${unit}.`,
  }
}

/** A copy in which every reference to any words leads to `target`. */
function retarget(value: unknown, target: string): unknown {
  if (Array.isArray(value)) return value.map((item) => retarget(item, target))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    key === '$ref' && item === anyWords ? target : retarget(item, target),
  ])
  return Object.fromEntries(entries)
}
