// Phase 4: the files of `generated/`, by name and exact bytes.
import type { Base, Example, Rule } from '../../knowledge/base.js'
import { formatVersion } from '../../knowledge/load.js'
import { ruling } from '../../knowledge/load-rules.js'
import type { Memo } from '../memo.js'
import { printJson } from './print.js'
import { vocabularyTypes } from './types.js'

export const note = 'Written by `kb compile`. Do not edit: change the pages under kb/ and compile again.'

/** The files that any base compiles to, by name. */
export function emitBase(
  base: Base,
  examples: readonly Example[],
  pages: readonly string[],
  items: Memo<string>,
): Map<string, string> {
  const { words, tables, formulas, estimates, selectors, patterns, rules, fixes, failureModes, sources } =
    base
  const parts = {
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
  const counts = Object.fromEntries(Object.entries(parts).map(([name, list]) => [name, list.length]))
  const { digest, strata, changes } = base
  const index = { version: formatVersion, digest, strata, counts, pages, ...(changes && { changes }) }
  const contents: Record<string, object> = {
    'index.json': index,
    'vocabulary.json': { words },
    'facts.json': { tables },
    'formulas.json': { formulas },
    'estimates.json': { estimates },
    'selectors.json': { selectors },
    'patterns.json': { patterns },
    'rules.json': { rules: rules.map(applying) },
    'rulings.json': { rules: rules.map(rulingOf) },
    'fixes.json': { fixes },
    'failure-modes.json': { failureModes },
    'sources.json': { sources },
    'examples.json': { examples },
  }
  const files = new Map(
    Object.entries(contents).map(([name, content]) => [name, printJson({ note, ...content }, items)]),
  )
  files.set('vocabulary.d.ts', `// ${note}\n\n${vocabularyTypes(words)}`)
  return files
}

/** A rule without what it asks where it applies. */
function applying(rule: Rule): object {
  return Object.fromEntries(Object.entries(rule).filter(([key]) => !ruling.some((own) => own === key)))
}

function rulingOf(rule: Rule): object {
  return { id: rule.id, ...Object.fromEntries(ruling.map((key) => [key, rule[key]])) }
}
