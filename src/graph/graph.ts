// What reads what in a base: rules, and the words, formulas, selectors and tables that they are made of.
import type { Base, Scope, Word } from '../knowledge/base.js'
import type { Expression, Relation } from '../knowledge/expression.js'

export type NodeKind = 'word' | 'table' | 'formula' | 'selector' | 'rule'

export interface GraphNode {
  /** `rule oven/hot`, `word node.heat`: unique over all kinds. */
  readonly id: string
  readonly kind: NodeKind
  /** How a rule or a page writes it. */
  readonly name: string
  readonly stratum: string
  /** The sentence of a rule, the description of a word. */
  readonly title: string
  /** Of a rule its kind, of a word its origin. */
  readonly sort: string
}

export interface GraphEdge {
  /** The reader, or the rule that requires another one. */
  readonly from: string
  readonly to: string
  readonly kind: 'reads' | 'requires'
}

export interface Graph {
  readonly strata: Base['strata']
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  /** Words, selectors and tables that no rule comes to read. */
  readonly unread: readonly GraphNode[]
}

/** The graph of a base, nodes by stratum, kind and name. What no rule reads, even through others, is set apart. */
export function graphOf(base: Base): Graph {
  const nodes = nodesOf(base)
  const known = new Map(nodes.map((node) => [node.id, node]))
  const edges = edgesOf(base).filter(({ from, to }) => known.has(from) && known.has(to))
  const rules = nodes.filter(({ kind }) => kind === 'rule').map(({ id }) => id)
  const met = reachable(rules, edges, 'from', 'to')
  return {
    strata: base.strata,
    nodes: nodes.filter(({ id }) => met.has(id)),
    edges: edges.filter(({ from }) => met.has(from)),
    unread: nodes.filter(({ id }) => !met.has(id)),
  }
}

/** The part of a graph around some of its nodes: all that they read and all that reads them, through others as well. */
export function around(graph: Graph, focus: readonly string[]): Graph {
  const below = reachable(focus, graph.edges, 'from', 'to')
  const reads = graph.edges.filter(({ kind }) => kind === 'reads')
  const above = reachable(focus, reads, 'to', 'from')
  const edges = graph.edges.filter(
    ({ from, to }) => (below.has(from) && below.has(to)) || (above.has(from) && above.has(to)),
  )
  const nodes = graph.nodes.filter(({ id }) => below.has(id) || above.has(id))
  return { ...graph, nodes, edges, unread: [] }
}

/** The nodes that an argument means: those of that name, else those whose name contains it. */
export function meant(graph: Graph, text: string): readonly GraphNode[] {
  const names = (node: GraphNode) => [node.name, node.id.slice(node.kind.length + 1)]
  const exact = graph.nodes.filter((node) => names(node).includes(text))
  if (exact.length > 0) return exact
  const wanted = text.toLowerCase()
  return graph.nodes.filter((node) => names(node).some((name) => name.toLowerCase().includes(wanted)))
}

function reachable(
  start: readonly string[],
  edges: readonly GraphEdge[],
  near: 'from' | 'to',
  far: 'from' | 'to',
): ReadonlySet<string> {
  const next = new Map<string, string[]>()
  for (const edge of edges) next.set(edge[near], [...(next.get(edge[near]) ?? []), edge[far]])
  const met = new Set(start)
  for (const id of met) for (const other of next.get(id) ?? []) met.add(other)
  return met
}

const kinds: readonly NodeKind[] = ['word', 'table', 'formula', 'selector', 'rule']

