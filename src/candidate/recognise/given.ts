// Words of the plan that pattern tables find in other words of the plan: what the name of a model says of its weights.
import type { Base, PatternTable, Word } from '../../knowledge/base.js'
import { sourcesOf } from '../../knowledge/sources.js'
import type { SectionValue } from '../candidate.js'
import { givenWords, unfit } from '../plan/words.js'
import { isSection } from './fill.js'
import { namesOf } from './names.js'
import type { FieldValue, Names } from './readers.js'
import { planSources } from './sources.js'
import { prepareAll, readFields } from './table.js'

type Given = Readonly<Record<string, SectionValue>>

/**
 * What a document gives of the plan, and what the pattern tables of scope plan read from that. A word that is given keeps
 * its value, and a value that its word does not take is left out. A word may mean another one in such a document.
 */
export function withRecognised(given: Given, base: Base): Given {
  const fields = new Map<string, FieldValue>(Object.entries(given))
  const sources = planSources(new Map(), fields)
  let names: Names | undefined
  for (const table of base.patterns) {
    // Only what can find something is prepared: most plans give none of the words that the tables read.
    if (table.scope !== 'plan' || fields.has(table.field) || !readsOneOf(table, fields)) continue
    names ??= namesOf(base.patterns, base.tables)
    readFields(prepareAll([table], names), sources, fields)
  }
  const words = givenWords(base, 'plan')
  const all: Record<string, SectionValue> = Object.assign(Object.create(null), given)
  for (const [field, value] of fields) {
    const word = words.get(field)
    if (Object.hasOwn(all, field) || word === undefined || unfit(word, value) !== undefined) continue
    if (isSection(value)) all[field] = value
  }
  return meant(all, words)
}

/** What is said by a word that means another one here, said by that. */
function meant(given: Given, words: ReadonlyMap<string, Word>): Given {
  const all: Record<string, SectionValue> = Object.assign(Object.create(null), given)
  for (const [name, { meantBy }] of words) {
    if (meantBy === undefined || given[name] !== undefined || given[meantBy.where] === undefined) continue
    const value = given[meantBy.word]
    if (value === undefined) continue
    all[name] = value
    delete all[meantBy.word]
  }
  return all
}

function readsOneOf({ rows }: PatternTable, fields: ReadonlyMap<string, unknown>): boolean {
  return rows.some(({ source }) => sourcesOf(source).some((name) => fields.has(name)))
}
