// Plans that two bases judge differently, and how much changed at all.
import type { Flip, Met } from '../diff/flips.js'
import { type ChangesLayout, indented } from './changes.js'
import { paint } from './paint.js'
import { plain } from './plain.js'
import { counted } from './values.js'

/** The plans that come out otherwise, each with the rules that make it so; empty when there are none. */
export function flipsText(flips: readonly Flip[], layout: ChangesLayout): string {
  if (flips.length === 0) return ''
  return `${paint('strong', 'Plans', layout.colour)}\n${flips.map((flip) => flipText(flip, layout)).join('')}`
}

function flipText(
  { input, before, after, broken, mended, opened, settled }: Flip,
  layout: ChangesLayout,
): string {
  const outcome =
    before === after ? `still ${after}` : `${before} is now ${paint(after, after, layout.colour)}`
  const because = [
    ...listed('broken now', broken),
    ...listed('broken no longer', mended),
    ...(after === 'undecided' ? listed('open now', opened) : []),
    ...(before === 'undecided' ? listed('open no longer', settled) : []),
  ]
  return `  ${plain(input)}: ${outcome}\n${because.map((text) => indented(text, layout)).join('')}`
}

function listed(what: string, met: readonly Met[]): string[] {
  return met.length === 0
    ? []
    : [`${what}: ${met.map(({ rule, severity }) => `${rule} (${severity})`).join(', ')}`]
}

/** `2 changes; 1 of 3 plans with another outcome`. */
export function diffSummary(changes: number, flips: readonly Flip[], plans: number): string {
  const flipped = flips.filter(({ before, after }) => before !== after).length
  const law = changes === 0 ? 'The law is the same' : counted(changes, 'change')
  return plans === 0 ? law : `${law}; ${flipped} of ${counted(plans, 'plan')} with another outcome`
}
