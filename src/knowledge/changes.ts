// What changed in meaning between two compiled bases: line numbers, the order of pages, the layout of blocks, the prose of
// reasons and how an expression is written are no changes. Plain data, for whoever tells it.
import type { Base, Place } from './base.js'
import type { Expression } from './expression.js'
import { expressionText } from './expression-text.js'
import { type Item, itemsOf, keyOf, type Part, type Thing, things } from './items.js'

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
