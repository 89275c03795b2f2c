import { listing } from '../../src/report/listing.js'
import type { Outcome } from './run-mutants.js'
import type { Mutant } from './subjects.js'

/** What became of the mutants of one kind: counts by page and subject, then those that survive and those left out. */
export function reportOf(
  title: string,
  outcomes: readonly Outcome[],
): { readonly text: string; readonly percent: number } {
  const sum = (part: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, one) => total + part(one), 0)
  const killed = sum((outcome) => outcome.killed)
  const alike = sum((outcome) => outcome.alike.length)
  const total = killed + sum((outcome) => outcome.surviving.length)
  const pages = [...new Set(outcomes.map(({ subject }) => subject.page))].sort()
  const sections = [
    {
      heading: `${title}: mutants killed, by page`,
      rows: pages.flatMap((page) => {
        const own = outcomes.filter(({ subject }) => subject.page === page)
        return [pageRow(page, own), ...own.map(subjectRow)]
      }),
    },
    { heading: 'Surviving', rows: outcomes.flatMap(({ surviving }) => surviving.map(mutantRow)) },
    {
      heading: 'Left out: no outcome of their facts tells them from the original',
      rows: outcomes.flatMap((outcome) => outcome.alike.map(mutantRow)),
    },
  ].filter(({ rows }) => rows.length > 0)
  const percent = percentOf(killed, total)
  const last = `${title}: ${killed} of ${total} mutants killed, ${shown(percent)} % (${alike} equivalent ones left out)\n`
  const lists = sections.map((section) => `${listing([section], false)}\n`)
  return { text: `${lists.join('')}${last}\n`, percent }
}

function pageRow(page: string, outcomes: readonly Outcome[]): readonly string[] {
  const killed = outcomes.reduce((count, one) => count + one.killed, 0)
  const total = outcomes.reduce((count, one) => count + one.killed + one.surviving.length, 0)
  return [page, `${killed}/${total}`, `${shown(percentOf(killed, total))} %`]
}

const subjectRow = ({ subject, killed, surviving }: Outcome): readonly string[] => [
  `  ${subject.name}`,
  `${killed}/${killed + surviving.length}`,
]

const mutantRow = ({ place, original, mutated }: Mutant): readonly string[] => [
  `${place.page}:${place.line}`,
  `${original}  →  ${mutated}`,
]

const percentOf = (killed: number, total: number): number => (total === 0 ? 100 : (100 * killed) / total)

/** Rounded down, so that nothing looks like all. */
const shown = (percent: number): string => (Math.floor(percent * 10) / 10).toFixed(1)
