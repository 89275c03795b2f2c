// Many variations of one candidate as facts of one: the subjects of each stand behind each other in the same tables, so that
// a rule is decided on all of them by one look at its columns.
import type { Scope } from '../knowledge/base.js'
import type { Relation, Value } from '../knowledge/expression.js'
import { Dictionary } from './columns.js'
import type { Column, Facts, SubjectTable } from './facts.js'
import { int32s } from './flat.js'
import { subjectTable } from './table.js'

/** Other values for what a candidate says: by scope and word, for all subjects of the scope or those of one name. Undefined makes a word unknown. */
export interface Variation {
  readonly words: Readonly<Partial<Record<Scope, Readonly<Record<string, Value>>>>>
  /** Names of the subjects that the words of scope phase are changed on; all when absent. */
  readonly phases?: readonly string[]
}

const NOBODY = new Int32Array(0)

/** Without nodes, subjects lie in nothing but the plan and its phases. */
const relatedScopes: readonly Relation[] = ['plan', 'phase']

/**
 * The facts of a candidate without nodes, once for each variation: row r of a table of n subjects is subject r % n of
 * variation floor(r / n).
 * @throws RangeError when the candidate has nodes: their graph cannot be repeated like a column
 */
export function varied(facts: Facts, variations: readonly Variation[]): Facts {
  if (facts.graph.nodes > 0) throw new RangeError('only a candidate without nodes can be varied')
  const built = new Map<Scope, SubjectTable>()
  const tables = {} as Record<Scope, SubjectTable>
  const changes = changedWords(variations)
  const table = (scope: Scope): SubjectTable => {
    const known = built.get(scope)
    if (known !== undefined) return known
    const made = repeated(facts.tables[scope], variations, changes.get(scope), table)
    built.set(scope, made)
    return made
  }
  for (const scope of Object.keys(facts.tables) as Scope[]) {
    Object.defineProperty(tables, scope, { enumerable: true, get: () => table(scope) })
  }
  return { tables, graph: facts.graph }
}

/** By scope, the words that some variation changes. */
function changedWords(variations: readonly Variation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const changes = new Map<string, Set<string>>()
  for (const { words } of variations)
    for (const [scope, given] of Object.entries(words)) {
      const names = changes.get(scope) ?? new Set()
      for (const name in given) names.add(name)
      changes.set(scope, names)
    }
  return changes
}

function repeated(
  table: SubjectTable,
  variations: readonly Variation[],
  changes: ReadonlySet<string> | undefined,
  tableOf: (scope: Scope) => SubjectTable,
): SubjectTable {
  const { scope, size } = table
  const times = variations.length
  return subjectTable({
    scope,
    size: size * times,
    columns: {},
    given: (word) => {
      const column = table.column(word)
      if (!changes?.has(word)) return { codes: repeatedCodes(column.codes, times), values: column.values }
      return changed(table, word, variations)
    },
    name: (row) => table.name(row % size),
    related: relationsOf(table, times, tableOf),
    members: () => NOBODY,
  })
}

function changed(table: SubjectTable, word: string, variations: readonly Variation[]): Column {
  const { scope, size } = table
  const { codes, values } = table.column(word)
  const dictionary = new Dictionary()
  const own = Array.from(codes, (code) => dictionary.code(code < 0 ? undefined : values[code]))
  const changedCodes = int32s(size * variations.length)
  variations.forEach(({ words, phases }, variation) => {
    const given = words[scope] ?? {}
    const code = Object.hasOwn(given, word) ? dictionary.code(given[word]) : undefined
    for (let row = 0; row < size; row++) {
      const isMeant = code !== undefined && (scope !== 'phase' || (phases?.includes(table.name(row)) ?? true))
      changedCodes[variation * size + row] = isMeant ? code : own[row]!
    }
  })
  return { codes: changedCodes, values: dictionary.values }
}

function repeatedCodes(codes: Int32Array, times: number): Int32Array {
  const repeated = int32s(codes.length * times)
  for (let row = 0; row < repeated.length; row++) repeated[row] = codes[row % codes.length]!
  return repeated
}

/** What a subject is related to stands in the same variation. */
function relationsOf(
  table: SubjectTable,
  times: number,
  tableOf: (scope: Scope) => SubjectTable,
): Partial<Record<Relation, () => { table: SubjectTable; rows: Int32Array }>> {
  const relations = relatedScopes.filter((relation) => table.related(relation) !== undefined)
  return Object.fromEntries(
    relations.map((relation) => {
      const related = table.related(relation)!
      const build = () => {
        const rows = int32s(table.size * times)
        for (let variation = 0; variation < times; variation++) {
          related.rows.forEach((row, own) => {
            rows[variation * table.size + own] = row < 0 ? -1 : variation * related.table.size + row
          })
        }
        return { table: tableOf(related.table.scope), rows }
      }
      return [relation, build]
    }),
  )
}
