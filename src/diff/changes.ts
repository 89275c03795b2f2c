// What differs between two bases in meaning. Where a thing stands on its page, how its prose is worded and how an
// expression is written do not count: expressions are compared in their canonical text.
import type { Base, Formula, PatternTable, Rule, Table, Word } from '../knowledge/base.js'
import { expressionText } from '../knowledge/expression-text.js'

export type Part =
  | 'stratum'
  | 'rule'
  | 'formula'
  | 'word'
  | 'selector'
  | 'table'
  | 'row'
  | 'pattern table'
  | 'failure mode'
  | 'source'

/** One thing that is new, gone, has another name, or is no longer the same. */
export interface Change {
  readonly of: Part
  readonly kind: 'added' | 'removed' | 'renamed' | 'changed'
  readonly name: string
  /** What it is, in the words of the base that has it: the sentence of a rule, the description of a word. */
  readonly title: string
  /** Renamed: the name before. */
  readonly former?: string
  readonly details: readonly Detail[]
}

/** What changed of it: a value that was another one, or items of a list that were added and removed. */
export type Detail =
  | { readonly what: string; readonly before: string; readonly after: string }
  | { readonly what: string; readonly added: readonly string[]; readonly removed: readonly string[] }

/** A thing as a comparison sees it. Facets are texts, or lists whose order does not matter. */
interface Thing {
  readonly name: string
  readonly title: string
  readonly former?: readonly string[]
  readonly facets: Readonly<Record<string, string | readonly string[]>>
}

/** Everything that changed from one base to another, part by part, each part by name. */
export function changesBetween(oldBase: Base, newBase: Base): readonly Change[] {
  const off = new Map(
    newBase.changes?.flatMap(({ rule, to, reason }) => (to === 'off' ? [[rule, reason]] : [])),
  )
  return parts
    .flatMap(([of, things]) => compare(of, things(oldBase), things(newBase)))
    .map((change) => {
      const reason = change.of === 'rule' && change.kind === 'removed' ? off.get(change.name) : undefined
      return reason === undefined
        ? change
        : { ...change, details: [{ what: 'switched off', before: '', after: reason }] }
    })
}

const parts: readonly (readonly [Part, (base: Base) => readonly Thing[]])[] = [
  ['stratum', ({ strata }) => strata.map(({ id, title }) => ({ name: id, title, facets: {} }))],
  ['rule', ({ rules }) => rules.map(ruleThing)],
  ['formula', ({ formulas }) => formulas.map(formulaThing)],
  // A derived word is its formula.
  ['word', ({ words }) => words.filter(({ origin }) => origin !== 'derived').map(wordThing)],
  [
    'selector',
    ({ selectors }) =>
      selectors.map(({ name, description, expression }) => ({
        name,
        title: description,
        facets: { meaning: expressionText(expression) },
      })),
  ],
  ['table', ({ tables }) => tables.map(tableThing)],
  ['row', ({ tables }) => tables.flatMap(rowThings)],
  ['pattern table', ({ patterns }) => patterns.map(patternThing)],
  [
    'failure mode',
    ({ failureModes }) =>
      failureModes.map(({ id, title, symptoms, rootCause }) => ({
        name: id,
        title,
        facets: { title, symptoms, 'root cause': rootCause },
      })),
  ],
  [
    'source',
    ({ sources }) =>
      sources.map(({ id, title, resource }) => ({ name: id, title, facets: { title, resource } })),
  ],
]

function ruleThing(rule: Rule): Thing {
  const { id, title, severity, kind, scope, requires, failureMode = '', cites, when, must, fixes } = rule
  return {
    name: id,
    title,
    former: rule.was,
    facets: {
      sentence: title,
      severity,
      kind,
      engine: rule.engine ? `${rule.engine.name} ${rule.engine.versions}` : '',
      scope,
      when: when.map(({ expression }) => expressionText(expression)),
      must: must.map(({ expression }) => expressionText(expression)),
      requires,
      message: rule.messageText,
      fix: fixes.map((fix) => `${fix.title} (${fix.safety}): ${editText(fix.edit)}`),
      'failure mode': failureMode,
      cites,
      stratum: rule.stratum,
    },
  }
}

