// The whole way of a document: read, observed, estimated.
import type { About, Candidate, SyntaxProblem } from '../candidate/candidate.js'
import { type Document, readDocument } from '../candidate/document.js'
import { createEvaluator } from '../judge/evaluate.js'
import type { Assumptions } from '../judge/evaluator.js'
import type { Base } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { type EstimateOf, estimateOf } from './estimate.js'

export type { Estimated, EstimateOf, Quantity } from './estimate.js'

export interface EstimateDocumentOptions {
  /** Values for what the document leaves open. */
  readonly assume?: Assumptions
  /** What is said of a launch or deployment from outside. */
  readonly about?: About
}

/** What the base estimates of one candidate; a document with problems is not estimated. */
export interface DocumentEstimate {
  readonly input: string
  readonly digest: string
  readonly problems: readonly SyntaxProblem[]
  readonly estimates: readonly EstimateOf[]
}

/** Estimates what a document holds by all estimates of a base: one answer for each candidate in it. */
export async function estimateDocument(
  document: Document,
  base: Base,
  { assume, about }: EstimateDocumentOptions = {},
): Promise<readonly DocumentEstimate[]> {
  const candidates = await readDocument(document, base, about)
  return candidates.map((candidate) => estimateCandidate(candidate, base, assume))
}

function estimateCandidate(candidate: Candidate, base: Base, assume?: Assumptions): DocumentEstimate {
  const { input, digest, problems } = candidate
  if (problems.length > 0) return { input, digest, problems, estimates: [] }
  const evaluator = createEvaluator(observe(candidate, base), base, assume)
  const estimates = base.estimates.flatMap((estimate) => estimateOf(evaluator, estimate) ?? [])
  return { input, digest, problems, estimates }
}
