// What changed in meaning between two compiled bases: line numbers, the order of pages and the layout of blocks are no
// changes. Plain data, for whoever tells it.
import type {
  Base,
  FailureMode,
  Fix,
  Formula,
  Pattern,
  Place,
  Rule,
  Selector,
  Source,
  Table,
  Word,
} from './base.js'
import type { Expression } from './expression.js'
import { expressionText } from './expression-text.js'

export type Thing =
  | 'stratum'
  | 'word'
  | 'table'
  | 'row'
  | 'formula'
  | 'selector'
  | 'patterns'
  | 'failure-mode'
  | 'rule'
  | 'source'

/** A part of a thing that is not what it was. `before` is absent for what is new, `after` for what is gone. */
export interface ChangedPart {
  /** The key of the block (`must`, `severity`), or of rows the column. `through`: selectors and sets that a rule rests on. */
  readonly part: string
  readonly before?: string
  readonly after?: string
}

export interface Change {
  readonly thing: Thing
  /** Of rules `family/name`, of rows `table[key]`, of words and formulas `scope.word`. */
  readonly name: string
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
  readonly place?: Place
  readonly parts: Readonly<Record<string, Part>>
  readonly was?: readonly string[]
}

/** What `newBase` says that `oldBase` did not, and the reverse; by kind of thing, then by name. Empty when they mean the same. */
export function changesBetween(oldBase: Base, newBase: Base): Change[] {
  const before = itemsOf(oldBase)
  const after = itemsOf(newBase)
  const through = changedThrough(oldBase, newBase)
  const changes: Change[] = []
  const followed = new Set<string>()
  for (const [key, item] of after) {
    const former = before.get(key) ?? formerOf(item, before, after)
    const head = { thing: item.thing, name: item.name, ...(item.place && { place: item.place }) }
    if (former === undefined) {
      changes.push({ ...head, how: 'added', parts: [] })
      continue
    }
    followed.add(keyOf(former))
    const parts = [
      ...changedParts(former, item),
      ...(item.thing === 'rule' ? (through.get(item.name) ?? []) : []),
    ]
    if (former.name !== item.name) changes.push({ ...head, how: 'renamed', was: former.name, parts })
    else if (parts.length > 0) changes.push({ ...head, how: 'changed', parts })
  }
  for (const [key, { thing, name, place }] of before) {
    if (!followed.has(key)) changes.push({ thing, name, how: 'removed', parts: [], ...(place && { place }) })
  }
  return changes.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

const things: readonly Thing[] = [
  'stratum',
  'word',
  'table',
  'row',
  'formula',
  'selector',
  'patterns',
  'failure-mode',
  'rule',
  'source',
]
const rank = ({ thing }: Change): number => things.indexOf(thing)
const keyOf = ({ thing, name }: Item): string => `${thing} ${name}`

/** The thing under its former id; not where the old id is still in use. */
function formerOf(item: Item, before: ReadonlyMap<string, Item>, after: ReadonlyMap<string, Item>) {
  const ids = (item.was ?? []).map((name) => `${item.thing} ${name}`)
  return ids.flatMap((key) => (after.has(key) ? [] : (before.get(key) ?? [])))[0]
}

function changedParts(before: Item, after: Item): ChangedPart[] {
  const names = [...new Set([...Object.keys(before.parts), ...Object.keys(after.parts)])]
  return names.flatMap((part) => {
    const [old, now] = [before.parts[part], after.parts[part]]
    if (typeof old !== 'object' || typeof now !== 'object') {
      const [was, is] = [textOf(old), textOf(now)]
      return was === is ? [] : [changedPart(part, was, is)]
    }
    return changedItems(part, old.items, now.items, now.ordered === true)
  })
}

const textOf = (part: Part): string | undefined => (typeof part === 'object' ? part.items.join(', ') : part)

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
      ...gone.map((item) => changedPart(part, item, undefined)),
      ...fresh.map((item) => changedPart(part, undefined, item)),
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

function itemsOf(base: Base): Map<string, Item> {
  const items: Item[] = [
    ...base.strata.map(({ id }): Item => ({ thing: 'stratum', name: id, parts: {} })),
    // Words of formulas are told with their formula.
    ...base.words.filter(({ origin }) => origin !== 'derived').map(wordItem),
    ...base.tables.flatMap(tableItems),
    ...base.formulas.map(formulaItem),
    ...base.selectors.map(selectorItem),
    ...base.patterns.map(({ id, scope, field, as, rows, place }): Item => {
      const parts = { scope, field, as, rows: { items: rows.map(patternText), ordered: true } }
      return { thing: 'patterns', name: id, place, parts }
    }),
    ...base.failureModes.map(failureModeItem),
    ...base.rules.map(ruleItem),
    ...base.sources.map(sourceItem),
  ]
  return new Map(items.map((item) => [keyOf(item), item]))
}

function wordItem(word: Word): Item {
  const { scope, name, type, unit, values, minimum, maximum, origin, stratum, preconditions, place } = word
  const parts = {
    type,
    unit,
    values: values && { items: values.map(String) },
    minimum: given(minimum),
    maximum: given(maximum),
    default: given(word.default),
    from: word.from && { items: word.from, ordered: true },
    fallback: word.fallback && expressionText(word.fallback),
    origin,
    stratum,
    preconditions: { items: preconditions },
    description: word.description,
  }
  return { thing: 'word', name: `${scope}.${name}`, ...(place && { place }), parts }
}

const given = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))

