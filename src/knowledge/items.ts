// The things of a base, each reduced to what it means: its parts as texts, and the expressions that it rests on.
import type {
  Base,
  Estimate,
  FailureMode,
  Fix,
  Formula,
  Pattern,
  PatternTable,
  Place,
  Rule,
  Selector,
  Source,
  Table,
  Word,
} from './base.js'
import type { Expression } from './expression.js'
import { expressionText } from './expression-text.js'

/** Kinds of things, in the order in which their changes are told: the law first. */
export const things = [
  'stratum',
  'rule',
  'formula',
  'estimate',
  'word',
  'selector',
  'table',
  'row',
  'patterns',
  'failure-mode',
  'source',
] as const
export type Thing = (typeof things)[number]

/** A part of a thing: one text, or a list whose order means nothing unless `ordered`. */
export type Part = string | { readonly items: readonly string[]; readonly ordered?: boolean } | undefined

/** A thing of a base, reduced to what it means. */
export interface Item {
  readonly thing: Thing
  readonly name: string
  readonly title: string
  readonly place?: Place
  readonly parts: Readonly<Record<string, Part>>
  readonly was?: readonly string[]
  /** What it computes or demands: it means something else where a selector or set in here does. */
  readonly expressions?: readonly Expression[]
}

/** What names a thing among all. */
export const keyOf = ({ thing, name }: Pick<Item, 'thing' | 'name'>): string => `${thing} ${name}`

const known = new WeakMap<object, readonly Item[]>()

/** What things of a base mean, found once: from one compilation to the next most are the same objects. */
function kept<Thing extends object>(
  things: readonly Thing[],
  itemsOf: (thing: Thing) => Item | readonly Item[],
) {
  return things.flatMap((thing) => {
    let items = known.get(thing)
    if (items === undefined) {
      items = [itemsOf(thing)].flat()
      known.set(thing, items)
    }
    return items
  })
}

/** The things of a base by what names them. */
export function itemsOf(base: Base): Map<string, Item> {
  const items: Item[] = [
    ...base.strata.map(({ id, title }): Item => ({ thing: 'stratum', name: id, title, parts: {} })),
    ...kept(base.rules, ruleItem),
    ...kept(base.formulas, formulaItem),
    ...kept(base.estimates, estimateItems),
    // Words of formulas are told with their formula.
    ...kept(
      base.words.filter(({ origin }) => origin !== 'derived'),
      wordItem,
    ),
    ...kept(base.selectors, selectorItem),
    ...kept(base.tables, tableItems),
    ...kept(base.patterns, patternsItem),
    ...kept(base.failureModes, failureModeItem),
    ...kept(base.sources, sourceItem),
  ]
  return new Map(items.map((item) => [keyOf(item), item]))
}

function ruleItem(rule: Rule): Item {
  const { id, title, stratum, severity, kind, engine, scope, requires, failureMode, cites, place } = rule
  const [when, must] = [rule.when, rule.must].map((clauses) => clauses.map(({ expression }) => expression))
  const parts = {
    severity,
    kind,
    engine: engine && `${engine.names.join(', ')} ${engine.versions}`,
    scope,
    stratum,
    when: { items: when!.map(expressionText) },
    must: { items: must!.map(expressionText) },
    requires: { items: requires },
    message: rule.messageText,
    fix: { items: rule.fixes.map(fixText) },
    noFix: rule.noFixText,
    failureMode,
    cites: { items: cites },
    title,
  }
  return { thing: 'rule', name: id, title, place, parts, was: rule.was, expressions: [...when!, ...must!] }
}

function fixText({ title, safety, edit }: Fix): string {
  const edits = Object.entries(edit).map(([kind, parameters]) => {
    const texts = Object.entries(parameters).map(([name, value]) => `${name} = ${expressionText(value)}`)
    return [kind, ...texts].join(' ')
  })
  return `${title} (${safety}): ${edits.join('; ')}`
}

function formulaItem({
  id,
  scope,
  type,
  unit,
  stratum,
  expression,
  description,
  cites,
  place,
}: Formula): Item {
  const text = expressionText(expression)
  const parts = { expression: text, type, unit, stratum, description, cites: { items: cites } }
  const name = nameIn(scope, id)
  return { thing: 'formula', name, title: description, place, parts, expressions: [expression] }
}

