// What changed between two bases, in plain words.
import type { Change, ChangedPart } from '../knowledge/changes.js'
import type { Thing } from '../knowledge/items.js'
import { paint } from './paint.js'
import { plain } from './plain.js'
import { wrap } from './wrap.js'

const headings: Readonly<Record<Thing, string>> = {
  stratum: 'Strata',
  rule: 'Rules',
  formula: 'Formulas',
  estimate: 'Estimates',
  word: 'Words',
  selector: 'Selectors',
  table: 'Tables of facts',
  row: 'Rows of facts',
  patterns: 'Patterns',
  'failure-mode': 'Failure modes',
  source: 'Sources',
}

/** How a condition that came or went is told. */
const phrases: Readonly<Record<string, { readonly come: string; readonly go: string }>> = {
  when: { come: 'it applies only where also', go: 'it applies no longer only where' },
  must: { come: 'it demands also', go: 'it no longer demands' },
}

/** Parts whose texts are code. */
const coded = new Set(['when', 'must', 'expression', 'is', 'else', 'requires', 'rows', 'columns', 'message'])

export interface ChangesLayout {
  readonly width: number
  readonly colour: boolean
}

/** The changes under a heading a kind of thing; empty when there are none. */
export function changesText(changes: readonly Change[], layout: ChangesLayout): string {
  const kinds = [...new Set(changes.map(({ thing }) => thing))]
  return kinds
    .map((kind) => {
      const own = changes.filter(({ thing }) => thing === kind)
      return `${paint('strong', headings[kind], layout.colour)}\n${own.map((each) => changeText(each, layout)).join('')}`
    })
    .join('\n')
}

const indent = 11

/** `  changed  family/name  The sentence of the rule  kb/00_x/page.md:31`, and below it what was and what is. */
function changeText({ how, name, title, was, parts, place }: Change, layout: ChangesLayout): string {
  const called = was === undefined ? name : `${was} is now ${name}`
  const where = place === undefined ? '' : `${place.page}:${place.line}`
  const head = [how.padEnd(indent - 4), called, title, where].filter((text) => text !== '').map(plain)
  return `  ${head.join('  ')}\n${parts.map((part) => indented(partText(part), layout)).join('')}`
}

/** A text below the head of a change. */
export function indented(text: string, { width }: ChangesLayout): string {
  const [first = '', ...rest] = wrap(plain(text), width - indent - 2)
  const blank = ' '.repeat(indent)
  return [`${blank}${first}`, ...rest.map((line) => `${blank}  ${line}`)].map((line) => `${line}\n`).join('')
}

/** `must: heat >= 200 is now heat >= 210`, or a sentence for an item that came or went. */
function partText({ part, before, after, item }: ChangedPart): string {
  if (part === 'through') return `it means something else through ${after}`
  const shown = (text: string | undefined) => (coded.has(part) ? `\`${text}\`` : text || '(nothing)')
  if (before !== undefined && after !== undefined) {
    const what = part.startsWith('order of ') ? `${part}: ${before} stood where now is ${after}` : undefined
    return what ?? `${part}: ${shown(before)} is now ${shown(after)}`
  }
  const { come = `${part}: ${item ? 'also' : 'now'}`, go = `${part}: no longer` } = phrases[part] ?? {}
  return before === undefined ? `${come} ${shown(after)}` : `${go} ${shown(before)}`
}
