// The estimates of a base over the facts of one candidate: every component of every subject, with its interval, or what is
// missing for it. The evaluator is the judge's own, so that a rule and an estimate never differ in a number.
import { valueOn } from '../judge/at.js'
import type { Evaluator } from '../judge/evaluator.js'
import { missingWords } from '../judge/seen.js'
import type { Component, Estimate, Place } from '../knowledge/base.js'
import type { Expression, Value } from '../knowledge/expression.js'
import type { SubjectTable } from '../observe/facts.js'

/** A component on one subject. Without a value it is not assessed, for want of the words in `missing`. */
export interface Quantity extends Pick<Component, 'name' | 'title' | 'unit' | 'evidence'> {
  readonly value?: number | string
  /** Bounds of a number between which it is expected; those of what is counted exactly are the value. */
  readonly low?: number
  readonly high?: number
  readonly missing?: readonly string[]
  /** Where the knowledge base says so, and what it cites there. */
  readonly source: Place
  readonly cites: readonly string[]
}

/** Subjects for which all quantities are the same. */
export interface Estimated {
  readonly subjects: readonly string[]
  readonly quantities: readonly Quantity[]
}

/** An estimate of a candidate; `decisive` is one of `all`, the one that stands for the candidate. */
export interface EstimateOf {
  readonly id: string
  readonly title: string
  readonly decisive: Estimated
  readonly all: readonly Estimated[]
}

/** Evaluates an estimate on every subject of its scope; undefined where the candidate has none. */
export function estimateOf(evaluator: Evaluator, estimate: Estimate): EstimateOf | undefined {
  const table = evaluator.facts.tables[estimate.scope]
  const groups = new Map<string, { rows: number[]; quantities: readonly Quantity[] }>()
  for (let row = 0; row < table.size; row++) {
    const quantities = estimate.components.map((one) => quantityOf(evaluator, table, row, one))
    const key = JSON.stringify(quantities)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { rows: [row], quantities })
    else group.rows.push(row)
  }
  const all = [...groups.values()]
  const [first] = all
  if (first === undefined) return undefined
  const least = leastOf(all, ({ rows }) => orderOf(evaluator, table, rows[0]!, estimate.decisive))
  const named = all.map(({ rows, quantities }) => ({
    subjects: rows.map((row) => table.name(row)),
    quantities,
  }))
  return { id: estimate.id, title: estimate.title, decisive: named[least]!, all: named }
}

/** Where several decide alike, the first of them. What is unknown decides nothing. */
function leastOf<T>(items: readonly T[], orderOfItem: (item: T) => number): number {
  let least = 0
  for (let i = 1; i < items.length; i++) if (orderOfItem(items[i]!) < orderOfItem(items[least]!)) least = i
  return least
}

function orderOf(evaluator: Evaluator, table: SubjectTable, row: number, decisive?: Expression): number {
  const value = decisive && valueOn(evaluator, table, row, decisive)
  return typeof value === 'number' ? value : Number.POSITIVE_INFINITY
}

function quantityOf(evaluator: Evaluator, table: SubjectTable, row: number, component: Component): Quantity {
  const { name, title, unit, evidence, place } = component
  const word = component.value
  const formula =
    word.op === 'word' &&
    evaluator.base.formulas.find(
      ({ id, scope }) => id === word.name && scope === (word.of === 'self' ? table.scope : word.of),
    )
  const about = { name, title, unit, evidence, source: place, cites: formula ? formula.cites : [] }
  const value = shown(valueOn(evaluator, table, row, word))
  if (value === undefined)
    return { ...about, missing: givable(evaluator, missingWords(evaluator, table, row, word)) }
  if (typeof value !== 'number') return { ...about, value }
  const bound = (expression: Expression | undefined) => {
    const found = expression && shown(valueOn(evaluator, table, row, expression))
    return typeof found === 'number' ? found : value
  }
  const low = Math.min(value, bound(component.low))
  const high = Math.max(value, bound(component.high))
  return { ...about, value, low, high }
}

/** Of the words that are missing those that a document can give; all of them where it can give none. */
function givable({ base }: Evaluator, missing: readonly string[]): readonly string[] {
  const given = new Set(
    base.words.flatMap(({ scope, name, origin }) =>
      origin === 'given' ? [name.includes('.') ? name : `${scope}.${name}`] : [],
    ),
  )
  const found = missing.filter((name) => given.has(name))
  return found.length > 0 ? found : missing
}

/** No estimate is known to more digits than these. */
const DIGITS = 6

function shown(value: Value): number | string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))
  return typeof value === 'string' ? value : undefined
}
