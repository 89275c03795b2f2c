// What `kb fix` did, as text for a terminal.
import type { FixReport, FixResult } from '../judge/fix-report.js'
import type { Layout } from './helpers.js'
import { render } from './templates.js'
import { shortList } from './values.js'

/** The meaning of a class of changes, for people. */
const meanings = {
  safe: 'safe: same strategy, same results',
  strategy: 'strategy: other degrees or another kind of parallelism, same results',
  workload: 'workload: less is asked, or more machines',
} as const

/** Fixes, patches and corrected documents as text; `showsDocument` adds the corrected text itself. */
export async function fixText(
  { results }: FixReport,
  layout: Layout,
  showsDocument: (result: FixResult) => boolean,
): Promise<string> {
  const shown = results.map((result) => resultView(result, showsDocument(result)))
  return render('fix', { results: shown }, layout)
}

function resultView(result: FixResult, showsDocument: boolean): object {
  const { input, before, outcome, safety, fixes, patch, diff, corrected, reasons } = result
  const { command, besides = [], left = '' } = result
  // A patch of a document that stands nowhere helps nobody; a single command is its own difference.
  const isLaunch = command !== undefined || besides.length > 0 || left !== ''
  const isAlone = command !== undefined && command === corrected
  return {
    ...{ input, before, outcome, isChanged: fixes.length > 0 },
    meaning: safety === undefined ? '' : meanings[safety],
    fixes: fixes.map(({ rule, title, safety, subjects }) => ({
      ...{ rule, title, safety },
      subjects: shortList(subjects),
    })),
    patch: isLaunch ? [] : (patch ?? []).map((operation) => JSON.stringify(operation)),
    diff: isAlone ? '' : diff,
    command: command ?? '',
    besides,
    left,
    corrected: showsDocument && fixes.length > 0 && !isLaunch ? (corrected ?? '') : '',
    reasons: reasons.map(({ rule, message, because, tried }) => ({
      ...{ rule, message, because },
      tried: tried.map(({ title, why }) => `${title}: ${why}`),
      isUntried: tried.length === 0 && because === undefined,
    })),
    nothing: fixes.length > 0 || reasons.length > 0 ? '' : nothingToDo(outcome),
  }
}

/** Said of a document that is left as it is, and in which nothing is broken that a reason would tell of. */
function nothingToDo(outcome: FixResult['outcome']): string {
  if (outcome === 'valid') return 'No fix is needed.'
  return outcome === 'undecided'
    ? 'Nothing is broken; facts are missing, which no fix supplies: `kb check --why` lists them.'
    : 'No fix is known.'
}
