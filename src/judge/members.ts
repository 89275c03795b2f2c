// The member methods of the language: what holds of the nodes that make up a layer, a group, a phase …
import type { Expression, Scalar, Target, Value } from '../knowledge/expression.js'
import { circularWait, type HandOver } from '../observe/circular-wait.js'
import { asSet } from '../observe/columns.js'
import type { SubjectTable } from '../observe/facts.js'
import { int32s } from '../observe/flat.js'
import { constant, type Evaluated, valueAt } from './axis.js'
import type { Evaluator } from './evaluator.js'
import { FALSE, MAYBE, TRUE, truths } from './truth.js'

export type Members = Extract<Expression, { op: 'members' }>

/** Evaluates a member method of `self` for every row of the table. */
export function overMembers(evaluator: Evaluator, table: SubjectTable, expression: Members): Evaluated {
  const nodes = evaluator.facts.tables.node
  const marks = ({ selector }: Target) => truths(evaluator.evaluate(nodes, selector), nodes.size)
  if (expression.method === 'circularWait') {
    const [giving, taking] = expression.handOver?.map(marks) ?? []
    const handOver = giving && taking && { giving, taking }
    return constant(waitOf(evaluator, () => marks(expression.target), handOver))
  }
  const truth = marks(expression.target)
  const word =
    expression.word === undefined
      ? undefined
      : evaluator.evaluate(nodes, { op: 'word', of: 'self', name: expression.word })
  const values: Value[] = [undefined]
  const codes = int32s(table.size)
  for (let row = 0; row < table.size; row++) {
    const members = table.members(row)
    codes[row] = row
    values.push(
      word === undefined ? judgeMembers(expression.method, members, truth) : collect(word, members, truth),
    )
  }
  return { axis: { codes, slots: values.length }, values }
}

/** The ids of the nodes of the plan that wait for each other in a circle; all nodes are its members. */
function waitOf({ facts }: Evaluator, chosen: () => Uint8Array, handOver?: HandOver): Value {
  const { node } = facts.tables
  return circularWait(facts.graph, node, chosen, handOver)?.map(node.name)
}

function judgeMembers(method: Members['method'], members: Int32Array, truth: Uint8Array): Value {
  // Most plans answer `some` and `every` with one of their first nodes.
  const decisive = method === 'some' ? TRUE : method === 'every' ? FALSE : undefined
  const count = [0, 0, 0]
  for (const member of members) {
    const found = truth[member]!
    if (found === decisive) return found === TRUE
    count[found] = count[found]! + 1
  }
  if (count[MAYBE]! > 0) return undefined
  return method === 'count' ? count[TRUE]! : method === 'every'
}

/** Distinct known values of a word over the members that surely are what is sought, as a sorted set. */
function collect(word: Evaluated, members: Int32Array, truth: Uint8Array): Value {
  const found = new Set<Scalar>()
  if (word.values.every((value) => value === undefined)) return []
  for (const member of members) {
    if (truth[member] !== TRUE) continue
    const value = valueAt(word, member)
    if (typeof value === 'object') for (const element of value) found.add(element)
    else if (value !== undefined) found.add(value)
  }
  return asSet([...found])
}
