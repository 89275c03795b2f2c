// What changed between two bases, in plain words.
import type { Change, Detail, Part } from '../diff/changes.js'
import type { Flip, Met } from '../diff/flips.js'
import { paint } from './paint.js'
import { plain } from './plain.js'
import { counted } from './values.js'
import { wrap } from './wrap.js'

const headings: Readonly<Record<Part, string>> = {
  stratum: 'Strata',
  rule: 'Rules',
  formula: 'Formulas',
  word: 'Words',
  selector: 'Selectors',
  table: 'Tables of facts',
  row: 'Rows of facts',
  'pattern table': 'Patterns',
  'failure mode': 'Failure modes',
  source: 'Sources',
}

/** How a condition that came or went is told. */
const phrases: Readonly<Record<string, { readonly come: string; readonly go: string }>> = {
  when: { come: 'it applies only where also', go: 'it applies no longer only where' },
  must: { come: 'it demands also', go: 'it no longer demands' },
}

/** Facets whose values are code. */
const coded = new Set(['when', 'must', 'expression', 'meaning', 'requires', 'rows', 'columns', 'message'])

export interface ChangesLayout {
  readonly width: number
  readonly colour: boolean
}

/** The changes under a heading a part, then the plans that come out otherwise, and a summary. */
export function changesText(
  changes: readonly Change[],
  flips: readonly Flip[],
  plans: number,
  layout: ChangesLayout,
): string {
  const parts = [...new Set(changes.map(({ of }) => of))].map((part) => {
    const own = changes.filter(({ of }) => of === part)
    return [
      paint('strong', headings[part], layout.colour),
      ...own.flatMap((each) => changeLines(each, layout)),
    ]
  })
  const verdicts =
    flips.length === 0
      ? []
      : [[paint('strong', 'Plans', layout.colour), ...flips.flatMap((flip) => flipLines(flip, layout))]]
  return [...parts, ...verdicts, [summary(changes, flips, plans)]]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

const indent = 11

function changeLines({ kind, name, title, former, details }: Change, layout: ChangesLayout): string[] {
  const called = former === undefined ? plain(name) : `${plain(former)} is now ${plain(name)}`
  const head = `  ${kind.padEnd(indent - 4)}  ${[called, plain(title)].filter((text) => text !== '').join('  ')}`
  return [head, ...details.flatMap((detail) => detailTexts(detail).flatMap((text) => wrapped(text, layout)))]
}

function wrapped(text: string, { width }: ChangesLayout): string[] {
  const [first = '', ...rest] = wrap(plain(text), width - indent - 2)
  const blank = ' '.repeat(indent)
  return [`${blank}${first}`, ...rest.map((line) => `${blank}  ${line}`)]
}

/** `must: heat >= 200 is now heat >= 210`, or a sentence for each item that came or went. */
function detailTexts(detail: Detail): string[] {
  const { what } = detail
  const shown = (text: string) => (coded.has(what) ? `\`${text}\`` : text)
  if ('before' in detail) {
    if (what === 'order') return ['the rows are tried in another order']
    if (detail.before === '') return [`${what}: now ${shown(detail.after)}`]
    if (detail.after === '') return [`${what}: no longer ${shown(detail.before)}`]
    return [`${what}: ${shown(detail.before)} is now ${shown(detail.after)}`]
  }
  const { added, removed } = detail
  if (added.length === 1 && removed.length === 1)
    return [`${what}: ${shown(removed[0]!)} is now ${shown(added[0]!)}`]
  const { come = `${what}: also`, go = `${what}: no longer` } = phrases[what] ?? {}
  return [...added.map((item) => `${come} ${shown(item)}`), ...removed.map((item) => `${go} ${shown(item)}`)]
}

function flipLines(
  { input, before, after, broken, mended, opened, settled }: Flip,
  layout: ChangesLayout,
): string[] {
  const outcome =
    before === after ? `still ${after}` : `${before} is now ${paint(after, after, layout.colour)}`
  const because = [
    ...listed('broken now', broken),
    ...listed('broken no longer', mended),
    ...(after === 'undecided' ? listed('open now', opened) : []),
    ...(before === 'undecided' ? listed('open no longer', settled) : []),
  ]
  return [`  ${plain(input)}: ${outcome}`, ...because.flatMap((text) => wrapped(text, layout))]
}

function listed(what: string, met: readonly Met[]): string[] {
  return met.length === 0
    ? []
    : [`${what}: ${met.map(({ rule, severity }) => `${rule} (${severity})`).join(', ')}`]
}

function summary(changes: readonly Change[], flips: readonly Flip[], plans: number): string {
  const flipped = flips.filter(({ before, after }) => before !== after).length
  const law = changes.length === 0 ? 'The law is the same' : counted(changes.length, 'change')
  return plans === 0 ? law : `${law}; ${flipped} of ${counted(plans, 'plan')} with another outcome`
}
