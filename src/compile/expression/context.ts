// What the parts of the checker share: the names at hand, the problems found so far and the names used so far.
import type { Word } from '../../knowledge/base.js'
import type { Expression, Relation, Scalar } from '../../knowledge/expression.js'
import { nearest } from '../../knowledge/near.js'
import { one, parseUnit, type Unit } from '../../knowledge/units.js'
import type { Environment, ExpressionProblem, Type } from './environment.js'
import type { Syntax } from './syntax.js'

/** An expression whose type is known. */
export interface Checked {
  readonly expression: Expression
  readonly type: Type
  /** `any` for zero, which fits every unit. */
  readonly unit: Unit | 'any'
  /** The only values it (or, for lists, an element of it) can have. */
  readonly values?: readonly Scalar[]
}

type Place = Pick<Syntax, 'start' | 'end'>

export interface Context {
  readonly env: Environment
  readonly problems: ExpressionProblem[]
  readonly words: Set<string>
  readonly selectors: Set<string>
  readonly tables: Set<string>
  /** Checks a part; undefined when it has been reported as wrong, so that nothing is reported twice. */
  readonly check: (syntax: Syntax) => Checked | undefined
}

export function report(
  context: Context,
  kind: ExpressionProblem['kind'],
  { start, end }: Place,
  message: string,
  hint?: string,
): undefined {
  context.problems.push({ kind, start, end, message, ...(hint === undefined ? {} : { hint }) })
}

/** Reports an unknown name with the nearest known one. */
export function reportUnknown(
  context: Context,
  place: Place,
  what: string,
  name: string,
  known: Iterable<string>,
): undefined {
  const near = nearest(name, known)
  const hint = near === undefined ? undefined : `did you mean \`${near}\`?`
  return report(context, 'name', place, `there is no ${what} \`${name}\``, hint)
}

/** Law 1: nothing rests on what a higher stratum says. */
export function checkStratum(context: Context, place: Place, what: string, stratum: string): void {
  const { strataOrder, stratum: own } = context.env
  if (strataOrder.indexOf(stratum) <= strataOrder.indexOf(own)) return
  report(
    context,
    'stratum',
    place,
    `${what} belongs to the higher stratum ${stratum}; this is ${own}`,
    `move this to ${stratum}, or use what its own stratum or a lower one says`,
  )
}

/** A word of a subject that is reached by `of`, noted as used. */
export function useWord(context: Context, place: Place, word: Word, of: Relation): Checked {
  context.words.add(`${word.scope}.${word.name}`)
  checkStratum(context, place, `the word \`${word.name}\``, word.stratum)
  const parsed = parseUnit(word.unit)
  return {
    expression: { op: 'word', of, name: word.name },
    type: word.type,
    unit: 'unit' in parsed ? parsed.unit : one,
    ...(word.values === undefined ? {} : { values: word.values }),
  }
}

/** `an integer`, `a text`: types as people read them. */
export const describeType = (type: Type): string => {
  if (type === 'truth') return 'true or false'
  return type === 'integer' ? 'an integer' : `a ${type}`
}

export const isNumeric = (type: Type): boolean => type === 'number' || type === 'integer'
