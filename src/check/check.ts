// The whole way of a document: read, observed, judged.
import type { Candidate, SyntaxProblem } from '../candidate/candidate.js'
import { readCandidate } from '../candidate/read.js'
import { judge } from '../judge/index.js'
import type { Result, Verdict } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { version } from '../project.js'
import type { Assumptions } from './assume.js'

/** A document to judge, or why there is none. `input` is how the verdict names it. */
export type Document =
  | { readonly input: string; readonly content: string | Uint8Array }
  | { readonly input: string; readonly missing: SyntaxProblem }

export interface JudgeOptions {
  /** Values for what the documents leave open; those that were used are recorded in the verdict. */
  readonly assume?: Assumptions
}

/** Judges documents by a base, one result each, in order. Documents are taken one at a time and then let go. */
export async function checkDocuments(
  documents: Iterable<Document> | AsyncIterable<Document>,
  base: Base,
  options: JudgeOptions = {},
): Promise<Verdict> {
  const results: Result[] = []
  for await (const document of documents) results.push(await checkDocument(document, base, options))
  return { shardwright: version(), knowledge: base.digest, results }
}

async function checkDocument(document: Document, base: Base, { assume = {} }: JudgeOptions): Promise<Result> {
  const candidate = candidateOf(document, base)
  return judge(base, candidate, observe(candidate, base), { assume })
}

function candidateOf(document: Document, base: Base): Candidate {
  if ('content' in document) return readCandidate(document.content, document.input, base)
  return { ...readCandidate('', document.input, base), problems: [document.missing] }
}
