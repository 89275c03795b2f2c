import type { Table } from './base.js'
import type { Value } from './expression.js'

/** A name as tables with aliases compare it: letters of one case, and words joined by single dashes. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '-')
}

/** The value of a column in the row of a key or of its alias; unknown where the table has no such row or no such value. */
export function factAt(table: Table | undefined, key: Value, column: string): Value {
  if (table === undefined || key === undefined || typeof key === 'object') return undefined
  const row = rowOf(table, String(key))
  return row !== undefined && Object.hasOwn(row, column) ? row[column] : undefined
}

function rowOf({ rows, aliases }: Table, key: string): Table['rows'][string] | undefined {
  if (Object.hasOwn(rows, key)) return rows[key]
  if (aliases === undefined) return undefined
  const name = plainName(key)
  return Object.hasOwn(aliases, name) ? rows[aliases[name]!] : undefined
}
