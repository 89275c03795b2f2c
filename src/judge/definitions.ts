// What the names of a base stand for, indexed once, and what can be told of an expression from the base alone: most rules
// lead to no path and to no word with a precondition, and need not be walked for either on every candidate.
import type { Base, Formula, Scope, Word } from '../knowledge/base.js'
import type { Expression, Relation } from '../knowledge/expression.js'
import { isCountNoun } from '../knowledge/units.js'

export interface Definitions {
  formula(scope: string, name: string): Formula | undefined
  word(scope: string, name: string): Word | undefined
  selector(name: string): Expression | undefined
  /** Nouns in the plural that the base counts by: the units of its words and formulas that have no dimension. */
  readonly countNouns: ReadonlySet<string>
  /** Whether an expression over a scope follows a path, itself or through formulas. */
  leadsToPath(scope: Scope, expression: Expression): boolean
  /** Whether a word with a precondition stands behind an expression. */
  leadsToPrecondition(scope: Scope, expression: Expression): boolean
}

const known = new WeakMap<Base, Definitions>()

/** The definitions of a base; the same object whenever it is asked again. */
export function definitionsOf(base: Base): Definitions {
  let definitions = known.get(base)
  if (definitions === undefined) {
    definitions = define(base)
    known.set(base, definitions)
  }
  return definitions
}

function define(base: Base): Definitions {
  const formulas = new Map(base.formulas.map((formula) => [formulaKey(formula), formula]))
  const words = new Map(base.words.map((word) => [`${word.scope} ${word.name}`, word]))
  const selectors = new Map(base.selectors.map((selector) => [selector.name, selector]))
  const isPath = ({ op }: Expression) => op === 'path'
  const isConditional = (part: Expression, scope: Scope) =>
    part.op === 'word' && (words.get(`${scope} ${part.name}`)?.preconditions.length ?? 0) > 0
  let nouns: ReadonlySet<string> | undefined
  return {
    formula: (scope, name) => formulas.get(`${scope} ${name}`),
    word: (scope, name) => words.get(`${scope} ${name}`),
    selector: (name) => selectors.get(name)?.expression,
    get countNouns() {
      nouns ??= new Set([...units(base)].filter(isCountNoun))
      return nouns
    },
    // Paths say themselves which selectors they follow.
    leadsToPath: leads(isPath, (part, scope) =>
      part.op === 'word' ? formulas.get(`${scope} ${part.name}`)?.expression : undefined,
    ),
    leadsToPrecondition: leads(isConditional, (part, scope) =>
      part.op === 'word'
        ? formulas.get(`${scope} ${part.name}`)?.expression
        : selectors.get(part.name)?.expression,
    ),
  }
}

/** Each unit of words and formulas once: telling a count from a slip of the pen takes a comparison with every unit. */
function units(base: Base): ReadonlySet<string> {
  return new Set([...base.words, ...base.formulas].map(({ unit }) => unit))
}

type Name = Extract<Expression, { op: 'word' | 'selector' }>

/** Whether something stands behind an expression, by names that are followed to what they stand for, each once. */
function leads(
  isIt: (part: Expression, scope: Scope) => boolean,
  inside: (part: Name, scope: Scope) => Expression | undefined,
): (scope: Scope, expression: Expression) => boolean {
  const answers = new Map<string, boolean>()
  // An expression stands in one rule or formula, and so is over one scope.
  const calls = new WeakMap<Expression, boolean>()
  const look = (scope: Scope, part: Expression): boolean => {
    if (part.op === 'call') {
      let answer = calls.get(part)
      if (answer === undefined) {
        answer = part.args.some((arg) => look(scope, arg))
        calls.set(part, answer)
      }
      return answer
    }
    if (part.op === 'lookup') return look(scope, part.key)
    if (part.op !== 'word' && part.op !== 'selector') return isIt(part, scope)
    const home = scopeOf(part.of, scope)
    const key = `${part.op} ${home} ${part.name}`
    let answer = answers.get(key)
    if (answer === undefined) {
      const inner = inside(part, home)
      answer = isIt(part, home) || (inner !== undefined && look(home, inner))
      answers.set(key, answer)
    }
    return answer
  }
  return look
}

/** The scope that a relation leads to: the ends of an edge are nodes, all others are called by their scope. */
function scopeOf(relation: Relation, own: Scope): Scope {
  if (relation === 'self') return own
  return relation === 'from' || relation === 'to' ? 'node' : relation
}

/** A formula by its scope and the name of the word that it derives. */
function formulaKey(formula: Formula): string {
  const prefix = `${formula.scope}.`
  return `${formula.scope} ${formula.id.startsWith(prefix) ? formula.id.slice(prefix.length) : formula.id}`
}
