// A naive judge, subject by subject: no columns, no classes, no json-rules-engine. It shares the form of expressions and
// the meaning of single operators with the real one, and is compared with it for ever.
import type { Base, Rule, Scope } from '../src/knowledge/base.js'
import type { Expression, Relation, Target, Value } from '../src/knowledge/expression.js'
import { applyOperator } from '../src/knowledge/operators.js'

export interface Subject {
  readonly scope: Scope
  readonly row: number
}

/** A candidate as plain objects. */
export interface World {
  readonly subjects: Readonly<Record<Scope, readonly Readonly<Record<string, Value>>[]>>
  readonly edges: readonly (readonly [from: number, to: number])[]
  relate(subject: Subject, relation: Relation): Subject | undefined
  members(subject: Subject): readonly number[]
}

export type Verdict = 'blocked' | 'notApplicable' | 'notAssessed' | 'broken' | 'passed'

export function createOracle(world: World, base: Base) {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const node = (row: number): Subject => ({ scope: 'node', row })

  function value(expression: Expression, at: Subject): Value {
    if (expression.op === 'literal') return expression.value
    if (expression.op === 'call')
      return applyOperator(
        expression.name,
        expression.args.map((arg) => value(arg, at)),
      )
    if (expression.op === 'lookup') {
      const { rows = {}, aliases = {} } = base.tables.find(({ id }) => id === expression.table) ?? {}
      const key = String(value(expression.key, at))
      return rows[key in rows ? key : (aliases[key] ?? '')]?.[expression.column]
    }
    const there =
      expression.of === 'self' || expression.of === at.scope ? at : world.relate(at, expression.of)
    if (there === undefined) return undefined
    switch (expression.op) {
      case 'word': {
        const formula = base.formulas.find((f) => f.scope === there.scope && f.id === expression.name)
        if (formula) return value(formula.expression, there)
        const word = base.words.find((w) => w.scope === there.scope && w.name === expression.name)
        const said = world.subjects[there.scope][there.row]![expression.name]
        return said === undefined && word?.fallback ? value(word.fallback, there) : said
      }
      case 'selector':
        return value(base.selectors.find((s) => s.name === expression.name)!.expression, there)
      case 'members':
        return ofMembers(expression, world.members(there))
      case 'path':
        return ofPaths(expression, there.row)
    }
  }

  function ofMembers(
    { method, target, word }: Extract<Expression, { op: 'members' }>,
    members: readonly number[],
  ): Value {
    const truths = members.map((row) => value(target.selector, node(row)))
    const isUnknown = truths.some((truth) => typeof truth !== 'boolean')
    if (method === 'some') return truths.includes(true) || (isUnknown ? undefined : false)
    if (method === 'every') return truths.includes(false) ? false : isUnknown ? undefined : true
    if (method === 'count') return isUnknown ? undefined : truths.filter((truth) => truth === true).length
    const found = members
      .filter((_, i) => truths[i] === true)
      .map((row) => value({ op: 'word', of: 'self', name: word! }, node(row)))
    const values = new Set(found.flat().filter((v) => v !== undefined))
    const numbers = [...values].filter((v) => typeof v === 'number').sort((a, b) => a - b)
    return [...numbers, ...[...values].filter((v) => typeof v === 'string').sort()]
  }

  /** Whether a node is what a target seeks for the asking node: true, false or unknown. */
  function fits(target: Target | undefined, asking: number, row: number): boolean | undefined {
    if (target === undefined) return false
    const truth = value(target.selector, node(row))
    // A key is one tuple: where a part of it is unknown, all of it is.
    const [own, other] = [asking, row].map((at) =>
      target.same.map((name) => value({ op: 'word', of: 'self', name }, node(at))),
    )
    const isSame = [...own!, ...other!].includes(undefined) ? undefined : same(own, other)
    return applyOperator('&&', [typeof truth === 'boolean' ? truth : undefined, isSame]) as
      | boolean
      | undefined
  }

  function ofPaths(
    { method, targets: [sought, stop] }: Extract<Expression, { op: 'path' }>,
    asking: number,
  ): Value {
    const forward = ['followedBy', 'reaches', 'successors'].includes(method)
    const steps = (row: number) =>
      world.edges.flatMap(([a, b]) => (forward ? (a === row ? [b] : []) : b === row ? [a] : []))
    if (method === 'predecessors' || method === 'successors') {
      const truths = [...new Set(steps(asking))]
        .filter((row) => row !== asking)
        .map((row) => fits(sought, asking, row))
      return truths.includes(undefined) ? undefined : truths.filter((truth) => truth === true).length
    }
    const finds = (isHit: (row: number) => boolean, isStop: (row: number) => boolean): boolean => {
      const seen = new Set<number>()
      const queue = steps(asking)
      for (const row of queue) {
        if (seen.has(row) || isStop(row)) continue
        if (isHit(row)) return true
        seen.add(row)
        queue.push(...steps(row))
      }
      return false
    }
    const surely = finds(
      (row) => fits(sought, asking, row) === true,
      (row) => fits(stop, asking, row) !== false,
    )
    const possibly = finds(
      (row) => fits(sought, asking, row) !== false,
      (row) => fits(stop, asking, row) === true,
    )
    return surely || (possibly ? undefined : false)
  }

  /** Everything whose failure counts for a subject: itself, what it lies in, its ends, the cycles around it. */
  function around(at: Subject): Subject[] {
    const relations: Relation[] = ['plan', 'phase', 'stage', 'layer', 'group', 'device', 'node', 'from', 'to']
    const wider = relations.flatMap((relation) => world.relate(at, relation) ?? [])
    const ends = wider.filter((w) => at.scope === 'edge' && w.scope === 'node').flatMap(around)
    const cycles = world.subjects.cycle.map((_, row): Subject => ({ scope: 'cycle', row }))
    return [
      at,
      ...wider,
      ...ends,
      ...cycles.filter((c) => at.scope === 'node' && world.members(c).includes(at.row)),
    ]
  }

  function fails(id: string, near: readonly Subject[]): boolean {
    const rule = base.rules.find((r) => r.id === id)!
    return near.some((at) => at.scope === rule.scope && ['broken', 'blocked'].includes(decide(rule, at)))
  }

  function decide(rule: Rule, at: Subject): Verdict {
    if (rule.requires.some((id) => fails(id, around(at)))) return 'blocked'
    const when = rule.when.map((clause) => value(clause.expression, at))
    const must = rule.must.map((clause) => value(clause.expression, at))
    if (when.includes(false)) return 'notApplicable'
    if (when.some((truth) => truth !== true)) return 'notAssessed'
    if (must.includes(false)) return 'broken'
    return must.every((truth) => truth === true) ? 'passed' : 'notAssessed'
  }

  return { decide, value }
}
