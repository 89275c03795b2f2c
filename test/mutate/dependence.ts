// Who uses whom in a base, through any number of selectors, formulas and required rules.
import type { Base, Formula, Rule } from '../../src/knowledge/base.js'
import type { Expression } from '../../src/knowledge/expression.js'

type Kind = 'selector' | 'formula'

export interface Dependence {
  /** The rules and formulas that use a selector or formula, also indirectly. */
  users(kind: Kind, name: string): { readonly rules: readonly Rule[]; readonly formulas: readonly Formula[] }
  /** The rules with these ids and all that they require, in the order of the base. */
  required(ids: readonly string[]): readonly Rule[]
}

export function dependenceOf(base: Base): Dependence {
  const formulaIds = new Set(base.formulas.map(({ id }) => id))
  const definitions = new Map<string, ReadonlySet<string>>([
    ...base.selectors.map(({ name, expression }) => [`selector ${name}`, namesIn([expression])] as const),
    ...base.formulas.map(({ id, expression }) => [`formula ${id}`, namesIn([expression])] as const),
  ])
  const ofRule = new Map(base.rules.map((rule) => [rule, closure(expressionsOf(rule))]))
  const ofFormula = new Map(base.formulas.map((formula) => [formula, closure([formula.expression])]))
  const rules = new Map(base.rules.map((rule) => [rule.id, rule]))
  return { users, required }

  function users(kind: Kind, name: string) {
    const key = `${kind} ${name}`
    return {
      rules: base.rules.filter((rule) => ofRule.get(rule)!.has(key)),
      formulas: base.formulas.filter((formula) => ofFormula.get(formula)!.has(key)),
    }
  }

  function required(ids: readonly string[]): readonly Rule[] {
    const wanted = new Set<string>()
    const visit = (id: string): void => {
      if (wanted.has(id)) return
      wanted.add(id)
      rules.get(id)?.requires.forEach(visit)
    }
    ids.forEach(visit)
    return base.rules.filter(({ id }) => wanted.has(id))
  }

  function closure(expressions: readonly Expression[]): ReadonlySet<string> {
    const found = new Set<string>()
    const visit = (names: ReadonlySet<string>): void => {
      for (const name of names) {
        if (found.has(name)) continue
        found.add(name)
        visit(definitions.get(name) ?? new Set())
      }
    }
    visit(namesIn(expressions))
    return found
  }

  /** Names of the selectors and of the words that a formula of any scope derives. */
  function namesIn(expressions: readonly Expression[]): ReadonlySet<string> {
    const names = new Set<string>()
    const visit = (part: Expression): void => {
      if (part.op === 'selector') names.add(`selector ${part.name}`)
      else if (part.op === 'word' && formulaIds.has(part.name)) names.add(`formula ${part.name}`)
      else if (part.op === 'lookup') visit(part.key)
      else if (part.op === 'call') part.args.forEach(visit)
      else if (part.op === 'members') visit(part.target.selector)
      else if (part.op === 'path') for (const { selector } of part.targets) visit(selector)
    }
    expressions.forEach(visit)
    return names
  }
}

const expressionsOf = ({ when, must }: Rule): readonly Expression[] =>
  [...when, ...must].map(({ expression }) => expression)
