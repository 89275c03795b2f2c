// Of a list of tensors that does not fit, the member that is to blame.
import { fits, isObject } from './fields.js'

export interface TensorProblem {
  readonly path: readonly (string | number)[]
  readonly value: unknown
  readonly expected: string
}

/** What stands in a tensor, by its keys. */
const EXPECTED: Readonly<Record<string, string>> = {
  name: 'text that is not empty',
  dtype: 'text that is not empty',
  dims: 'a list of dimensions { name, size }, sizes from 0 or as text',
  placement: 'by axis a placement as text, { "tpa": "S(heads)" }',
  slices: 'by dimension ranges of indices such as "0-3,8", one text or a list with one for each device',
  parts: 'by dimension a list of parts { name, size }',
  padding: 'by dimension { from: a whole number from 0, value: "zero" or "minusInfinity" }',
  scales: '{ name, blocks: whole numbers from 1 by dimension, slices, parts: a list of dimensions }',
}

/** The first member of a list of tensors that does not fit; undefined where it is no list of objects or too long. */
export function tensorProblem(list: unknown): TensorProblem | undefined {
  if (!Array.isArray(list)) return undefined
  const at = list.findIndex((tensor) => !fits('tensors', [tensor]))
  const tensor: unknown = list[at]
  if (!isObject(tensor)) return undefined
  const key = Object.keys(tensor).find((one) => !fits('tensors', [{ [one]: tensor[one] }]))
  if (key === undefined) return undefined
  if (!Object.hasOwn(EXPECTED, key))
    return { path: [at, key], value: key, expected: `one of ${Object.keys(EXPECTED).join(', ')}` }
  const expected = EXPECTED[key]!
  const value = tensor[key]
  const inner = isObject(value)
    ? Object.keys(value).find((one) => !fits('tensors', [{ [key]: { [one]: value[one] } }]))
    : undefined
  return inner === undefined
    ? { path: [at, key], value, expected }
    : { path: [at, key, inner], value: (value as Readonly<Record<string, unknown>>)[inner], expected }
}
