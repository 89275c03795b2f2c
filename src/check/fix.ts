// Repair of documents: what was changed, the document as it is then, and what remains broken and why.
import type { About, Candidate } from '../candidate/candidate.js'
import { type Document, readDocument } from '../candidate/document.js'
import type { FixReport, FixResult } from '../judge/fix-report.js'
import { judge } from '../judge/index.js'
import type { Base, Safety } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { version } from '../project.js'
import { patchedText } from '../repair/json-text.js'
import { unifiedDiff } from '../repair/line-diff.js'
import type { Repair } from '../repair/repair.js'
import type { Assumptions } from './assume.js'
import { type LaunchText, launchText } from './launch-text.js'
import { repaired } from './repaired.js'

export interface FixOptions {
  /** Values for what the documents leave open. */
  readonly assume?: Assumptions
  /** What launches and deployments leave open. */
  readonly about?: About
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
    const candidates = await readDocument(document, base, options.about)
    if (candidates[0]?.launched === undefined) {
      for (const candidate of candidates) results.push(await fixCandidate(candidate, base, options))
    } else results.push(...(await fixLaunches(document, candidates, base, options)))
  }
  return { shardwright: version(), knowledge: base.digest, results }
}

/** Several launches of one text are repaired one after another, each in the text that those before it left. */
async function fixLaunches(
  document: Document,
  candidates: readonly Candidate[],
  base: Base,
  options: FixOptions,
): Promise<readonly FixResult[]> {
  const results: FixResult[] = []
  let now = candidates
  for (let index = 0; index < now.length; ) {
    const candidate = now[index]!
    const { text } = candidate.launched!
    const judging = judgingOf(candidate, options)
    const done = await repaired(candidate, base, judging, limitsOf(options))
    const written = await launchText(candidate, done, base, judging)
    results.push(launchResult(candidate, text, done, written))
    const before = now
    if (written.corrected !== undefined)
      now = await readDocument({ ...document, content: written.corrected } as Document, base, options.about)
    // A launch that now says what one before it says is read as one with it, and the next has taken its place.
    const isJoined = now.length < before.length && !isSameDocument(now[index], done.candidate)
    if (!isJoined) index++
  }
  return results
}

const isSameDocument = (a: Candidate | undefined, b: Candidate): boolean =>
  JSON.stringify(a?.document) === JSON.stringify(b.document)

function launchResult(
  { input, partOf, digest }: Candidate,
  text: string,
  done: Repair,
  { corrected = text, command, besides, left }: LaunchText,
): FixResult {
  const { patch, safety, fixes } = changesOf(input, undefined, done)
  return {
    ...{ input, digest },
    ...(partOf !== undefined && { document: partOf }),
    ...outcomesOf(done),
    ...{ fixes, diff: unifiedDiff(partOf ?? input, text, corrected), corrected },
    ...(safety && { safety }),
    ...(patch && { patch }),
    ...(command !== undefined && { command }),
    ...(besides.length > 0 && { besides }),
    ...(left !== undefined && { left }),
    reasons: done.reasons,
  }
}

function judgingOf({ problems }: Candidate, { assume }: FixOptions) {
  return { ...(assume && { assume }), problems: problems.length }
}

const limitsOf = ({ atMost }: FixOptions) => (atMost === undefined ? {} : { atMost })

async function fixCandidate(candidate: Candidate, base: Base, options: FixOptions): Promise<FixResult> {
  const judging = judgingOf(candidate, options)
  const { input, digest, text } = candidate
  if (candidate.problems.length > 0) {
    const { outcome, findings } = await judge(observe(candidate, base), base, judging)
    const same = text === undefined ? {} : { corrected: text }
    const reasons = findings.flatMap(({ rule: { id, severity }, finding: { count, message } }) =>
      severity === 'error'
        ? [{ rule: id, severity, count, message, because: 'what cannot be read is not repaired', tried: [] }]
        : [],
    )
    return { input, digest, before: outcome, outcome, fixes: [], diff: '', ...same, reasons }
  }
  const done = await repaired(candidate, base, judging, limitsOf(options))
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
  const corrected = text === undefined || isDrawing ? candidate.text : patchedText(text, patch)
  return {
    safety: degrees.findLast((degree) => steps.some(({ safety }) => safety === degree))!,
    fixes: steps,
    ...(isDrawing ? {} : { patch }),
    diff: text === undefined || corrected === undefined ? '' : unifiedDiff(input, text, corrected),
    ...(corrected !== undefined && { corrected }),
  }
}
