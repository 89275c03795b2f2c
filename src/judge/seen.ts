// What the judge saw of one subject: the values behind an expression, and the words that are missing.

import type { Base } from '../knowledge/base.js'
import type { Expression, Relation, Scalar, Value } from '../knowledge/expression.js'
import { wordText } from '../knowledge/expression-text.js'
import { valueAt as columnValue } from '../observe/columns.js'
import type { SubjectTable } from '../observe/facts.js'
import { valueOn } from './at.js'
import { slotOf, valueAt } from './axis.js'
import { definitionsOf } from './definitions.js'
import type { Evaluator } from './evaluator.js'

/** A word as a rule writes it, with its value on one subject. */
export interface SeenWord {
  readonly name: string
  readonly value: Value
}

/** The words behind an expression on one subject: those that it names, then what formulas and selectors are made of. */
export function wordsBehind(
  evaluator: Evaluator,
  table: SubjectTable,
  row: number,
  expression: Expression,
): SeenWord[] {
  const found = new Map<string, SeenWord>()
  collect(evaluator, table, row, expression, 'self', found, 'named')
  collect(evaluator, table, row, expression, 'self', found, 'all', new Set())
  return [...found.values()]
}

/**
 * Words for want of which an expression is unknown on one subject, as a candidate could give them: formulas are followed
 * to what they lack. What is unknown inside something known (a flag that nobody gave, where its absence decides) is not
 * missing, nor is what a missing word would fall back on.
 */
export function missingWords(
  evaluator: Evaluator,
  table: SubjectTable,
  row: number,
  expression: Expression,
): string[] {
  const found = new Map<string, SeenWord>()
  collect(evaluator, table, row, expression, 'self', found, 'missing')
  return [...found.keys()]
}

/** Which words are collected: those that the expression names, all behind it, or those that leave it unknown. */
type Wanted = 'named' | 'all' | 'missing'

function collect(
  evaluator: Evaluator,
  table: SubjectTable,
  row: number,
  expression: Expression,
  via: Relation,
  found: Map<string, SeenWord>,
  wanted: Wanted,
  followed?: Set<string>,
): void {
  const { base } = evaluator
  if (wanted === 'missing' && valueOn(evaluator, table, row, expression) !== undefined) return
  const inside = (part: Expression) => collect(evaluator, table, row, part, via, found, wanted, followed)
  switch (expression.op) {
    case 'literal':
      return
    case 'call':
      if (wanted === 'missing' && expression.name === '?:')
        inside(openPart(evaluator, table, row, expression.args))
      else expression.args.forEach(inside)
      return
    case 'lookup':
      inside(expression.key)
      return
    case 'word':
    case 'selector': {
      const of = expression.of === 'self' ? via : expression.of
      const there = evaluator.related(table, expression.of)
      const at = there === undefined ? -1 : there.rows === undefined ? row : there.rows[row]!
      const inner =
        expression.op === 'selector'
          ? base.selectors.find((s) => s.name === expression.name)?.expression
          : definitionOf(base, there?.table, at, expression.name)
      const before = found.size
      const isFollowed =
        wanted === 'missing'
          ? expression.op === 'selector' || isDerived(base, there?.table, expression.name)
          : wanted === 'all'
      const follow = () => {
        if (inner === undefined || there === undefined || at < 0 || !isFollowed) return
        collect(evaluator, there.table, at, inner, of, found, wanted, followed)
      }
      if (wanted === 'missing') follow()
      // A derived word is missing itself only where nothing behind it is: a table has no such row.
      if (expression.op === 'word' && (wanted !== 'missing' || found.size === before)) {
        const name = wordText(of, expression.name)
        if (!found.has(name)) {
          const value = valueAt(evaluator.evaluate(table, expression), row)
          found.set(name, { name, value })
        }
      }
      // Formulas share what they are made of: following a word each time that it is met takes exponentially long.
      const key = `${of} ${there?.table.scope} ${at} ${expression.op} ${expression.name}`
      if (followed === undefined || followed.has(key)) return
      followed.add(key)
      follow()
      return
    }
    case 'path':
    case 'members': {
      const targets =
        expression.op === 'path' ? expression.targets : [expression.target, ...(expression.handOver ?? [])]
      if (valueOn(evaluator, table, row, expression) !== undefined) return
      const nodes = evaluator.facts.tables.node
      for (const target of targets) {
        for (const name of unknownSomewhere(evaluator, nodes, target.selector)) {
          found.set(`node.${name}`, { name: `node.${name}`, value: undefined })
        }
        for (const name of target.same) {
          if (!isUnknownSomewhere(evaluator, nodes, { op: 'word', of: 'self', name })) continue
          found.set(`node.${name}`, { name: `node.${name}`, value: undefined })
        }
      }
    }
  }
}

