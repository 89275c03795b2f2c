// Small candidates and bases for tests, built from plain objects.
import { lowerRule } from '../../src/compile/expression/index.js'
import type { Base, Formula, Rule, Scope, Selector, Word } from '../../src/knowledge/base.js'
import type { Expression, Relation, Value } from '../../src/knowledge/expression.js'
import { expressionText } from '../../src/knowledge/expression-text.js'
import { columnOf } from '../../src/observe/columns.js'
import type { Facts, SubjectTable } from '../../src/observe/facts.js'
import { buildGraph } from '../../src/observe/graph.js'
import { subjectTable } from '../../src/observe/table.js'
import type { Subject, World } from '../oracle.js'

type Words = Readonly<Record<string, Value>>

export interface Toy {
  readonly nodes: readonly Words[]
  readonly edges: readonly (readonly [from: number, to: number])[]
  /** Words of edges and layers; layer i holds the nodes whose word `layer` is i. */
  readonly edgeWords?: readonly Words[]
  readonly layers?: readonly Words[]
  readonly plan?: Words
}

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

export function worldOf(toy: Toy): World {
  const cycles = cyclesOf(toy)
  const subjects = Object.fromEntries(
    scopes.map((scope): [Scope, readonly Words[]] => [scope, []]),
  ) as Record<Scope, readonly Words[]>
  subjects.plan = [{ kind: 'dataflow', format: 'plan', ...toy.plan }]
  subjects.node = toy.nodes
  subjects.edge = toy.edges.map((_, i) => toy.edgeWords?.[i] ?? {})
  subjects.layer = toy.layers ?? []
  subjects.cycle = cycles.map(() => ({}))
  return {
    subjects,
    edges: toy.edges,
    relate(at: Subject, relation: Relation) {
      if (at.scope === 'plan') return undefined
      if (relation === 'plan') return { scope: 'plan', row: 0 }
      const layer = toy.nodes[at.row]?.['layer']
      if (
        at.scope === 'node' &&
        relation === 'layer' &&
        typeof layer === 'number' &&
        layer < subjects.layer.length
      ) {
        return { scope: 'layer', row: layer }
      }
      if (at.scope !== 'edge' || (relation !== 'from' && relation !== 'to')) return undefined
      return { scope: 'node', row: toy.edges[at.row]![relation === 'from' ? 0 : 1] }
    },
    members({ scope, row }) {
      const all = toy.nodes.map((_, node) => node)
      if (scope === 'plan') return all
      if (scope === 'cycle') return cycles[row]!
      return scope === 'layer' ? all.filter((node) => toy.nodes[node]!['layer'] === row) : []
    },
  }
}

/** Sets of more than one node that reach each other. */
function cyclesOf({ nodes, edges }: Toy): readonly (readonly number[])[] {
  const reach = nodes.map((_, start) => {
    const seen = new Set<number>()
    const queue = [start]
    for (const v of queue) {
      for (const [a, b] of edges) {
        if (a !== v || seen.has(b)) continue
        seen.add(b)
        queue.push(b)
      }
    }
    return seen
  })
  const together = nodes.map((_, v) =>
    nodes.map((_, w) => w).filter((w) => w === v || (reach[v]!.has(w) && reach[w]!.has(v))),
  )
  return together.filter((set, v) => set.length > 1 && set[0] === v)
}

/** The same world as the judge sees it. */
export function factsOf(world: World): Facts {
  const tables = {} as Record<Scope, SubjectTable>
  for (const scope of scopes) {
    const rows = world.subjects[scope]
    const relations: Relation[] = ['from', 'to', 'plan', 'phase', 'stage', 'layer', 'group', 'device', 'node']
    const related = relations.flatMap((relation) => {
      const targets = rows.map((_, row) => world.relate({ scope, row }, relation))
      const target = targets.find((t) => t !== undefined)?.scope
      if (target === undefined) return []
      return [
        [
          relation,
          () => ({ table: tables[target], rows: Int32Array.from(targets, (t) => t?.row ?? -1) }),
        ] as const,
      ]
    })
    tables[scope] = subjectTable({
      scope,
      size: rows.length,
      columns: {},
      given: (word) => columnOf(rows.length, (row) => rows[row]![word]),
      name: (row) => `${scope}${row}`,
      related: Object.fromEntries(related),
      members: (row) => Int32Array.from(world.members({ scope, row })),
    })
  }
  const tail = Int32Array.from(world.edges, ([from]) => from)
  const head = Int32Array.from(world.edges, ([, to]) => to)
  return { tables, graph: buildGraph(world.subjects.node.length, { tail, head }) }
}

const place = { page: 'toy.md', line: 1 }

export const word = (name: string, of: Relation = 'self'): Expression => ({ op: 'word', of, name })
export const literal = (value: string | number | boolean | readonly (string | number)[]): Expression => ({
  op: 'literal',
  value,
})
export const call = (name: string, ...args: Expression[]): Expression => ({ op: 'call', name, args })
export const selector = (name: string, of: Relation = 'self'): Expression => ({ op: 'selector', of, name })

export function selectorOf(name: string, expression: Expression): Selector {
  return { name, stratum: '00_toy', text: expressionText(expression), expression, description: '', place }
}

/** A word of numbers. */
export function wordOf(scope: Scope, name: string): Word {
  const word = { scope, name, type: 'number', unit: '1', origin: 'given', stratum: '00_toy' } as const
  return { ...word, preconditions: [], description: '' }
}

/** A word that is another thing where a subject does not say it. */
export function fallbackOf(scope: Scope, name: string, fallback: Expression): Word {
  return { ...wordOf(scope, name), fallback }
}

export function formulaOf(scope: Scope, id: string, expression: Expression): Formula {
  const text = expressionText(expression)
  return {
    id,
    scope,
    type: 'number',
    unit: '1',
    stratum: '00_toy',
    text,
    expression,
    description: '',
    cites: [],
    place,
  }
}

export interface ToyRule extends Partial<Omit<Rule, 'when' | 'must'>> {
  readonly when?: readonly Expression[]
  readonly must: readonly Expression[]
}

export function ruleOf({ when = [], must, ...rest }: ToyRule, selectors: readonly Selector[] = []): Rule {
  const clause = (expression: Expression) => ({ text: expressionText(expression), place, expression })
  return {
    id: 'toy/rule',
    title: 'A toy rule',
    stratum: '00_toy',
    place,
    severity: 'error',
    kind: 'hard',
    scope: 'node',
    requires: [],
    cites: [],
    reason: '',
    message: ['broken on ', { value: 'subject' }],
    messageText: '',
    fixes: [],
    was: [],
    ...rest,
    when: when.map(clause),
    must: must.map(clause),
    ...lowerRule(when, must, new Map(selectors.map((s) => [s.name, s]))),
  }
}

export function baseOf(parts: Partial<Base>): Base {
  const words: readonly Word[] = []
  const strata = [{ id: '00_toy', title: 'Toy' }]
  return {
    digest: '',
    strata,
    words,
    selectors: [],
    formulas: [],
    estimates: [],
    tables: [],
    patterns: [],
    rules: [],
    fixes: [],
    failureModes: [],
    sources: [],
    ...parts,
  }
}
