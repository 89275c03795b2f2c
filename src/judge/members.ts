// The member methods of the language: what holds of the nodes that make up a layer, a group, a phase …
import type { Expression, Scalar, Target, Value } from '../knowledge/expression.js'
import { circularWait, type HandOver } from '../observe/circular-wait.js'
import { asSet } from '../observe/columns.js'
import type { SubjectTable } from '../observe/facts.js'
import { constant, type Evaluated, valueAt } from './axis.js'
import type { Evaluator } from './evaluator.js'
import { FALSE, MAYBE, TRUE, truths } from './truth.js'

export type Members = Extract<Expression, { op: 'members' }>

/** Evaluates a member method of `self` for every row of the table. */
export function overMembers(evaluator: Evaluator, table: SubjectTable, expression: Members): Evaluated {
  const nodes = evaluator.facts.tables.node
  const marks = ({ selector }: Target) => truths(evaluator.evaluate(nodes, selector), nodes.size)
  const truth = marks(expression.target)
  if (expression.method === 'circularWait') {
    const [giving, taking] = expression.handOver?.map(marks) ?? []
    return constant(waitOf(evaluator, truth, giving && taking && { giving, taking }))
  }
  const word =
    expression.word === undefined
      ? undefined
      : evaluator.evaluate(nodes, { op: 'word', of: 'self', name: expression.word })
  const values: Value[] = [undefined]
  const codes = new Int32Array(table.size)
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
function waitOf({ facts: { graph, tables } }: Evaluator, truth: Uint8Array, handOver?: HandOver): Value {
  const id = tables.node.column('id')
  return circularWait(graph, tables.node, truth, handOver)?.map((row) => id.values[id.codes[row]!] as Scalar)
}

function judgeMembers(method: Members['method'], members: Int32Array, truth: Uint8Array): Value {
  const count = [0, 0, 0]
  for (const member of members) count[truth[member]!] = count[truth[member]!]! + 1
  if (method === 'some') return count[TRUE]! > 0 ? true : count[MAYBE]! > 0 ? undefined : false
  if (method === 'every') return count[FALSE]! > 0 ? false : count[MAYBE]! > 0 ? undefined : true
  return count[MAYBE]! > 0 ? undefined : count[TRUE]!
}

/** Distinct known values of a word over the members that surely are what is sought, as a sorted set. */
function collect(word: Evaluated, members: Int32Array, truth: Uint8Array): Value {
  const found = new Set<Scalar>()
  for (const member of members) {
    if (truth[member] !== TRUE) continue
    const value = valueAt(word, member)
    if (typeof value === 'object') for (const element of value) found.add(element)
    else if (value !== undefined) found.add(value)
  }
  return asSet([...found])
}