/** An estimate, and each of its components as a thing of its own. */
function estimateItems({ id, title, scope, stratum, decisive, components, cites, place }: Estimate): Item[] {
  const parts = {
    scope,
    stratum,
    decisive: decisive && expressionText(decisive),
    cites: { items: cites },
    title,
  }
  return [
    { thing: 'estimate', name: id, title, place, parts, ...(decisive && { expressions: [decisive] }) },
    ...components.map(({ name, value, low, high, ...one }): Item => {
      const bounds = { low: low && expressionText(low), high: high && expressionText(high) }
      const expressions = [value, low, high].flatMap((expression) => expression ?? [])
      const { type, unit, evidence } = one
      const told = { expression: expressionText(value), ...bounds, type, unit, evidence, title: one.title }
      return { thing: 'estimate', name: `${id}.${name}`, title: one.title, place, parts: told, expressions }
    }),
  ]
}

/** Words of a plan that lie in a section carry its name. */
const nameIn = (scope: Word['scope'], name: string): string =>
  scope === 'plan' && name.includes('.') ? name : `${scope}.${name}`

function wordItem(word: Word): Item {
  const { scope, type, unit, values, minimum, maximum, fallback, origin, stratum, preconditions, place } =
    word
  const parts = {
    type,
    unit,
    values: values && { items: values.map(String) },
    minimum: given(minimum),
    maximum: given(maximum),
    default: given(word.default),
    from: word.from && { items: word.from, ordered: true },
    else: fallback && expressionText(fallback),
    meantBy: word.meantBy && `${word.meantBy.word}, where ${word.meantBy.where}`,
    origin,
    stratum,
    preconditions: { items: preconditions },
    description: word.description,
  }
  const name = nameIn(scope, word.name)
  const expressions = fallback ? [fallback] : []
  return { thing: 'word', name, title: word.description, ...(place && { place }), parts, expressions }
}

const given = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))

function selectorItem({ name, stratum, expression, description, place }: Selector): Item {
  const parts = { is: expressionText(expression), stratum, description }
  return { thing: 'selector', name, title: description, place, parts, expressions: [expression] }
}

function tableItems({ id, stratum, key, columns, rows, aliases, cites, place }: Table): Item[] {
  const shapes = Object.entries(columns).map(([name, { type, unit }]) =>
    unit === '1' ? `${name}: ${type}` : `${name}: ${type}, ${unit}`,
  )
  const parts = {
    stratum,
    key,
    columns: { items: shapes },
    aliases: aliases && 'a column names rows',
    cites: { items: cites },
  }
  return [
    { thing: 'table', name: id, title: '', place, parts },
    ...Object.entries(rows).map(([value, row]): Item => {
      const cells = Object.entries(row).map(([column, cell]): [string, Part] => [
        column,
        Array.isArray(cell) ? { items: cell.map(String) } : String(cell),
      ])
      return { thing: 'row', name: `${id}[${value}]`, title: '', place, parts: Object.fromEntries(cells) }
    }),
  ]
}

/** Rows of patterns are tried in order, so their order is part of what they mean. */
function patternsItem({ id, scope, field, as, table, rows, place }: PatternTable): Item {
  const parts = { scope, field, as, table, rows: { items: rows.map(patternText), ordered: true } }
  return { thing: 'patterns', name: id, title: `${scope}.${field}`, place, parts }
}

const patternText = ({ source, pattern, value }: Pattern): string =>
  `${source}: ${pattern} → ${value || 'nothing'}`

function failureModeItem(mode: FailureMode): Item {
  const { id, title, stratum, family, symptoms, signs, rootCause, remedies, hides, undetected, place } = mode
  const parts = {
    title,
    stratum,
    family,
    symptoms: { items: symptoms },
    signs: { items: signs ?? [] },
    rootCause,
    remedies: { items: remedies ?? [] },
    hides: { items: hides ?? [] },
    undetected,
  }
  return { thing: 'failure-mode', name: id, title, place, parts }
}

function sourceItem({ id, title, resource, authors, year, version, file, repository, number }: Source): Item {
  const parts = {
    title,
    resource,
    authors: authors && { items: authors },
    year: given(year),
    version,
    file,
    repository,
    number: given(number),
  }
  return { thing: 'source', name: id, title, parts }
}