function nodesOf({ strata, words, tables, formulas, selectors, rules }: Base): readonly GraphNode[] {
  const node = (kind: NodeKind, id: string, rest: Omit<GraphNode, 'id' | 'kind'>): GraphNode => ({
    id: `${kind} ${id}`,
    kind,
    ...rest,
  })
  const nodes = [
    ...words
      .filter(({ origin }) => origin !== 'derived')
      .map((word) =>
        node('word', `${word.scope}.${word.name}`, {
          name: wordName(word),
          stratum: word.stratum,
          title: word.description,
          sort: word.origin,
        }),
      ),
    ...tables.map(({ id, stratum, rows }) =>
      node('table', id, { name: id, stratum, title: `${Object.keys(rows).length} rows`, sort: 'facts' }),
    ),
    ...formulas.map(({ scope, id, stratum, description }) =>
      node('formula', `${scope}.${id}`, {
        name: wordName({ scope, name: id }),
        stratum,
        title: description,
        sort: 'derived',
      }),
    ),
    ...selectors.map(({ name, stratum, description, text }) =>
      node('selector', name, { name, stratum, title: description || text, sort: 'selector' }),
    ),
    ...rules.map(({ id, stratum, title, kind }) =>
      node('rule', id, { name: id, stratum, title, sort: kind }),
    ),
  ]
  const order = new Map(strata.map(({ id }, index) => [id, index]))
  const place = ({ stratum, kind }: GraphNode) =>
    (order.get(stratum) ?? -1) * kinds.length + kinds.indexOf(kind)
  return nodes.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1))
}

const wordName = ({ scope, name }: Pick<Word, 'scope' | 'name'>): string =>
  name.includes('.') ? name : `${scope}.${name}`

function edgesOf({ rules, formulas, selectors, tables, words }: Base): readonly GraphEdge[] {
  const names: Names = {
    derived: new Set(formulas.map(({ scope, id }) => `${scope}.${id}`)),
    tables: new Set(tables.map(({ id }) => id)),
  }
  const read = (from: string, scope: Scope, expressions: readonly Expression[]): GraphEdge[] => {
    const met = new Set(expressions.flatMap((expression) => [...readsOf(expression, scope, names)]))
    return [...met].sort().map((to) => ({ from, to, kind: 'reads' }))
  }
  return [
    ...words.flatMap(({ scope, name, preconditions }) =>
      preconditions
        .map((other) => `${scope}.${other}`)
        .map((other): GraphEdge => {
          const idOf = (word: string) => `${names.derived.has(word) ? 'formula' : 'word'} ${word}`
          return { from: idOf(`${scope}.${name}`), to: idOf(other), kind: 'reads' }
        }),
    ),
    ...formulas.flatMap(({ scope, id, expression }) => read(`formula ${scope}.${id}`, scope, [expression])),
    ...selectors.flatMap(({ name, expression }) => read(`selector ${name}`, 'node', [expression])),
    ...rules.flatMap(({ id, scope, when, must, requires }) => [
      ...read(
        `rule ${id}`,
        scope,
        [...when, ...must].map(({ expression }) => expression),
      ),
      ...requires.map((other): GraphEdge => ({ from: `rule ${id}`, to: `rule ${other}`, kind: 'requires' })),
    ]),
  ]
}

interface Names {
  readonly derived: ReadonlySet<string>
  readonly tables: ReadonlySet<string>
}

/** Ids of the nodes that an expression over subjects of a scope reads itself. */
function* readsOf(expression: Expression, scope: Scope, names: Names): Iterable<string> {
  const wordId = (of: Scope, name: string) => {
    const word = `${of}.${name}`
    return `${names.derived.has(word) ? 'formula' : 'word'} ${word}`
  }
  switch (expression.op) {
    case 'literal': {
      // A list that came from a table is named `table.set`.
      const table = expression.name?.split('.')[0]
      if (table !== undefined && names.tables.has(table)) yield `table ${table}`
      return
    }
    case 'word':
      yield wordId(scopeOf(expression.of, scope), expression.name)
      return
    case 'lookup':
      yield `table ${expression.table}`
      yield* readsOf(expression.key, scope, names)
      return
    case 'selector':
      yield `selector ${expression.name}`
      return
    case 'call':
      for (const arg of expression.args) yield* readsOf(arg, scope, names)
      return
    case 'path':
    case 'members': {
      const targets = expression.op === 'path' ? expression.targets : [expression.target]
      for (const { selector, same } of targets) {
        yield* readsOf(selector, 'node', names)
        for (const name of same) yield wordId('node', name)
      }
      if (expression.op === 'members' && expression.word !== undefined) yield wordId('node', expression.word)
    }
  }
}

function scopeOf(relation: Relation, own: Scope): Scope {
  if (relation === 'self') return own
  return relation === 'from' || relation === 'to' ? 'node' : relation
}
