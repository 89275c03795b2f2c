// Tables of the base, as launches are read by them: rows by key, and cells as what they hold.
import type { Base, Table } from '../../knowledge/base.js'

export type Row = Table['rows'][string]

/** The rows of a table by key; none where the base has no such table. */
export function rowsOf(base: Base, id: string): Readonly<Record<string, Row>> {
  return base.tables.find((table) => table.id === id)?.rows ?? {}
}

/** The text of a cell; undefined where it is empty. */
export function textOf(row: Row, column: string): string | undefined {
  const value = Object.hasOwn(row, column) ? row[column] : undefined
  return value === undefined || typeof value === 'object' ? undefined : String(value)
}

/** The texts of a list cell. */
export function listOf(row: Row, column: string): readonly string[] {
  const value = Object.hasOwn(row, column) ? row[column] : undefined
  return Array.isArray(value) ? value.map(String) : []
}

/** What is derived of a base or a table once and then kept. */
export function kept<Key extends object, Value>(derive: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = derive(key)
    known.set(key, value)
    return value
  }
}
