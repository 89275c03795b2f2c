// Changes between two bases, for people: a line a thing, and below it what was and what is.
import type { Change, ChangedPart } from '../knowledge/changes.js'
import { plain } from './plain.js'

const signs: Readonly<Record<Change['how'], string>> = {
  added: '+',
  removed: '-',
  renamed: '~',
  changed: '~',
}

/** Longer texts (prose, long conditions) are cut. */
const shown = 160

/** The changes as text, each line ended; empty when there are none. */
export function changesText(changes: readonly Change[]): string {
  return changes.map(changeText).join('')
}

function changeText({ thing, name, how, was, parts, place }: Change): string {
  const renamed = was === undefined ? '' : ` (was ${plain(was)})`
  const where = place === undefined ? '' : `  ${plain(place.page)}:${place.line}`
  const lines = parts.map((part) => `    ${partText(part)}\n`)
  return `${signs[how]} ${thing} ${plain(name)}${renamed}${where}\n${lines.join('')}`
}

function partText({ part, before, after }: ChangedPart): string {
  if (part === 'through') return `means something else through ${plain(after ?? '')}`
  // Prose is no law: that it changed is enough.
  if (part === 'reason') return 'reason rewritten'
  if (before === undefined) return `${part}: now also ${cut(after ?? '')}`
  if (after === undefined) return `${part}: no longer ${cut(before)}`
  return `${part}: ${cut(before)} → ${cut(after)}`
}

function cut(text: string): string {
  const one = plain(text.replace(/\s+/g, ' '))
  return one.length > shown ? `${one.slice(0, shown - 1)}…` : one || '(nothing)'
}
