import type { Table } from './base.js'
import type { Value } from './expression.js'

/** The value of a column in the row of a key or of its alias; unknown where the table has no such row or no such value. */
export function factAt(table: Table | undefined, key: Value, column: string): Value {
  if (table === undefined || key === undefined || typeof key === 'object') return undefined
  const row = rowOf(table, String(key))
  return row !== undefined && Object.hasOwn(row, column) ? row[column] : undefined
}

function rowOf({ rows, aliases }: Table, key: string): Table['rows'][string] | undefined {
  if (Object.hasOwn(rows, key)) return rows[key]
  const lower = key.toLowerCase()
  return aliases !== undefined && Object.hasOwn(aliases, lower) ? rows[aliases[lower]!] : undefined
}