/** The part of a choice that leaves it unknown: the choice itself, or the branch that is taken. */
function openPart(
  evaluator: Evaluator,
  table: SubjectTable,
  row: number,
  [choice, then, otherwise]: readonly Expression[],
): Expression {
  const taken = valueOn(evaluator, table, row, choice!)
  return taken === undefined ? choice! : taken === true ? then! : otherwise!
}

function isDerived(base: Base, table: SubjectTable | undefined, name: string): boolean {
  return table !== undefined && definitionsOf(base).formula(table.scope, name) !== undefined
}

/** What a word is made of: its formula, or its fallback where the candidate does not say the word itself. */
function definitionOf(
  base: Base,
  table: SubjectTable | undefined,
  row: number,
  name: string,
): Expression | undefined {
  if (table === undefined || row < 0) return undefined
  const definitions = definitionsOf(base)
  const formula = definitions.formula(table.scope, name)
  if (formula !== undefined) return formula.expression
  const word = definitions.word(table.scope, name)
  return word?.fallback !== undefined && columnValue(table.column(name), row) === undefined
    ? word.fallback
    : undefined
}

/** Words of a selector that are unknown on some node. */
function unknownSomewhere(evaluator: Evaluator, nodes: SubjectTable, expression: Expression): string[] {
  switch (expression.op) {
    case 'word':
      return isUnknownSomewhere(evaluator, nodes, expression)
        ? [wordText(expression.of, expression.name)]
        : []
    case 'selector': {
      const selector = evaluator.base.selectors.find((s) => s.name === expression.name)
      return selector === undefined ? [] : unknownSomewhere(evaluator, nodes, selector.expression)
    }
    case 'call':
      return expression.args.flatMap((arg) => unknownSomewhere(evaluator, nodes, arg))
    case 'lookup':
      return unknownSomewhere(evaluator, nodes, expression.key)
    default:
      return []
  }
}

function isUnknownSomewhere(evaluator: Evaluator, nodes: SubjectTable, expression: Expression): boolean {
  const { axis, values } = evaluator.evaluate(nodes, expression)
  const isUnknown = Uint8Array.from(values, (value) => (value === undefined ? 1 : 0))
  if (!isUnknown.includes(1)) return false
  for (let row = 0; row < nodes.size; row++) if (isUnknown[slotOf(axis, row)]) return true
  return false
}

/** What a sentence quotes of a text and of a list: a document may hold names of a hundred megabytes. */
const longestText = 300
const longestList = 100

/**
 * A value in a sentence: text bare, lists without brackets, numbers with four significant digits. Of what is very
 * long the beginning; the whole stands in the document.
 */
export function valueText(value: Value): string {
  if (value === undefined) return 'unknown'
  if (typeof value !== 'object') return scalarText(value)
  if (value.length === 0) return 'none'
  const shown = value.slice(0, longestList).map(scalarText).join(', ')
  return value.length > longestList ? `${shown} and ${value.length - longestList} more` : shown
}

/** A number to be read: whole ones in full, others with four significant digits and never without their whole part. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return String(Math.abs(value) < 1000 ? Number(value.toPrecision(4)) : Math.round(value))
}

function scalarText(value: Scalar): string {
  if (typeof value === 'number') return numberText(value)
  const text = String(value)
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}
