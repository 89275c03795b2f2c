// Recognised values become fields of nodes and edges; a value of the wrong type for its field is dropped.
import type { CandidateEdge, CandidateNode, TensorUse } from '../candidate.js'
import type { FieldValue } from './readers.js'

const texts = ['title', 'op', 'phase', 'dtype'] as const
const integers = ['layer', 'stage', 'microbatch', 'step'] as const
const places = ['devices', 'group'] as const
const tensors = [
  ['input', 'inputs'],
  ['output', 'outputs'],
] as const

type Attribute = string | number | boolean | readonly (string | number)[]
type Fields = ReadonlyMap<string, FieldValue>
type Open<T> = { -readonly [K in keyof T]: T[K] }

/** The node with its recognised fields; those that the candidate form has no field for become attributes. */
export function fillNode(node: CandidateNode, fields: Fields): CandidateNode {
  const filled: Open<CandidateNode> = { ...node }
  for (const field of texts) {
    const value = fields.get(field)
    if (typeof value === 'string') filled[field] = value
  }
  for (const field of integers) {
    const value = fields.get(field)
    if (Number.isSafeInteger(value)) filled[field] = value as number
  }
  for (const field of places) {
    const value = fields.get(field)
    if (value !== undefined && isPlaces(value)) filled[field] = value
  }
  for (const [word, field] of tensors) {
    const value = fields.get(word)
    if (value !== undefined && isTensors(value)) filled[field] = value
  }
  return withAttributes(filled, fields, known)
}

const known: ReadonlySet<string> = new Set([
  ...texts,
  ...integers,
  ...places,
  ...tensors.map(([word]) => word),
])

/** The edge with its recognised fields, all of which are attributes. */
export function fillEdge(edge: CandidateEdge, fields: Fields): CandidateEdge {
  return withAttributes(edge, fields, new Set())
}

/** Whether a value can be a word of the plan. */
export function isSection(value: FieldValue): value is Attribute {
  return !Array.isArray(value) || isPlaces(value)
}

function withAttributes<T extends { readonly attributes?: Readonly<Record<string, Attribute>> }>(
  subject: T,
  fields: Fields,
  except: ReadonlySet<string>,
): T {
  const attributes: Record<string, Attribute> = Object.create(null)
  let any = false
  for (const [field, value] of fields) {
    if (except.has(field) || !isSection(value)) continue
    attributes[field] = value
    any = true
  }
  return any ? { ...subject, attributes } : subject
}

function isPlaces(value: FieldValue): value is readonly (string | number)[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object')
}

function isTensors(value: FieldValue): value is readonly TensorUse[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'object')
}
