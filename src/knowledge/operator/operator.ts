// What an operator or function of the knowledge language is: how the compiler checks it and what it computes.
import type { Value } from '../expression.js'

/** What an argument may be. `number` takes integers too; `sized` is a list or a text; `scalar` anything but a list. */
export type Parameter = 'number' | 'truth' | 'text' | 'list' | 'sized' | 'scalar' | 'any'

/**
 * The type of the result. `number`: always a number; `whole`: an integer when all arguments are, else a number;
 * `branch`: what the second and third argument have in common; `common`: what all arguments have in common.
 */
export type Result = 'number' | 'integer' | 'whole' | 'truth' | 'list' | 'branch' | 'common'

/**
 * What happens to units. `same`: all arguments have one unit and the result has it; `compare`: all have one unit and the
 * result has none; `multiply` and `divide` combine them; `keep`: the result has that of the first argument; `plain`: the
 * arguments must have none; `branch`: the second and third argument have one unit, which the result has; `none`: units
 * play no part.
 */
export type UnitRule = 'same' | 'compare' | 'multiply' | 'divide' | 'keep' | 'plain' | 'branch' | 'none'

export interface Operator {
  readonly parameters: readonly Parameter[]
  /** The last parameter may be given more than once. */
  readonly repeats?: true
  readonly result: Result
  readonly units: UnitRule
  /** How it is written: between its arguments, before them, as `f(x)`, or as `x.f(y)`. */
  readonly form: 'infix' | 'prefix' | 'ternary' | 'function' | 'method'
  /** Total: arguments of a wrong type, like unknown ones, give unknown. */
  readonly apply: (args: readonly Value[]) => Value
}

export const isList = (value: Value): value is readonly (string | number | boolean)[] => Array.isArray(value)
