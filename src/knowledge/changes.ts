// What changed in meaning between two compiled bases: line numbers, the order of pages, the layout of blocks, the prose of
// reasons and how an expression is written are no changes. Plain data, for whoever tells it.
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
const things = [
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

/** A part of a thing that is not what it was. `before` is absent for what is new, `after` for what is gone. */
export interface ChangedPart {
  /**
   * The key of the block (`must`, `severity`), or of rows the column. `through`: selectors and sets that a thing rests on say
   * something else. `switched off`: a configuration removed the rule, for the reason in `after`.
   */
  readonly part: string
  readonly before?: string
  readonly after?: string
  /** What came or went is one of several. */
  readonly item?: true
}

export interface Change {
  readonly thing: Thing
  /** Of rules `family/name`, of rows `table[key]`, of words and formulas `scope.word`, or `section.word` where a plan has sections. */
  readonly name: string
  /** What it is, in the words of the base that has it: the sentence of a rule, the description of a word; or nothing. */
  readonly title: string
  /** `renamed`: a rule that carries the old id under `was`; `was` then names it. */
  readonly how: 'added' | 'removed' | 'renamed' | 'changed'
  readonly was?: string
  /** What is different: for `changed`, and for `renamed` what else is. */
  readonly parts: readonly ChangedPart[]
  /** Where it stands: in the new base, or in the old one where it was removed. */
  readonly place?: Place
}

/** A part of a thing: one text, or a list whose order means nothing unless `ordered`. */
type Part = string | { readonly items: readonly string[]; readonly ordered?: boolean } | undefined

/** A thing of a base, reduced to what it means. */
interface Item {
  readonly thing: Thing
  readonly name: string
  readonly title: string
  readonly place?: Place
  readonly parts: Readonly<Record<string, Part>>
  readonly was?: readonly string[]
  /** What it computes or demands: it means something else where a selector or set in here does. */
  readonly expressions?: readonly Expression[]
}

/** What `newBase` says that `oldBase` did not, and the reverse; by kind of thing, then by name. Empty when they mean the same. */
export function changesBetween(oldBase: Base, newBase: Base): Change[] {
  const { items: before, definitions: oldDefinitions } = meaningOf(oldBase)
  const { items: after, definitions: newDefinitions } = meaningOf(newBase)
  const through = changedNames(oldDefinitions, newDefinitions)
  const off = switchedOff(newBase)
  const changes: Change[] = []
  const followed = new Set<string>()
  for (const [key, item] of after) {
    const former = before.get(key) ?? formerOf(item, before, after)
    const head = headOf(item)
    if (former === undefined) {
      changes.push({ ...head, how: 'added', parts: [] })
      continue
    }
    followed.add(keyOf(former))
    if (former === item && !through.any) continue
    const parts = [...changedParts(former, item), ...through.of(former, item)]
    if (former.name !== item.name) changes.push({ ...head, how: 'renamed', was: former.name, parts })
    else if (parts.length > 0) changes.push({ ...head, how: 'changed', parts })
  }
  for (const [key, item] of before) {
    if (!followed.has(key)) changes.push({ ...headOf(item), how: 'removed', parts: off.get(key) ?? [] })
  }
  return changes.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

const headOf = ({ thing, name, title, place }: Item) => ({ thing, name, title, ...(place && { place }) })
const rank = ({ thing }: Change): number => things.indexOf(thing)
const keyOf = ({ thing, name }: Pick<Item, 'thing' | 'name'>): string => `${thing} ${name}`

/** The thing under its former id; not where the old id is still in use. */
function formerOf(item: Item, before: ReadonlyMap<string, Item>, after: ReadonlyMap<string, Item>) {
  const keys = (item.was ?? []).map((name) => keyOf({ thing: item.thing, name }))
  return keys.flatMap((key) => (after.has(key) ? [] : (before.get(key) ?? [])))[0]
}

/** Why configurations removed rules, by key. */
function switchedOff({ changes = [] }: Base): Map<string, readonly ChangedPart[]> {
  return new Map(
    changes
      .filter(({ to }) => to === 'off')
      .map(({ rule, reason }) => [
        keyOf({ thing: 'rule', name: rule }),
        [{ part: 'switched off', after: reason }],
      ]),
  )
}

function changedParts(before: Item, after: Item): ChangedPart[] {
  if (before === after) return []
  const names = [...new Set([...Object.keys(before.parts), ...Object.keys(after.parts)])]
  return names.flatMap((part) => {
    const [old, now] = [before.parts[part], after.parts[part]]
    if (typeof old !== 'object' && typeof now !== 'object')
      return old === now ? [] : [changedPart(part, old, now)]
    const ordered = [old, now].some((each) => typeof each === 'object' && each.ordered)
    return changedItems(part, itemsIn(old), itemsIn(now), ordered)
  })
}

const itemsIn = (part: Part): readonly string[] =>
  part === undefined ? [] : typeof part === 'string' ? [part] : part.items

/** Items that are gone and items that are new; one of each is one change. */
function changedItems(
  part: string,
  before: readonly string[],
  after: readonly string[],
  ordered: boolean,
): ChangedPart[] {
  const gone = without(before, after)
  const fresh = without(after, before)
  if (gone.length === 1 && fresh.length === 1) return [changedPart(part, gone[0], fresh[0])]
  if (gone.length + fresh.length > 0) {
    return [
      ...gone.map((item) => ({ part, before: item, item: true }) as const),
      ...fresh.map((item) => ({ part, after: item, item: true }) as const),
    ]
  }
  const moved = before.findIndex((item, i) => item !== after[i])
  return ordered && moved >= 0 ? [changedPart(`order of ${part}`, before[moved], after[moved])] : []
}

/** The items of a list that another lacks; equal items count as often as they occur. */
function without(items: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const item of others) left.set(item, (left.get(item) ?? 0) + 1)
  return items.filter((item) => {
    const count = left.get(item) ?? 0
    left.set(item, count - 1)
    return count <= 0
  })
}

const changedPart = (part: string, before: string | undefined, after: string | undefined): ChangedPart => ({
  part,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
})

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

/** What a base means: its things, and the selectors and sets that they rest on. */
interface Meaning {
  readonly items: ReadonlyMap<string, Item>
  readonly definitions: Definitions
}

const meanings = new WeakMap<Base, Meaning>()

/** Found once: whoever watches a base compares each compilation with the one before and the one behind. */
function meaningOf(base: Base): Meaning {
  const known = meanings.get(base)
  if (known !== undefined) return known
  const items = itemsOf(base)
  const meaning = { items, definitions: definitions(base, items) }
  meanings.set(base, meaning)
  return meaning
}

function itemsOf(base: Base): Map<string, Item> {
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

/** Selectors and sets by name: what they say, and the names that they use. */
type Definitions = ReadonlyMap<string, { readonly text: string; readonly uses: readonly string[] }>

function definitions({ selectors }: Base, items: ReadonlyMap<string, Item>): Definitions {
  const found = new Map<string, { text: string; uses: readonly string[] }>()
  const visit = (expression: Expression): string[] =>
    namesIn(expression, (set, value) => found.set(set, { text: JSON.stringify(value), uses: [] }))
  for (const { name, expression } of selectors)
    found.set(name, { text: expressionText(expression), uses: visit(expression) })
  for (const item of items.values())
    for (const [set, value] of setsIn(item)) found.set(set, { text: JSON.stringify(value), uses: [] })
  return found
}

const sets = new WeakMap<Item, readonly (readonly [name: string, members: unknown])[]>()

/** The sets that the expressions of a thing name, with their members. */
function setsIn(item: Item): readonly (readonly [name: string, members: unknown])[] {
  let known = sets.get(item)
  if (known === undefined) {
    const found: [string, unknown][] = []
    namesIn(item.expressions ?? [], (name, members) => found.push([name, members]))
    known = found
    sets.set(item, known)
  }
  return known
}

/** Selectors and sets that an expression names; each set is shown to `onSet` with its members. */
function namesIn(value: unknown, onSet: (name: string, members: unknown) => void): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(item, onSet))
  const expression = value as Expression
  if (expression.op === 'literal') {
    if (expression.name === undefined) return []
    onSet(expression.name, expression.value)
    return [expression.name]
  }
  const own = expression.op === 'selector' ? [expression.name] : []
  return [...own, ...Object.values(value).flatMap((item) => namesIn(item, onSet))]
}

interface Through {
  /** Whether any selector or set changed. */
  readonly any: boolean
  readonly of: (before: Item, after: Item) => ChangedPart[]
}

/** For two versions of a thing: the selectors and sets under them, at any depth, that both bases have and that changed. */
function changedNames(was: Definitions, is: Definitions): Through {
  const changed = new Set(
    [...is.keys()].filter((name) => was.has(name) && was.get(name)!.text !== is.get(name)!.text),
  )
  const of = (before: Item, after: Item): ChangedPart[] => {
    if (changed.size === 0) return []
    const names = new Set([...restsOn(before, was), ...restsOn(after, is)])
    const found = [...names].filter((name) => changed.has(name)).sort()
    return found.length === 0 ? [] : [{ part: 'through', after: found.join(', ') }]
  }
  return { any: changed.size > 0, of }
}

function restsOn({ expressions = [] }: Item, known: Definitions): Set<string> {
  const found = new Set<string>()
  const follow = (names: readonly string[]): void => {
    for (const name of names) {
      if (found.has(name)) continue
      found.add(name)
      follow(known.get(name)?.uses ?? [])
    }
  }
  for (const expression of expressions) follow(namesIn(expression, () => {}))
  return found
}
