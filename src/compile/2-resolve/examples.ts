import type { Example, Scope } from '../../knowledge/base.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import type { Found } from './blocks.js'
import { type Names, pathsFrom, wordAt } from './expressions.js'
import { formulaName } from './formulas.js'
import type { Registry } from './registry.js'

export interface ExampleContext {
  readonly names: Names
  readonly rules: Registry<Found<'rule'>>
  readonly formulas: readonly Found<'formula'>[]
  /** Words that fall back on others, as `scope.name`: their examples are like those of formulas. */
  readonly fallbacks: readonly string[]
}

/** The examples of a block, each with the rule or formula that it shows. */
export function resolveExamples(
  found: Found<'example'>,
  context: ExampleContext,
  diagnostics: Diagnostics,
): Example[] {
  const { data, page } = found
  return found.value.flatMap((example, index) => {
    const shown = subjectOf(found, index, context, diagnostics)
    if (shown === undefined) return []
    checkContent(found, index, shown.scope, context.names, diagnostics)
    const place = { page: page.text.name, line: data.where([index]).line }
    const { rule: _, formula: __, ...rest } = example
    return [{ ...shown.of, ...rest, place }]
  })
}

interface Shown {
  readonly of: { readonly rule: string } | { readonly formula: string }
  readonly scope: Scope
}

function subjectOf(
  found: Found<'example'>,
  index: number,
  { rules, formulas, fallbacks }: ExampleContext,
  diagnostics: Diagnostics,
): Shown | undefined {
  const { data, page, section } = found
  const { rule, formula, value } = found.value[index]!
  const ofRule = ({ value }: Found<'rule'>): Shown => ({ of: { rule: value.id }, scope: value.scope })
  const ofFormula = ({ value }: Found<'formula'>): Shown => ({
    of: { formula: `${value.scope}.${formulaName(value)}` },
    scope: value.scope,
  })
  if (rule !== undefined) {
    const known = rules.get(rule)
    if (known) return ofRule(known)
    const hint = nearestHint(rule, rules.names())
    diagnostics.report('rule/unknown', page.text, data.where([index, 'rule']), { name: rule }, { hint })
    return undefined
  }
  if (formula !== undefined) {
    const known = formulas.find(({ value }) =>
      [value.id, `${value.scope}.${formulaName(value)}`].includes(formula),
    )
    if (known) return ofFormula(known)
    const fallback = fallbacks.find((name) => [name, name.slice(name.indexOf('.') + 1)].includes(formula))
    if (fallback) return { of: { formula: fallback }, scope: fallback.split('.')[0] as Scope }
    const ids = [...formulas.map(({ value }) => value.id), ...fallbacks]
    const remark = { hint: nearestHint(formula, ids) }
    diagnostics.report('link/unknown', page.text, data.where([index, 'formula']), { name: formula }, remark)
    return undefined
  }
  const candidates =
    value === undefined
      ? rules.values().flatMap((one) => (one.section === section ? [ofRule(one)] : []))
      : formulas.flatMap((one) => (one.section === section ? [ofFormula(one)] : []))
  if (candidates.length === 1) return candidates[0]
  const code = candidates.length === 0 ? 'example/no-subject' : 'example/ambiguous'
  diagnostics.report(code, page.text, data.where([index]), {}, { hint: 'name it: `rule: family/name`' })
  return undefined
}

function checkContent(
  found: Found<'example'>,
  index: number,
  scope: Scope,
  names: Names,
  diagnostics: Diagnostics,
): void {
  const { data, page } = found
  const example = found.value[index]!
  const count = [example.facts, example.plan, example.dot].filter((given) => given !== undefined).length
  if (count !== 1) diagnostics.report('example/candidate', page.text, data.where([index]), { count })
  checkNames(['facts'], example.facts ?? {})
  for (const [at, change] of (example.unless ?? []).entries()) {
    if (typeof change !== 'string') checkNames(['unless', at], change)
    else if (!Object.hasOwn(example.facts ?? {}, change)) {
      const given = Object.keys(example.facts ?? {})
      const remark = { expected: given.join(', '), hint: nearestHint(change, given) }
      const span = data.where([index, 'unless', at])
      diagnostics.report('example/not-given', page.text, span, { name: change }, remark)
    }
  }

  function checkNames(path: readonly (string | number)[], facts: object): void {
    for (const name of Object.keys(facts)) {
      if (wordAt(name, scope, names)) continue
      const span = data.whereKey([index, ...path, name])
      const hint = nearestHint(name, pathsFrom(scope, names))
      diagnostics.report('example/unknown-fact', page.text, span, { name, scope }, { hint })
    }
  }
}

/** A rule without an example that passes and one that fails is untested. */
export function reportUntestedRules(
  rules: Registry<Found<'rule'>>,
  examples: readonly Example[],
  diagnostics: Diagnostics,
): void {
  const shown = new Set(examples.map(({ rule, expect }) => `${rule} ${expect}`))
  for (const { value, data, page } of rules.values()) {
    const report = (code: 'law/no-passing-example' | 'law/no-failing-example'): void =>
      diagnostics.report(
        code,
        page.text,
        data.where(['id']),
        { rule: value.id },
        { hint: 'add a `yaml example` block' },
      )
    if (!shown.has(`${value.id} pass`)) report('law/no-passing-example')
    if (!shown.has(`${value.id} fail`)) report('law/no-failing-example')
  }
}
