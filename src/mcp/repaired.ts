// A document repaired, for the tool `fix`. The one place of the server that knows how repair goes.

import { readCandidate } from '../candidate/read.js'
import { readAssumptions } from '../check/assume.js'
import type { Document } from '../check/check.js'
import { repaired as repairedBy } from '../check/repaired.js'
import type { Reason } from '../judge/fix-report.js'
import type { Outcome } from '../judge/verdict.js'
import type { Base, Safety } from '../knowledge/base.js'
import type { Repair } from '../repair/repair.js'

export interface Repaired {
  /** The outcome of the document as given, and as it is now: `fixed` where that is valid after a change. */
  readonly before: Outcome
  readonly outcome: Outcome
  /** The fixes, in order; each patch is on the document as the one before left it. */
  readonly applied: Repair['steps']
  /** Errors that remain, and why no fix mends them. */
  readonly reasons: readonly Reason[]
  /** The document as it is now, a drawing as text; absent where nothing was changed. */
  readonly document?: unknown
}

/** Repairs a document that can be read; `atMost` is the greatest change that may be made. */
export async function repaired(
  document: Document & { readonly content: string | Uint8Array },
  atMost: Safety,
  assume: unknown,
  base: Base,
): Promise<Repaired> {
  const candidate = readCandidate(document.content, document.input, base)
  const options = assume === undefined ? {} : { assume: readAssumptions(assume, base) }
  const done = await repairedBy(candidate, base, options, { atMost })
  const { before, judgement, steps, reasons } = done
  const isFixed = steps.length > 0 && judgement.outcome === 'valid'
  return {
    before: before.outcome,
    outcome: isFixed ? 'fixed' : judgement.outcome,
    applied: steps,
    reasons,
    ...(steps.length > 0 && { document: done.candidate.document ?? done.candidate.text }),
  }
}
