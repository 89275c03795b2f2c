// Dictionary-coded columns: each distinct value is kept once, rows hold its number.
import type { Scalar, Value } from '../knowledge/expression.js'
import type { Column } from './facts.js'
import { int32s, mapped } from './flat.js'

/** Numbers distinct values in the order of their first appearance; lists are equal when their items are, in order. */
export class Dictionary {
  readonly values: Value[] = []
  private readonly scalars = new Map<Scalar, number>()
  private readonly singles = new Map<Scalar, number>()
  private readonly lists = new Map<string, number>()

  /** The code of a value; -1 for unknown. NaN is no value. */
  code(value: Value): number {
    if (value === undefined) return -1
    if (typeof value === 'object') return this.listCode(value)
    const found = this.scalars.get(value)
    if (found !== undefined) return found
    const code = this.values.push(value) - 1
    this.scalars.set(value, code)
    return code
  }

  private listCode(list: readonly Scalar[]): number {
    const single = list.length === 1
    const key = single ? list[0]! : listKey(list)
    const known: Map<Scalar, number> = single ? this.singles : (this.lists as Map<Scalar, number>)
    const found = known.get(key)
    if (found !== undefined) return found
    const code = this.values.push(list) - 1
    known.set(key, code)
    return code
  }
}

/** A text that two lists share only when their items are equal, in order. */
export function listKey(list: readonly Scalar[]): string {
  return list.every((item) => typeof item === 'number') ? list.join() : JSON.stringify(list)
}

/** A column from the value of each row. */
export function columnOf(rows: number, valueAt: (row: number) => Value): Column {
  const dictionary = new Dictionary()
  const codes = int32s(rows)
  for (let row = 0; row < rows; row++) codes[row] = dictionary.code(valueAt(row))
  return { codes, values: dictionary.values }
}

/** Lists longer than this are looked up by identity first: readers share the lists of equal ranges. */
const LONG = 64

/** A column of lists as sets; unknown where there is no list. */
export function setColumn(rows: number, listAt: (row: number) => readonly Scalar[] | undefined): Column {
  const dictionary = new Dictionary()
  const long = new Map<readonly Scalar[], number>()
  const codeOf = (list: readonly Scalar[] | undefined): number => {
    if (list === undefined || list.length <= LONG) return dictionary.code(list && asSet(list))
    const known = long.get(list) ?? dictionary.code(asSet(list))
    long.set(list, known)
    return known
  }
  const codes = int32s(rows)
  for (let row = 0; row < rows; row++) codes[row] = codeOf(listAt(row))
  return { codes, values: dictionary.values }
}

/** A column whose values are truths, from a test of each row. */
export function truthColumn(rows: number, test: (row: number) => boolean): Column {
  const codes = int32s(rows)
  for (let row = 0; row < rows; row++) codes[row] = test(row) ? 1 : 0
  return { codes, values: [false, true] }
}

/** A column of whole numbers given as an array. */
export function numberColumn(numbers: Int32Array): Column {
  const codes = int32s(numbers.length)
  const codeOf = new Map<number, number>()
  const values: number[] = []
  let last = Number.NaN
  let lastCode = -1
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!
    if (number !== last) {
      last = number
      const found = codeOf.get(number)
      lastCode = found ?? values.push(number) - 1
      if (found === undefined) codeOf.set(number, lastCode)
    }
    codes[row] = lastCode
  }
  return { codes, values }
}

/** The same rows with each value replaced; equal results share a code. */
export function mapColumn(column: Column, map: (value: Value) => Value): Column {
  const dictionary = new Dictionary()
  const recode = column.values.map((value) => dictionary.code(value === undefined ? undefined : map(value)))
  const codes = mapped(column.codes, (code) => (code < 0 ? -1 : recode[code]!))
  return { codes, values: dictionary.values }
}

/** The value of a row. */
export function valueAt(column: Column, row: number): Value {
  const code = column.codes[row]!
  return code < 0 ? undefined : column.values[code]
}

/** A column of which nothing is known. */
export function unknownColumn(rows: number): Column {
  return { codes: int32s(rows).fill(-1), values: [] }
}

/** Numbers first, in their order, then text by code units. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0
  return typeof a < typeof b ? -1 : 1
}

/** A list as a set: sorted, each item once. The same list where it is that already. */
export function asSet<T extends Scalar>(list: readonly T[]): readonly T[] {
  let ascending = true
  for (let i = 1; i < list.length && ascending; i++) ascending = compareScalars(list[i - 1]!, list[i]!) < 0
  if (ascending) return list
  return [...new Set(list)].sort(compareScalars)
}
