// Phase 4: the files of `generated/`, by name and exact bytes.

import { asked, ruling } from '../../knowledge/asked.js'
import type { Base, Example, Rule } from '../../knowledge/base.js'
import { formatVersion } from '../../knowledge/load.js'
import { Kept } from '../kept.js'
import type { KeptList } from '../kept-list.js'
import { headsText, type List, listText, printHeads } from './list.js'
import { printJson } from './print.js'
import type { PrintedItems } from './printed-items.js'
import { vocabularyTypes } from './types.js'

export const note = 'Written by `kb compile`. Do not edit: change the pages under kb/ and compile again.'

/** The files that any base compiles to, by name. */
export function emitBase(
  base: Base,
  examples: readonly Example[],
  pages: readonly string[],
  items: PrintedItems,
  types: KeptList<string>,
): Map<string, string> {
  const { words, tables, formulas, estimates, selectors, patterns, rules, fixes, failureModes, sources } =
    base
  const lengths = {
    words,
    tables,
    formulas,
    estimates,
    selectors,
    patterns,
    rules,
    fixes,
    failureModes,
    sources,
    examples,
  }
  const counts = Object.fromEntries(Object.entries(lengths).map(([name, list]) => [name, list.length]))
  const { digest, strata, changes } = base
  const index = { version: formatVersion, digest, strata, counts, pages, ...(changes && { changes }) }
  const parts = rules.map((rule) => parted.recall(rule, () => [applying(rule), rulingOf(rule)]))
  const listed: Record<string, List> = {
    'vocabulary.json': { name: 'words', items: words, asked: asked.words },
    'facts.json': { name: 'tables', items: tables, asked: asked.tables },
    'formulas.json': { name: 'formulas', items: formulas, asked: asked.formulas },
    'selectors.json': { name: 'selectors', items: selectors, asked: asked.selectors },
    'rules.json': { name: 'rules', items: parts.map(([applying]) => applying), asked: asked.rules },
    'rulings.json': { name: 'rules', items: parts.map(([, ruling]) => ruling), asked: asked.rulings },
  }
  const lists: Record<string, Omit<List, 'asked'>> = {
    ...listed,
    'estimates.json': { name: 'estimates', items: estimates },
    'patterns.json': { name: 'patterns', items: patterns },
    'fixes.json': { name: 'fixes', items: fixes },
    'failure-modes.json': { name: 'failureModes', items: failureModes },
    'sources.json': { name: 'sources', items: sources },
    'examples.json': { name: 'examples', items: examples },
  }
  const files = new Map([['index.json', printJson({ note, ...index })]])
  for (const [name, list] of Object.entries(lists)) files.set(name, listText(name, list, note, items))
  const heads = Object.entries(listed).map(([name, list]) => [name, headsText(list, note, items)])
  files.set('heads.json', printHeads(note, Object.fromEntries(heads)))
  files.set('vocabulary.d.ts', `// ${note}\n\n${types.recall(words, () => vocabularyTypes(words))}`)
  return files
}

/** The two parts of a rule, the same objects as long as the rule is. */
const parted = new Kept<readonly [applying: object, ruling: object]>()

/** A rule without what it asks where it applies. */
function applying(rule: Rule): object {
  return Object.fromEntries(Object.entries(rule).filter(([key]) => !ruling.some((own) => own === key)))
}

function rulingOf(rule: Rule): object {
  const own = ruling.filter((key) => rule[key] !== undefined)
  return { id: rule.id, ...Object.fromEntries(own.map((key) => [key, rule[key]])) }
}
