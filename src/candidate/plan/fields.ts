// The fields of nodes and edges and the kinds of value they take: `rules/plan.schema.json` as a table. A million nodes
// are checked against it faster than by a validator that a schema compiles to; a test holds the two together.
import { MOST_DEVICES } from './devices.js'

export type FieldKind = 'name' | 'text' | 'count' | 'devices' | 'tensors' | 'attributes'

const MOST_TENSORS = 256
const MOST_DIMENSIONS = 64

type Fields = Readonly<Record<string, FieldKind>>

const table = (fields: Record<string, FieldKind>): Fields => Object.assign(Object.create(null), fields)

export const nodeFields: Fields = table({
  id: 'name',
  title: 'text',
  op: 'name',
  phase: 'name',
  layer: 'count',
  stage: 'count',
  microbatch: 'count',
  step: 'count',
  devices: 'devices',
  group: 'devices',
  inputs: 'tensors',
  outputs: 'tensors',
  weights: 'tensors',
  dtype: 'name',
  attributes: 'attributes',
})

export const edgeFields: Fields = table({
  from: 'name',
  to: 'name',
  tensor: 'name',
  label: 'text',
  attributes: 'attributes',
})

/** Whether a value is of a kind as it stands. Attributes are only looked at as an object here: their words are the base's. */
export function fits(kind: FieldKind, value: unknown): boolean {
  switch (kind) {
    case 'name':
      return typeof value === 'string' && value !== ''
    case 'text':
      return typeof value === 'string'
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    case 'devices':
      return isListOf(isDevice, value, MOST_DEVICES)
    case 'tensors':
      return isListOf(isTensor, value, MOST_TENSORS)
    case 'attributes':
      return isObject(value)
  }
}

/** What a problem says was expected. */
export const expectedOf: Readonly<Record<FieldKind, string>> = {
  name: 'text that is not empty',
  text: 'text',
  count: 'a whole number from 0',
  devices: `a list of at most ${MOST_DEVICES} devices (whole numbers or names) or a range such as "0-7"`,
  tensors: `a list of at most ${MOST_TENSORS} tensors: { name, dims: [{ name, size }], dtype, placement, slices, parts, padding, scales: { name, blocks, slices, parts } }`,
  attributes: 'an object of words',
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A loop, as `every` costs a call more for each of millions of items. */
function isListOf(isItem: (item: unknown) => boolean, value: unknown, most: number): boolean {
  if (!Array.isArray(value) || value.length > most) return false
  for (let i = 0; i < value.length; i++) if (!isItem(value[i])) return false
  return true
}

function isDevice(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isSafeInteger(value) && value >= 0
    : typeof value === 'string' && value !== ''
}

function isTensor(value: unknown): boolean {
  if (!isObject(value)) return false
  for (const key in value) {
    const member = value[key]
    if (key === 'name' || key === 'dtype') {
      if (!fits('name', member)) return false
    } else if (key === 'dims') {
      if (!isListOf(isDimension, member, MOST_DIMENSIONS)) return false
    } else if (key === 'placement') {
      if (!isPlacement(member)) return false
    } else if (key === 'slices') {
      if (!isObject(member) || !Object.values(member).every(areSlices)) return false
    } else if (key === 'padding') {
      if (!isObject(member) || !Object.values(member).every(isPadding)) return false
    } else if (key === 'scales') {
      if (!isScaleUse(member)) return false
    } else if (key !== 'parts' || !isObject(member) || !Object.values(member).every(areParts)) return false
  }
  return true
}

function isScaleUse(value: unknown): boolean {
  if (!isObject(value)) return false
  for (const key in value) {
    const member = value[key]
    if (key === 'name') {
      if (!fits('name', member)) return false
    } else if (key === 'blocks') {
      if (!isObject(member) || !Object.values(member).every(isBlock)) return false
    } else if (key === 'slices') {
      if (!isObject(member) || !Object.values(member).every(areSlices)) return false
    } else if (key !== 'parts' || !isListOf((one) => fits('name', one), member, MOST_DIMENSIONS)) return false
  }
  return true
}

const isBlock = (value: unknown): boolean => fits('count', value) && value !== 0

/** The grammar of a set of indices; `rules/plan.schema.json` repeats it. */
const INDICES = /^(?:\d{1,9}(?:-\d{1,9})?(?:,\d{1,9}(?:-\d{1,9})?)*)?$/

const isIndices = (value: unknown): boolean => typeof value === 'string' && INDICES.test(value)

const areSlices = (value: unknown): boolean => isIndices(value) || isListOf(isIndices, value, MOST_DEVICES)

function isPadding(value: unknown): boolean {
  if (!isObject(value)) return false
  for (const key in value) if (key !== 'from' && key !== 'value') return false
  const { from, value: filler } = value
  return fits('count', from) && (filler === undefined || filler === 'zero' || filler === 'minusInfinity')
}

const areParts = (value: unknown): boolean => isListOf(isDimension, value, MOST_DIMENSIONS)

function isDimension(value: unknown): boolean {
  if (!isObject(value)) return false
  for (const key in value) {
    const member = value[key]
    if (key === 'name') {
      if (!fits('name', member)) return false
    } else if (key !== 'size' || !isSize(member)) return false
  }
  return true
}

function isSize(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isFinite(value) && value >= 0
    : typeof value === 'string' && value !== ''
}

function isPlacement(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((placement) => fits('name', placement))
}
