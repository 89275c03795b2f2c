// How the value of a pattern's row becomes the value of a field: the `as` of a pattern table.
import type { TensorUse } from '../candidate.js'
import { readTensors } from './dimensions.js'
import { type Rename, readDevices } from './ranges.js'

export type FieldValue = string | number | boolean | readonly (string | number)[] | readonly TensorUse[]

/** Reads a value; undefined when it can't be read, and the next row is tried. */
export type Reader = (text: string) => FieldValue | undefined

/** Canonical names, by what is named: devices and dimensions. */
export interface Names {
  readonly device: Rename
  readonly dimension: Rename
}

/** The reader of an `as`, or undefined when there is none of that name. */
export function readerOf(as: string, names: Names): Reader | undefined {
  switch (as) {
    case 'text':
      return (text) => text.trim() || undefined
    case 'number':
      return (text) => readNumber(text)
    case 'integer':
      return (text) => (/^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : undefined)
    case 'truth':
      return (text) => (/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined)
    case 'list':
      return readList
    case 'devices':
      return (text) => readDevices(text, names.device)
    case 'dimensions':
      return (text) => readTensors(text, names.dimension)
    default:
      return undefined
  }
}

function readNumber(text: string): number | undefined {
  const value = /^\s*-?\d/.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

function readList(text: string): readonly string[] | undefined {
  const items = text.split(',').flatMap((item) => item.trim() || [])
  return items.length === 0 ? undefined : items
}