function editText(edit: Rule['fixes'][number]['edit']): string {
  return Object.entries(edit)
    .map(([kind, values]) => {
      const parameters = Object.entries(values).map(([name, value]) => `${name} = ${expressionText(value)}`)
      return [kind, ...parameters].join(' ')
    })
    .join('; ')
}

function formulaThing({ scope, id, type, unit, stratum, expression, cites, description }: Formula): Thing {
  return {
    name: `${scope}.${id}`,
    title: description,
    facets: { expression: expressionText(expression), type, unit, cites, stratum },
  }
}

function wordThing(word: Word): Thing {
  const { scope, name, type, unit, origin, stratum, preconditions, description } = word
  const limit = (value: unknown) => (value === undefined ? '' : String(value))
  return {
    name: name.includes('.') ? name : `${scope}.${name}`,
    title: description,
    facets: {
      ...{ type, unit, origin, stratum, preconditions },
      values: (word.values ?? []).map(String),
      minimum: limit(word.minimum),
      maximum: limit(word.maximum),
      default: limit(word.default),
    },
  }
}

function tableThing({ id, key, columns, stratum }: Table): Thing {
  const names = Object.entries(columns).map(([name, { type, unit }]) =>
    unit === '1' ? `${name} (${type})` : `${name} (${type}, ${unit})`,
  )
  return { name: id, title: '', facets: { key, columns: names, stratum } }
}

function rowThings({ id, rows }: Table): Thing[] {
  return Object.entries(rows).map(([key, row]) => ({
    name: `${id}[${key}]`,
    title: '',
    facets: Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === 'object' ? value.map(String) : String(value),
      ]),
    ),
  }))
}

/** Rows of patterns are tried in order, so their order is part of what they mean. */
function patternThing({ id, scope, field, as, rows }: PatternTable): Thing {
  const texts = rows.map(({ source, pattern, value }) => `${source}: ${pattern} gives ${value || 'nothing'}`)
  return {
    name: id,
    title: `${scope}.${field}`,
    facets: { fills: `${scope}.${field} as ${as}`, rows: texts, order: texts.join('\n') },
  }
}

function compare(of: Part, before: readonly Thing[], after: readonly Thing[]): Change[] {
  const old = new Map(before.map((thing) => [thing.name, thing]))
  const names = new Set(after.map(({ name }) => name))
  const met = new Set<string>()
  const present = after.flatMap((thing): Change[] => {
    const former = old.has(thing.name)
      ? undefined
      : thing.former?.find((name) => old.has(name) && !names.has(name))
    const previous = old.get(former ?? thing.name)
    if (previous === undefined)
      return [{ of, kind: 'added', name: thing.name, title: thing.title, details: [] }]
    met.add(previous.name)
    const details = detailsOf(previous.facets, thing.facets)
    const { name, title } = thing
    if (former !== undefined) return [{ of, kind: 'renamed', name, title, former, details }]
    return details.length === 0 ? [] : [{ of, kind: 'changed', name, title, details }]
  })
  const gone = before
    .filter(({ name }) => !met.has(name))
    .map(({ name, title }): Change => ({ of, kind: 'removed', name, title, details: [] }))
  return [...present, ...gone].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function detailsOf(before: Thing['facets'], after: Thing['facets']): Detail[] {
  const details = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((what): Detail[] => {
    const [one, two] = [before[what] ?? '', after[what] ?? '']
    if (typeof one === 'string' && typeof two === 'string')
      return one === two ? [] : [{ what, before: one, after: two }]
    const [were, are] = [listOf(one), listOf(two)]
    const added = are.filter((item) => !were.includes(item))
    const removed = were.filter((item) => !are.includes(item))
    return added.length + removed.length === 0 ? [] : [{ what, added, removed }]
  })
  // Of rows that came or went the order says nothing more.
  const isMoved = ({ what }: Detail) => what === 'order'
  return details.some((detail) => !isMoved(detail)) ? details.filter((detail) => !isMoved(detail)) : details
}

const listOf = (facet: string | readonly string[]): readonly string[] =>
  typeof facet === 'string' ? (facet === '' ? [] : [facet]) : facet
