// Selectors written out: a rule's leaves are about facts, so that equal leaves of different selectors are one.
import type { Selector } from '../../knowledge/base.js'
import type { Expression, Relation } from '../../knowledge/expression.js'

/** An expression that would grow beyond this many parts keeps its selectors by name. */
const maxParts = 2000

/** Subjects that the ends of an edge (and the node of a tensor) share with the subject itself. */
const shared: ReadonlySet<Relation> = new Set<Relation>(['plan'])

/**
 * Replaces applied selectors by what they say of the node they are applied to. A selector stays where its words lie two
 * steps away (`input(from)` that speaks of `layer.first`); targets of paths keep theirs too, as they are looked for by name.
 */
export function inlineSelectors(
  expression: Expression,
  selectors: ReadonlyMap<string, Selector>,
): Expression {
  const inlined = inline(expression, selectors, new Set())
  return inlined === undefined || parts(inlined) > maxParts ? expression : inlined
}

function inline(
  expression: Expression,
  selectors: ReadonlyMap<string, Selector>,
  open: ReadonlySet<string>,
): Expression | undefined {
  switch (expression.op) {
    case 'selector': {
      const selector = selectors.get(expression.name)
      if (selector === undefined || open.has(expression.name) || open.size > 50) return expression
      const body = inline(selector.expression, selectors, new Set([...open, expression.name]))
      return (body && moved(body, expression.of)) ?? expression
    }
    case 'call': {
      const args = expression.args.map((arg) => inline(arg, selectors, open) ?? arg)
      return { ...expression, args }
    }
    case 'lookup':
      return { ...expression, key: inline(expression.key, selectors, open) ?? expression.key }
    default:
      return expression
  }
}

/** The body of a selector as seen from a subject that reaches the node by `of`; undefined when it cannot be. */
function moved(body: Expression, of: Relation): Expression | undefined {
  if (of === 'self') return body
  switch (body.op) {
    case 'literal':
      return body
    case 'word':
    case 'selector':
      if (body.of === 'self') return { ...body, of }
      return shared.has(body.of) ? body : undefined
    case 'call': {
      const args: Expression[] = []
      for (const arg of body.args) {
        const there = moved(arg, of)
        if (there === undefined) return undefined
        args.push(there)
      }
      return { ...body, args }
    }
    case 'lookup': {
      const key = moved(body.key, of)
      return key && { ...body, key }
    }
    default:
      return undefined
  }
}

function parts(expression: Expression): number {
  if (expression.op === 'lookup') return 1 + parts(expression.key)
  if (expression.op !== 'call') return 1
  let sum = 1
  for (const arg of expression.args) {
    sum += parts(arg)
    if (sum > maxParts) break
  }
  return sum
}
