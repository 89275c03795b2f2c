// The whole way of a document: read, observed, judged.
import type { Candidate, ModelConfig, SyntaxProblem } from '../candidate/candidate.js'
import { type About, readCandidate, readCandidates } from '../candidate/read.js'
import { type Judgement, judge } from '../judge/index.js'
import type { Result, Verdict } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { legalChoices } from '../plan/legal.js'
import { version } from '../project.js'
import { offerFixes } from '../repair/index.js'
import type { Assumptions } from './assume.js'
import { ExceptionRun, type Exceptions } from './exceptions.js'

export type { About } from '../candidate/read.js'

/** A document to judge, or why there is none. `input` is how the verdict names it. */
export type Document =
  | { readonly input: string; readonly content: string | Uint8Array; readonly modelConfig?: ModelConfig }
  | { readonly input: string; readonly missing: SyntaxProblem }

export interface DocumentOptions extends Exceptions {
  /** Values for what the documents leave open; those that were used are recorded in the verdict. */
  readonly assume?: Assumptions
  /** What launches and deployments leave open: machines, the model's file, the engine's version. */
  readonly about?: About
  /** Ids of the rules that are reported, and what the verdict says of that; all rules when absent. */
  readonly rules?: readonly string[]
  readonly limitedTo?: Verdict['limitedTo']
  /** Prove fixes whatever the size of the plan (true), never (false), or up to a size (absent). */
  readonly prove?: boolean
}

/** Judges documents by a base, one result for each candidate in them, in order. Documents are taken one at a time and then let go. */
export async function checkDocuments(
  documents: Iterable<Document> | AsyncIterable<Document>,
  base: Base,
  options: DocumentOptions = {},
): Promise<Verdict> {
  const results: Result[] = []
  const run = new ExceptionRun(options, base, options.rules)
  for await (const document of documents) {
    for (const candidate of await candidatesOf(document, base, options.about))
      results.push(await checkCandidate(candidate, base, options, run))
  }
  const { limitedTo, prove } = options
  const changes = base.changes?.map(({ rule, to, reason }) => ({ rule, to, reason }))
  const about = {
    ...(limitedTo && { limitedTo }),
    ...(changes && { changes }),
    ...(prove !== undefined && { prove }),
  }
  return { shardwright: version(), knowledge: base.digest, ...about, ...run.summary(), results }
}

async function checkCandidate(
  candidate: Candidate,
  base: Base,
  options: DocumentOptions,
  run: ExceptionRun,
): Promise<Result> {
  const judging = {
    ...(options.rules && { only: options.rules }),
    ...(options.assume && { assume: options.assume }),
    problems: candidate.problems.length,
  }
  const { setAside, end } = run.begin(candidate.input)
  const judgement = await judge(observe(candidate), base, { ...judging, ...(setAside && { setAside }) })
  const proving = options.prove === undefined ? judging : { ...judging, prove: options.prove }
  const findings = await offerFixes(candidate, judgement, base, proving)
  const isOpen = judgement.kind === 'deployment' && judgement.outcome === 'rejected'
  const choices = isOpen ? await legalChoices(candidate, judgement, base, judging) : []
  return {
    ...resultOf(candidate, judgement, { findings, ...end(judgement.aside) }),
    ...(choices.length > 0 && { choices }),
  }
}

async function candidatesOf(document: Document, base: Base, about?: About): Promise<readonly Candidate[]> {
  if ('content' in document) {
    const { content, input, modelConfig } = document
    return readCandidates(content, input, base, { ...about, ...(modelConfig && { modelConfig }) })
  }
  return [{ ...readCandidate('', document.input, base), problems: [document.missing] }]
}

function resultOf(
  { input, digest, problems, modelFiles }: Candidate,
  judgement: Judgement,
  broken: Pick<Result, 'findings' | 'suppressed' | 'old' | 'gone'>,
): Result {
  const { kind, format, nodes, edges, devices, phases, outcome, strata } = judgement
  const { blocked, notAssessed, notApplicable, assumed } = judgement
  return {
    ...{ input, digest, kind, format, nodes, edges, devices, phases, outcome, problems, strata },
    ...(modelFiles !== undefined && { modelFiles }),
    ...broken,
    ...{ blocked, notAssessed, notApplicable, assumed },
  }
}
