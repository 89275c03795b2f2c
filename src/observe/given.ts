// Facts of one subject stated outright, as the examples on pages do: no candidate, no measuring.
import type { Base, Scope } from '../knowledge/base.js'
import type { Relation, Scalar, Value } from '../knowledge/expression.js'
import type { Column, Facts, SubjectTable } from './facts.js'
import { buildGraph } from './graph.js'
import { lazy, subjectTable } from './table.js'

/** Values by the names that a rule uses: `tpa`, `model.attentionHeads`, `from.devices`. */
export type GivenValues = Readonly<Record<string, Scalar | readonly Scalar[]>>

const scopes: readonly Scope[] = [
  'plan',
  'phase',
  'stage',
  'layer',
  'group',
  'device',
  'tensor',
  'node',
  'edge',
  'cycle',
  'deployment',
]
const ends: readonly Relation[] = ['from', 'to']

/** A subject that values are given of: a row of a scope's table. */
interface Holder {
  readonly scope: Scope
  readonly row: number
}

/** Where the value of a name belongs, for a rule of the given scope, and the word that it is there. */
function holderOf(name: string, scope: Scope): Holder & { readonly word: string } {
  const dot = name.indexOf('.')
  const head = name.slice(0, Math.max(dot, 0))
  const word = name.slice(dot + 1)
  if (dot < 0 || head === 'self') return { scope, row: 0, word }
  if (scope === 'edge' && ends.includes(head as Relation))
    return { scope: 'node', row: head === 'from' ? 0 : 1, word }
  if (scopes.includes(head as Scope)) return { scope: head as Scope, row: 0, word }
  return { scope: 'plan', row: 0, word: name }
}

/**
 * One subject of a scope with its values, and one of every scope that it may lie in; what is not given is unknown.
 * An edge has two nodes and joins them.
 */
export function factsFromValues(scope: Scope, values: GivenValues): Facts {
  const given = new Map<string, Map<string, Value>>()
  for (const [name, value] of Object.entries(values)) {
    const holder = holderOf(name, scope)
    const key = `${holder.scope} ${holder.row}`
    given.set(key, (given.get(key) ?? new Map<string, Value>()).set(holder.word, value))
  }
  const nodes = scope === 'edge' ? 2 : 1
  const tables = {} as Record<Scope, SubjectTable>
  for (const own of scopes) {
    const size = own === 'node' ? nodes : 1
    const rows = Array.from({ length: size }, (_, row) => given.get(`${own} ${row}`))
    tables[own] = subjectTable({
      scope: own,
      size,
      columns: {},
      given: (word) => columnOfWord(rows.map((row) => row?.get(word))),
      name: (row) => nameOf(rows[row]) ?? own,
      related: relationsFrom(own, size, tables),
      members: () => Int32Array.from({ length: nodes }, (_, node) => node),
    })
  }
  const joined = scope === 'edge' ? 1 : 0
  const tail = new Int32Array(joined)
  const head = new Int32Array(joined).fill(1)
  return { tables, graph: buildGraph(nodes, { tail, head }) }
}

/**
 * Given values of words that formulas derive, by `scope.word`, or as `model.layers` for words with a section: they stand
 * in where a formula lacks its own words.
 */
export function givenDerived(scope: Scope, values: GivenValues, base: Base): Readonly<Record<string, Value>> {
  const derived = new Set(base.formulas.map((formula) => assumedAs(formula.scope, formula.id)))
  const found = Object.entries(values).map(([name, value]): [string, Value] => {
    const holder = holderOf(name, scope)
    return [assumedAs(holder.scope, holder.word), value]
  })
  return Object.fromEntries(found.filter(([name]) => derived.has(name)))
}

const assumedAs = (scope: Scope, word: string): string => (word.includes('.') ? word : `${scope}.${word}`)

function columnOfWord(values: readonly Value[]): Column {
  return { codes: Int32Array.from(values, (value, row) => (value === undefined ? -1 : row)), values }
}

function nameOf(row: ReadonlyMap<string, Value> | undefined): string | undefined {
  const name = row?.get('id') ?? row?.get('name')
  return name === undefined ? undefined : String(name)
}

function relationsFrom(own: Scope, size: number, tables: Readonly<Record<Scope, SubjectTable>>) {
  const to = (scope: Scope, row: number) =>
    lazy(() => ({ table: tables[scope], rows: new Int32Array(size).fill(row) }))
  const wider = scopes.filter((scope) => scope !== own && scope !== 'edge' && scope !== 'node')
  const related: Partial<Record<Relation, ReturnType<typeof to>>> = Object.fromEntries(
    wider.map((scope) => [scope, to(scope, 0)]),
  )
  if (own === 'edge') return { ...related, from: to('node', 0), to: to('node', 1) }
  return own === 'tensor' ? { ...related, node: to('node', 0) } : related
}
