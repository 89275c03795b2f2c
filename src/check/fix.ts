// Repair of documents: what was changed, the document as it is then, and what remains broken and why.
import type { Candidate } from '../candidate/candidate.js'
import { type Document, readDocument } from '../candidate/document.js'
import type { FixReport, FixResult } from '../judge/fix-report.js'
import { judge } from '../judge/index.js'
import type { Base, Safety } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { version } from '../project.js'
import { patchedText } from '../repair/json-text.js'
import { unifiedDiff } from '../repair/line-diff.js'
import { type Repair, repair } from '../repair/repair.js'
import type { Assumptions } from './assume.js'

export interface FixOptions {
  /** Values for what the documents leave open. */
  readonly assume?: Assumptions
  /** What may be changed at most; everything when absent. */
  readonly atMost?: Safety
}

/** Repairs documents by a base, one result each, in order; nothing is written. */
export async function fixDocuments(
  documents: Iterable<Document> | AsyncIterable<Document>,
  base: Base,
  options: FixOptions = {},
): Promise<FixReport> {
  const results: FixResult[] = []
  for await (const document of documents) {
    for (const candidate of await readDocument(document, base))
      results.push(await fixCandidate(candidate, base, options))
  }
  return { shardwright: version(), knowledge: base.digest, results }
}

async function fixCandidate(candidate: Candidate, base: Base, options: FixOptions): Promise<FixResult> {
  const judging = {
    ...(options.assume && { assume: options.assume }),
    problems: candidate.problems.length,
  }
  const { input, digest, text } = candidate
  if (candidate.problems.length > 0) {
    const { outcome } = await judge(observe(candidate), base, judging)
    const same = text === undefined ? {} : { corrected: text }
    return { input, digest, before: outcome, outcome, fixes: [], diff: '', ...same, reasons: [] }
  }
  const limits = options.atMost === undefined ? {} : { atMost: options.atMost }
  const done = await repair(candidate, base, judging, limits)
  return { input, digest, ...outcomesOf(done), ...changesOf(input, text, done), reasons: done.reasons }
}

function outcomesOf({ before, judgement, steps }: Repair): Pick<FixResult, 'before' | 'outcome'> {
  const isFixed = steps.length > 0 && judgement.outcome === 'valid'
  return { before: before.outcome, outcome: isFixed ? 'fixed' : judgement.outcome }
}

const degrees: readonly Safety[] = ['safe', 'strategy', 'workload']

function changesOf(
  input: string,
  text: string | undefined,
  { steps, candidate }: Repair,
): Pick<FixResult, 'safety' | 'fixes' | 'patch' | 'diff' | 'corrected'> {
  const same = text === undefined ? {} : { corrected: text }
  if (steps.length === 0) return { fixes: [], diff: '', ...same }
  const isDrawing = candidate.format === 'dot'
  const patch = steps.flatMap((step) => step.patch ?? [])
  // A launch in a script is read as a document that stands nowhere: the patch says what is to be changed in it.
  const corrected = text === undefined || isDrawing ? candidate.text : patchedText(text, patch)
  return {
    safety: degrees.findLast((degree) => steps.some(({ safety }) => safety === degree))!,
    fixes: steps,
    ...(isDrawing ? {} : { patch }),
    diff: text === undefined || corrected === undefined ? '' : unifiedDiff(input, text, corrected),
    ...(corrected !== undefined && { corrected }),
  }
}
