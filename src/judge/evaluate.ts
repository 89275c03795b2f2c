// Expressions over columns: each is evaluated once per slot of its axis, and kept.
import type { Base, Selector, Table } from '../knowledge/base.js'
import type { Expression, Relation, Value } from '../knowledge/expression.js'
import { applyOperator } from '../knowledge/operators.js'
import { factAt } from '../knowledge/tables.js'
import type { Facts, SubjectTable } from '../observe/facts.js'
import { bytes } from '../observe/flat.js'
import { type Axis, constant, type Evaluated, type Joint, join, oneSlot } from './axis.js'
import { compact } from './compact.js'
import { definitionsOf } from './definitions.js'
import { type Assumptions, type Evaluator, type Path, smallTable, textOf } from './evaluator.js'
import { createGather, readColumn } from './gather.js'
import { overMembers } from './members.js'
import { overPaths } from './paths.js'
import { remember } from './remember.js'

/** The key under which a word may be assumed. */
function assumptionKey(scope: string, word: string): string {
  return word.includes('.') ? word : `${scope}.${word}`
}

/** A key that is equal for equal expressions; most are names. */
function keyOf(expression: Expression): string {
  return expression.op === 'word' || expression.op === 'selector'
    ? `${expression.op} ${expression.of} ${expression.name}`
    : textOf(expression)
}

export function createEvaluator(facts: Facts, base: Base, assume?: Assumptions): Evaluator {
  const selectors = new Map<string, Selector>(base.selectors.map((s) => [s.name, s]))
  const tables = new Map<string, Table>(base.tables.map((t) => [t.id, t]))
  const definitions = definitionsOf(base)
  const assumed = new Map(Object.entries(assume ?? {}))
  const kept = new Map<SubjectTable, Map<string, Evaluated | undefined>>()
  const joints = new Map<Axis, Map<Axis, Joint>>()
  const gather = createGather()
  const asked = new Map<string, Uint8Array>()
  const evaluator: Evaluator = {
    ...{ facts, base, evaluate, related, ask },
    assumed: assume,
    tooCostly: new Set(),
  }
  return evaluator

  function evaluate(table: SubjectTable, expression: Expression): Evaluated {
    if (expression.op === 'literal') return constant(expression.value)
    // On small tables it costs more to find out that a call was made before than to make it again; words are kept.
    if (table.size <= smallTable && (expression.op === 'call' || expression.op === 'lookup'))
      return compute(table, expression)
    const known = remember(kept, table, () => new Map<string, Evaluated | undefined>())
    const key = keyOf(expression)
    let evaluated = known.get(key)
    if (evaluated === undefined) {
      if (known.has(key)) throw new RangeError(`the expression ${key} is defined by itself`)
      known.set(key, undefined)
      evaluated = compute(table, expression)
      known.set(key, evaluated)
    }
    return evaluated
  }

  function ask(path: Path, nodes: Uint8Array): void {
    const before = remember(asked, textOf(path), () => bytes(nodes.length))
    for (let node = 0; node < nodes.length; node++) if (nodes[node] === 1) before[node] = 1
  }

  function compute(table: SubjectTable, expression: Exclude<Expression, { op: 'literal' }>): Evaluated {
    switch (expression.op) {
      case 'word':
        return there(table, expression.of, { ...expression, of: 'self' }, () => word(table, expression.name))
      case 'selector':
        return there(table, expression.of, { ...expression, of: 'self' }, () => {
          const selector = selectors.get(expression.name)
          if (selector === undefined) throw new RangeError(`the base has no selector ${expression.name}`)
          return evaluate(table, selector.expression)
        })
      case 'path':
        return there(table, expression.of, { ...expression, of: 'self' }, () =>
          overPaths(evaluator, table, expression, asked.get(textOf({ ...expression, of: 'self' }))),
        )
      case 'members':
        return there(table, expression.of, { ...expression, of: 'self' }, () =>
          overMembers(evaluator, table, expression),
        )
      case 'lookup':
        return lookup(table, expression)
      case 'call':
        return call(table, expression.name, expression.args)
    }
  }

  /** Evaluates `self` here, or the same expression on the related table. */
  function there(table: SubjectTable, of: Relation, asSelf: Expression, here: () => Evaluated): Evaluated {
    if (of === 'self') return here()
    const target = related(table, of)
    if (target === undefined) return constant(undefined)
    const evaluated = evaluate(target.table, asSelf)
    return target.rows === undefined ? evaluated : gather(evaluated, target.rows)
  }

  function related(table: SubjectTable, relation: Relation) {
    if (relation === 'self' || relation === table.scope) return { table, rows: undefined }
    return table.related(relation)
  }

  function word(table: SubjectTable, name: string): Evaluated {
    const formula = definitions.formula(table.scope, name)
    const stated = formula === undefined ? readColumn(table, name) : evaluate(table, formula.expression)
    // What is assumed of a candidate goes before what the base would fall back on, and after what the candidate says.
    const value = assumed.get(assumptionKey(table.scope, name))
    if (value !== undefined)
      return { axis: stated.axis, values: stated.values.map((v) => (v === undefined ? value : v)) }
    const fallback = definitions.word(table.scope, name)?.fallback
    return fallback === undefined ? stated : combine('first', [stated, evaluate(table, fallback)])
  }

  function lookup(table: SubjectTable, expression: Extract<Expression, { op: 'lookup' }>): Evaluated {
    const facts = tables.get(expression.table)
    const { axis, values } = evaluate(table, expression.key)
    return { axis, values: values.map((key) => factAt(facts, key, expression.column)) }
  }

  function call(table: SubjectTable, name: string, args: readonly Expression[]): Evaluated {
    return combine(
      name,
      args.map((arg) => evaluate(table, arg)),
    )
  }

  function combine(name: string, parts: readonly Evaluated[]): Evaluated {
    const axes = new Set(parts.map((part) => part.axis).filter((axis) => axis.codes !== undefined))
    if (axes.size <= 1) return callOnOneAxis([...axes][0] ?? oneSlot, name, parts)
    const ready = parts.map(compact)
    const { axis, slots } = joinAll(ready.map((part) => part.axis))
    const moved = ready.map((part, i) => ({
      axis,
      values: Array.from(slots[i]!, (slot) => part.values[slot]),
    }))
    return callOnOneAxis(axis, name, moved)
  }

  /** One axis for several, and for each of them its slot per slot of that axis. */
  function joinAll(axes: readonly Axis[]): { axis: Axis; slots: readonly Int32Array[] } {
    let axis = oneSlot
    let slots: Int32Array[] = []
    for (const next of axes) {
      const joint = keptJoin(axis, next)
      slots = [...slots.map((slot) => joint.left.map((at) => slot[at]!)), joint.right]
      axis = joint.axis
    }
    return { axis, slots }
  }

  function keptJoin(a: Axis, b: Axis): Joint {
    return remember(
      remember(joints, a, () => new Map<Axis, Joint>()),
      b,
      () => join(a, b),
    )
  }
}

/** Applies an operator slot by slot to arguments that are constant or lie on the given axis. */
function callOnOneAxis(axis: Axis, name: string, parts: readonly Evaluated[]): Evaluated {
  const values: Value[] = new Array(axis.slots)
  // One array for all slots: operators do not keep their arguments.
  const args: Value[] = new Array(parts.length)
  for (let slot = 0; slot < axis.slots; slot++) {
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!
      args[i] = part.values[part.axis.codes === undefined ? 0 : slot]
    }
    values[slot] = applyOperator(name, args)
  }
  return { axis, values }
}
