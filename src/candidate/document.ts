import type { Base } from '../knowledge/base.js'
import type { About, Candidate, ModelConfig, SyntaxProblem } from './candidate.js'
import { readCandidate, readCandidates } from './read.js'

/** A document to read, or why there is none. `input` is how answers name it. */
export type Document =
  | {
      readonly input: string
      readonly content: string | Uint8Array
      readonly modelConfig?: ModelConfig
      /** The text itself was given, not a place to read it from: a verdict holds it. */
      readonly isGiven?: true
    }
  | { readonly input: string; readonly missing: SyntaxProblem }

/** What a document holds: one candidate, or one for each launch in it; one with a problem where it is missing. */
export async function readDocument(
  document: Document,
  base: Base,
  about?: About,
): Promise<readonly Candidate[]> {
  if ('content' in document) {
    const { content, input, modelConfig } = document
    return readCandidates(content, input, base, { ...about, ...(modelConfig && { modelConfig }) })
  }
  return [{ ...readCandidate('', document.input, base), problems: [document.missing] }]
}
