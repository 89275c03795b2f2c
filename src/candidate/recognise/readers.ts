// How the value of a pattern's row becomes the value of a field: the `as` of a pattern table.
import type { PatternTable, Table } from '../../knowledge/base.js'
import type { TensorUse } from '../candidate.js'
import { carriedIn } from './carried.js'
import { readTensors } from './dimensions.js'
import { type Rename, readDevices } from './ranges.js'

export type FieldValue = string | number | boolean | readonly (string | number)[] | readonly TensorUse[]

/** Reads a value; undefined when it can't be read, and the next row is tried. */
export type Reader = (text: string) => FieldValue | undefined

/** Canonical names, by what is named: devices and dimensions. */
export interface Names {
  readonly device: Rename
  readonly dimension: Rename
  /** The table of facts of an id, where the base has it. */
  readonly table: (id: string) => Table | undefined
}

/** The reader of a pattern table's `as`, or undefined when there is none of that name. */
export function readerOf(
  { as, table }: Pick<PatternTable, 'as' | 'table'>,
  names: Names,
): Reader | undefined {
  switch (as) {
    case 'key':
    case 'rest':
      return carriedReader(as, names.table(table ?? ''))
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

/** The row that the text names, or what the text says beside its name. */
function carriedReader(as: 'key' | 'rest', table: Table | undefined): Reader {
  return (text) => (table === undefined ? undefined : carriedIn(text, table)?.[as])
}

function readNumber(text: string): number | undefined {
  const value = /^\s*-?\d/.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

function readList(text: string): readonly string[] | undefined {
  const items = text.split(',').flatMap((item) => item.trim() || [])
  return items.length === 0 ? undefined : items
}