function tableItems({ id, stratum, key, columns, rows, aliases, cites, place }: Table): Item[] {
  const names = Object.entries(aliases ?? {}).map(([alias, row]) => `${alias} → ${row}`)
  const shapes = Object.entries(columns).map(([name, { type, unit }]) => `${name}: ${type}, ${unit}`)
  return [
    {
      thing: 'table',
      name: id,
      place,
      parts: { stratum, key, columns: { items: shapes }, aliases: { items: names }, cites: { items: cites } },
    },
    ...Object.entries(rows).map(([value, row]): Item => {
      const cells = Object.entries(row).map(([column, cell]) => [column, [cell].flat().join(', ')])
      return { thing: 'row', name: `${id}[${value}]`, place, parts: Object.fromEntries(cells) }
    }),
  ]
}

function formulaItem({ id, scope, type, unit, stratum, text, description, cites, place }: Formula): Item {
  const parts = { expression: text, type, unit, stratum, description, cites: { items: cites } }
  return { thing: 'formula', name: `${scope}.${id}`, place, parts }
}

function selectorItem({ name, stratum, text, description, place }: Selector): Item {
  return { thing: 'selector', name, place, parts: { is: text, stratum, description } }
}

const patternText = ({ source, pattern, value }: Pattern): string => `${source}: ${pattern} → ${value}`

function ruleItem(rule: Rule): Item {
  const { id, title, stratum, severity, kind, engine, scope, requires, failureMode, cites, place } = rule
  const parts = {
    severity,
    kind,
    engine: engine && `${engine.names.join(', ')} ${engine.versions}`,
    scope,
    stratum,
    when: { items: rule.when.map(({ text }) => text) },
    must: { items: rule.must.map(({ text }) => text) },
    requires: { items: requires },
    message: rule.messageText,
    fix: { items: rule.fixes.map(fixText) },
    failureMode,
    cites: { items: cites },
    title,
    reason: rule.reason,
  }
  return { thing: 'rule', name: id, place, parts, was: rule.was }
}

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
  return { thing: 'failure-mode', name: id, place, parts }
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
  return { thing: 'source', name: id, parts }
}

function fixText({ title, safety, edit }: Fix): string {
  const edits = Object.entries(edit).map(([kind, parameters]) => {
    const texts = Object.entries(parameters).map(([name, value]) => `${name} = ${expressionText(value)}`)
    return [kind, ...texts].join(' ')
  })
  return `${title} (${safety}): ${edits.join('; ')}`
}

/**
 * Rules that mean something else although they are written as before, by id: their conditions rest on selectors or sets of
 * tables that changed.
 */
function changedThrough(oldBase: Base, newBase: Base): Map<string, ChangedPart[]> {
  const before = new Map(oldBase.rules.map((rule) => [rule.id, rule]))
  const [was, is] = [definitions(oldBase), definitions(newBase)]
  const found = new Map<string, ChangedPart[]>()
  for (const rule of newBase.rules) {
    const old = before.get(rule.id)
    if (old === undefined || clausesOf(old) !== clausesOf(rule) || loweredOf(old) === loweredOf(rule))
      continue
    const names = new Set([...restsOn(old, was), ...restsOn(rule, is)])
    const changed = [...names].filter((name) => was.get(name)?.text !== is.get(name)?.text).sort()
    found.set(rule.id, [{ part: 'through', after: changed.join(', ') }])
  }
  return found
}

const clausesOf = ({ scope, when, must }: Rule): string =>
  JSON.stringify([scope, when.map(({ text }) => text), must.map(({ text }) => text)])
const loweredOf = ({ facts, conditions }: Rule): string => JSON.stringify([facts, conditions])

/** Selectors and sets by name: what they say, and the names that they use. */
type Definitions = ReadonlyMap<string, { readonly text: string; readonly uses: readonly string[] }>

function definitions(base: Base): Definitions {
  const found = new Map<string, { text: string; uses: readonly string[] }>()
  const visit = (expression: Expression): string[] =>
    namesIn(expression, (set, value) => found.set(set, { text: JSON.stringify(value), uses: [] }))
  for (const { name, text, expression } of base.selectors) found.set(name, { text, uses: visit(expression) })
  for (const { when, must } of base.rules) for (const clause of [...when, ...must]) visit(clause.expression)
  return found
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

function restsOn({ when, must }: Rule, known: Definitions): Set<string> {
  const found = new Set<string>()
  const follow = (names: readonly string[]): void => {
    for (const name of names) {
      if (found.has(name)) continue
      found.add(name)
      follow(known.get(name)?.uses ?? [])
    }
  }
  for (const { expression } of [...when, ...must]) follow(namesIn(expression, () => {}))
  return found
}
