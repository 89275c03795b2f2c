import type { PatternTable, Table } from '../../knowledge/base.js'
import type { Rename } from './ranges.js'
import type { Names } from './readers.js'
import { prepareAll, readFirst } from './table.js'

/**
 * The canonical names that tables of the scopes `device` and `dimension` give, where a name without a row keeps itself, and
 * the tables of facts whose rows are found by name.
 */
export function namesOf(tables: readonly PatternTable[], facts: readonly Table[]): Names {
  return {
    device: renameBy(tables, 'device'),
    dimension: renameBy(tables, 'dimension'),
    table: (id) => facts.find((table) => table.id === id),
  }
}

function renameBy(tables: readonly PatternTable[], scope: PatternTable['scope']): Rename {
  const asWritten: Names = { device: (name) => name, dimension: (name) => name, table: () => undefined }
  const recognisers = prepareAll(
    tables.filter((table) => table.scope === scope),
    asWritten,
  )
  return (name) => {
    const names = [name]
    const value = readFirst(recognisers, (source) => (source === 'name' ? names : []))
    return typeof value === 'string' ? value : name
  }
}
