// Constants that a word can never equal: a slip of the pen that would otherwise only make a rule silent.
import type { Scalar } from '../../knowledge/expression.js'
import { nearest } from '../../knowledge/near.js'
import { type Checked, type Context, report } from './context.js'
import type { Syntax } from './syntax.js'

const listMethods = new Set(['disjoint', 'intersects', 'containsAll', 'minus'])
const equalities = new Set(['==', '!='])

/** Compares the constants among two arguments with what the other argument can be. */
export function checkConstants(
  context: Context,
  name: string,
  places: readonly Syntax[],
  args: readonly Checked[],
): void {
  const [a, b] = args
  if (a === undefined || b === undefined) return
  if (!(name === 'in' || equalities.has(name) || listMethods.has(name))) return
  for (const [constant, place, other] of [
    [a, places[0]!, b],
    [b, places[1]!, a],
  ] as const) {
    const { expression } = constant
    if (expression.op !== 'literal' || other.expression.op === 'literal') continue
    const values = Array.isArray(expression.value) ? expression.value : [expression.value as Scalar]
    // A named set may well hold more than one word can be; what is written out here is meant to be possible.
    if (expression.name === undefined) for (const value of values) checkValue(context, place, value, other)
    else if (!values.some((value) => possible(value, other))) {
      report(context, 'value', place, `nothing in ${expression.name} is a value of the other side`)
    }
  }
}

function checkValue(context: Context, place: Syntax, value: Scalar, other: Checked): void {
  if (possible(value, other)) return
  const subject = other.expression.op === 'word' ? `\`${other.expression.name}\`` : 'the other side'
  if (other.values === undefined) {
    const what =
      other.type === 'integer' && typeof value === 'number' ? 'is an integer' : `is a ${other.type}`
    report(context, 'value', at(place, value), `${subject} ${what} and never ${JSON.stringify(value)}`)
    return
  }
  const near = nearest(String(value), other.values.map(String))
  const known = `it is one of ${other.values.map((v) => JSON.stringify(v)).join(', ')}`
  const hint = near === undefined ? known : `did you mean ${JSON.stringify(near)}? ${known}`
  report(context, 'value', at(place, value), `${subject} is never ${JSON.stringify(value)}`, hint)
}

function possible(value: Scalar, other: Checked): boolean {
  if (other.values !== undefined) return other.values.includes(value)
  switch (other.type) {
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'text':
      return typeof value === 'string'
    case 'truth':
      return typeof value === 'boolean'
    case 'list':
      return true
  }
}

/** The element of a written list that has the value, so that the caret stands under it. */
function at(place: Syntax, value: Scalar): Syntax {
  if (place.kind !== 'list') return place
  return place.items.find((item) => item.kind === 'literal' && item.value === value) ?? place
}
