// What is mutated: rules clause by clause, the selectors that rules use, and formulas; each mutant is a whole base.
import { lowerRule } from '../../src/compile/expression/lower.js'
import type { Base, Clause, Example, Formula, Place, Rule, Selector } from '../../src/knowledge/base.js'
import type { Expression } from '../../src/knowledge/expression.js'
import type { Dependence } from './dependence.js'
import { mutantsOf, shownText } from './mutations.js'

export interface Mutant {
  readonly place: Place
  /** The clause as it stands on the page, and as it reads in the mutant. */
  readonly original: string
  readonly mutated: string
  readonly base: Base
  /** Pairs of rules that decide alike if the mutant is no other than the original; empty when that cannot be asked. */
  readonly pairs: readonly (readonly [Rule, Rule])[]
}

/** A rule, selector or formula, the examples that may notice a change of it, and its mutants. */
export interface Subject {
  readonly name: string
  readonly page: string
  readonly examples: readonly Example[]
  readonly mutants: readonly Mutant[]
}

export function ruleSubjects(base: Base, examples: readonly Example[], uses: Dependence): readonly Subject[] {
  const selectors = selectorsOf(base)
  return base.rules.map((rule) => {
    const small = { ...base, rules: uses.required([rule.id]) }
    const mutants = [...clauseMutants(rule, 'when'), ...clauseMutants(rule, 'must')].map(
      ({ clause, mutated, when, must }): Mutant => {
        const mutant = relower({ ...rule, when, must }, selectors)
        return {
          place: clause.place,
          original: clause.text,
          mutated,
          base: { ...small, rules: small.rules.map((other) => (other === rule ? mutant : other)) },
          pairs: [[rule, mutant]],
        }
      },
    )
    return {
      name: rule.id,
      page: rule.place.page,
      examples: examples.filter((example) => example.rule === rule.id),
      mutants,
    }
  })
}

interface ClauseMutant {
  readonly clause: Clause
  readonly mutated: string
  readonly when: readonly Clause[]
  readonly must: readonly Clause[]
}

/** Each clause left out, and each of its mutants in its place. */
function clauseMutants(rule: Rule, part: 'when' | 'must'): readonly ClauseMutant[] {
  const clauses = rule[part]
  return clauses.flatMap((clause, at) => {
    const { when, must } = rule
    const left = { when, must, [part]: clauses.toSpliced(at, 1) }
    const changed = mutantsOf(clause.expression).map((expression) => ({
      clause,
      mutated: shownText(expression),
      ...{ when, must, [part]: clauses.with(at, { ...clause, expression }) },
    }))
    return [{ clause, mutated: `(no ${part})`, ...left }, ...changed]
  })
}

/** The selectors that some rule uses; noticed by the examples of those rules. */
export function selectorSubjects(
  base: Base,
  examples: readonly Example[],
  uses: Dependence,
): readonly Subject[] {
  return base.selectors.flatMap((selector) => {
    const users = uses.users('selector', selector.name)
    if (users.rules.length === 0) return []
    const rules = uses.required(users.rules.map(({ id }) => id))
    const mutants = mutantsOf(selector.expression).map((expression): Mutant => {
      const changed = { ...selector, expression }
      const selectors = base.selectors.map((other) => (other === selector ? changed : other))
      const byName = new Map(selectors.map((other) => [other.name, other]))
      const affected = new Set(users.rules)
      return {
        place: selector.place,
        original: selector.text,
        mutated: shownText(expression),
        base: {
          ...base,
          selectors,
          rules: rules.map((rule) => (affected.has(rule) ? relower(rule, byName) : rule)),
        },
        pairs: [[asRule(selector), asRule(changed)]],
      }
    })
    const own = new Set(users.rules.map(({ id }) => id))
    return [
      {
        name: selector.name,
        page: selector.place.page,
        examples: examples.filter(({ rule }) => rule !== undefined && own.has(rule)),
        mutants,
      },
    ]
  })
}

/** All formulas; noticed by their golden values, and by the examples of what uses them. */
export function formulaSubjects(
  base: Base,
  examples: readonly Example[],
  uses: Dependence,
): readonly Subject[] {
  return base.formulas.map((formula) => {
    const users = uses.users('formula', formula.id)
    const rules = uses.required(users.rules.map(({ id }) => id))
    const names = new Set([formula, ...users.formulas].flatMap(({ id, scope }) => [id, `${scope}.${id}`]))
    const ids = new Set(users.rules.map(({ id }) => id))
    const mutants = mutantsOf(formula.expression).map((expression): Mutant => {
      const formulas = base.formulas.map(
        (other): Formula => (other === formula ? { ...formula, expression } : other),
      )
      return {
        place: formula.place,
        original: formula.text,
        mutated: shownText(expression),
        base: { ...base, formulas, rules },
        pairs: [],
      }
    })
    return {
      name: `${formula.scope}.${formula.id}`,
      page: formula.place.page,
      examples: examples
        .filter((example) => names.has(example.formula ?? '') || ids.has(example.rule ?? ''))
        .sort((a, b) => Number(a.formula === undefined) - Number(b.formula === undefined)),
      mutants,
    }
  })
}

const selectorsOf = (base: Base): ReadonlyMap<string, Selector> =>
  new Map(base.selectors.map((selector) => [selector.name, selector]))

/** A rule with its conditions made anew. */
function relower(rule: Rule, selectors: ReadonlyMap<string, Selector>): Rule {
  const expressionsOf = (clauses: readonly Clause[]): readonly Expression[] =>
    clauses.map((clause) => clause.expression)
  return { ...rule, ...lowerRule(expressionsOf(rule.when), expressionsOf(rule.must), selectors) }
}

/** A selector as a rule that every node must satisfy: the form in which two of them can be compared. */
function asRule({ name, expression, text, place, stratum }: Selector): Rule {
  return {
    id: name,
    title: name,
    stratum,
    place,
    severity: 'info',
    kind: 'wisdom',
    scope: 'node',
    requires: [],
    cites: [],
    reason: '',
    when: [],
    must: [{ text, place, expression }],
    ...lowerRule([], [expression], new Map()),
    message: [],
    messageText: '',
    fixes: [],
    was: [],
  }
}
