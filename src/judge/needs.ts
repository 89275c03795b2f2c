// Paths cost the most, and most rules do not need them on most nodes. So a rule is first decided with its paths unknown:
// in Kleene logic, what is decided then stays decided. Only the subjects left open ask for their paths.
import type { EngineFact, Rule } from '../knowledge/base.js'
import { UNKNOWN } from '../knowledge/base.js'
import type { Expression } from '../knowledge/expression.js'
import type { SubjectTable } from '../observe/facts.js'
import { bytes } from '../observe/flat.js'
import { type Test, testsOfRule } from './conditions.js'
import { definitionsOf } from './definitions.js'
import type { Evaluator, Path } from './evaluator.js'
import { testOperators } from './test-operators.js'

/** A path that an expression over a table asks for, and which nodes ask it, given the rows that need the expression. */
interface Asked {
  readonly path: Path
  /** Whether `known(…)` is asked of it: then unknown is an answer like any other. */
  readonly asksKnown: boolean
  nodesOf(rows: Uint8Array): Uint8Array
}

/** The facts of a rule that can wait: they follow paths, and being unknown decides nothing. */
export function deferrable(evaluator: Evaluator, rule: Rule): ReadonlySet<EngineFact> {
  const table = evaluator.facts.tables[rule.scope]
  const isSilent = ({ operator, value }: Test) => !testOperators.get(operator)!(UNKNOWN, value)
  return new Set(
    rule.facts.filter(
      ({ name, expression }) =>
        waits(pathsIn(evaluator, table, expression)) &&
        [...testsOfRule(rule).get(name)!.values()].every(isSilent),
    ),
  )
}

/** Has the paths of all facts of a rule evaluated on the given rows, if not yet on all. */
export function askPaths(
  evaluator: Evaluator,
  rule: Rule,
  facts: Iterable<EngineFact>,
  rows: Uint8Array,
): void {
  const table = evaluator.facts.tables[rule.scope]
  for (const { expression } of facts) {
    for (const { path, nodesOf } of pathsIn(evaluator, table, expression)) evaluator.ask(path, nodesOf(rows))
  }
}

const waits = (paths: readonly Asked[]) => paths.length > 0 && !paths.some((path) => path.asksKnown)

function pathsIn(evaluator: Evaluator, table: SubjectTable, expression: Expression): readonly Asked[] {
  const definitions = definitionsOf(evaluator.base)
  const found: Asked[] = []
  visit(table, expression, (rows) => rows, false)
  return found

  function visit(
    at: SubjectTable,
    part: Expression,
    there: (rows: Uint8Array) => Uint8Array,
    asksKnown: boolean,
  ): void {
    if (!definitions.leadsToPath(at.scope, part) || part.op === 'literal' || part.op === 'members') return
    if (part.op === 'lookup') {
      visit(at, part.key, there, asksKnown)
      return
    }
    if (part.op === 'call') {
      for (const arg of part.args) visit(at, arg, there, asksKnown || part.name === 'known')
      return
    }
    const target = evaluator.related(at, part.of)
    if (target === undefined) return
    const { rows } = target
    const further =
      rows === undefined ? there : (marks: Uint8Array) => scatter(there(marks), rows, target.table.size)
    if (part.op === 'path') {
      found.push({ path: { ...part, of: 'self' }, asksKnown, nodesOf: further })
      return
    }
    if (part.op === 'selector') return
    const formula = definitions.formula(target.table.scope, part.name)
    if (formula !== undefined) visit(target.table, formula.expression, further, asksKnown)
  }
}

/** Marks the related subjects of the marked rows. */
function scatter(marks: Uint8Array, rows: Int32Array, size: number): Uint8Array {
  const target = bytes(size)
  for (let row = 0; row < rows.length; row++) if (marks[row] === 1 && rows[row]! >= 0) target[rows[row]!] = 1
  return target
}
