// A document repaired, for the tool `fix`. The one place of the server that knows how repair goes.

import { readCandidates } from '../candidate/read.js'
import { readAssumptions } from '../check/assume.js'
import type { About, Document } from '../check/check.js'
import { fixDocuments } from '../check/fix.js'
import { repaired as repairedBy } from '../check/repaired.js'
import type { Reason } from '../judge/fix-report.js'
import type { Outcome } from '../judge/verdict.js'
import type { Base, Safety } from '../knowledge/base.js'
import type { Repair } from '../repair/repair.js'
import { worstOf } from './worst.js'

export interface Repaired {
  /** The outcome of the document as given, and as it is now: `fixed` where that is valid after a change. */
  readonly before: Outcome
  readonly outcome: Outcome
  /** The fixes, in order; each patch is on the document as the one before left it. */
  readonly applied: Repair['steps']
  /** Errors that remain, and why no fix mends them. */
  readonly reasons: readonly Reason[]
  /** What belongs to the fixes and no flag of a launch says, or why its text is left as it is. */
  readonly notes: readonly string[]
  /** The document as it is now, a drawing, script or manifest as text; absent where nothing was changed. */
  readonly document?: unknown
}

/** How to repair: the greatest change that may be made, and what is said of what the document leaves open. */
export interface RepairOptions {
  readonly atMost: Safety
  readonly about: About
  readonly assume: unknown
}

type Content = Document & { readonly content: string | Uint8Array }

/** Repairs a document that can be read. */
export async function repaired(document: Content, base: Base, given: RepairOptions): Promise<Repaired> {
  const { about, atMost, assume } = given
  const [candidate, ...others] = await readCandidates(document.content, document.input, base, about)
  if (candidate!.launched !== undefined || others.length > 0) return launchesRepaired(document, base, given)
  const options = assume === undefined ? {} : { assume: readAssumptions(assume, base) }
  const done = await repairedBy(candidate!, base, options, { atMost })
  const { before, judgement, steps, reasons } = done
  const isFixed = steps.length > 0 && judgement.outcome === 'valid'
  return {
    before: before.outcome,
    outcome: isFixed ? 'fixed' : judgement.outcome,
    applied: steps,
    reasons,
    notes: [],
    ...(steps.length > 0 && { document: done.candidate.document ?? done.candidate.text }),
  }
}

/** The launches of a text repaired in it, one after another; the outcomes are the worst. */
async function launchesRepaired(
  document: Content,
  base: Base,
  { about, atMost, assume }: RepairOptions,
): Promise<Repaired> {
  const options = assume === undefined ? {} : { assume: readAssumptions(assume, base) }
  const { results } = await fixDocuments([document], base, { ...options, about, atMost })
  const applied = results.flatMap(({ fixes }) => fixes)
  const unsaid = results.flatMap(({ besides = [] }) => besides.map((one) => `no flag says ${one}`))
  const left = results.flatMap((result) => result.left ?? [])
  const { corrected } = results.at(-1)!
  return {
    before: worstOf(results.map(({ before }) => ({ outcome: before }))).outcome,
    outcome: worstOf(results).outcome,
    ...{ applied, reasons: results.flatMap(({ reasons }) => reasons) },
    notes: [...unsaid, ...left.map((why) => `the text is left as it is: ${why}`)],
    ...(applied.length > 0 && corrected !== undefined && { document: corrected }),
  }
}
