// The whole way of a document: read, observed, judged.
import type { About, Candidate } from '../candidate/candidate.js'
import { type Document, readDocument } from '../candidate/document.js'
import { type Judgement, type JudgeOptions, judge } from '../judge/index.js'
import type { Result, Verdict } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { legalChoices } from '../plan/legal.js'
import { version } from '../project.js'
import { offerFixes } from '../repair/index.js'
import type { Repair } from '../repair/repair.js'
import type { Assumptions } from './assume.js'
import { inFlags } from './choice-flags.js'
import { dependsOnVersion } from './depends.js'
import { ExceptionRun, type Exceptions } from './exceptions.js'
import { withWitnesses } from './witness.js'

export type { About } from '../candidate/candidate.js'
export type { Document } from '../candidate/document.js'

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
  /** Repair each document first; what is reported is the document as repaired. */
  readonly fix?: boolean
}

/** Judges documents by a base, one result for each candidate in them, in order. Documents are taken one at a time and then let go. */
export async function checkDocuments(
  documents: Iterable<Document> | AsyncIterable<Document>,
  base: Base,
  options: DocumentOptions = {},
): Promise<Verdict> {
  const results: Result[] = []
  const run = new ExceptionRun(options, base, options.rules)
  const texts: Record<string, string> = {}
  for await (const document of documents) {
    if ('content' in document && document.isGiven)
      texts[document.input] = Buffer.from(document.content).toString('utf8')
    for (const candidate of await readDocument(document, base, options.about))
      results.push(await checkCandidate(candidate, base, options, run))
  }
  const { limitedTo, prove } = options
  const { modelConfig: _, ...said } = options.about ?? {}
  const changes = base.changes?.map(({ rule, to, reason }) => ({ rule, to, reason }))
  const about = {
    ...(limitedTo && { limitedTo }),
    ...(changes && { changes }),
    ...(prove !== undefined && { prove }),
    ...(Object.keys(said).length > 0 && { about: said }),
    ...(Object.keys(texts).length > 0 && { texts }),
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
  const repaired = options.fix === true ? await repairedBy(candidate, base, judging) : undefined
  const { steps = [], candidate: last = candidate, command } = repaired ?? {}
  const judgement = await judge(observe(last, base), base, { ...judging, ...(setAside && { setAside }) })
  const proving = options.prove === undefined ? judging : { ...judging, prove: options.prove }
  const offered = await offerFixes(last, judgement, base, proving)
  const findings = await withWitnesses(offered, last, base)
  const isOpen = judgement.kind === 'deployment' && judgement.outcome === 'rejected'
  const choices = isOpen ? inFlags(await legalChoices(last, judgement, base, judging), last, base) : []
  const depends = judgement.kind === 'deployment' ? await dependsOnVersion(judgement, base, judging) : []
  const result = {
    ...resultOf(candidate, judgement, { findings, ...end(judgement.aside) }),
    ...(depends.length > 0 && { depends }),
    ...(choices.length > 0 && { choices }),
  }
  if (repaired === undefined) return result
  const isFixed = steps.length > 0 && judgement.outcome === 'valid'
  return { ...result, ...(isFixed && { outcome: 'fixed' }), fixed: steps, ...(command && { command }) }
}

/** Loaded on demand: who only judges does not wait for repair. A repair answers to all rules. */
async function repairedBy(
  candidate: Candidate,
  base: Base,
  { only: _, ...judging }: JudgeOptions,
): Promise<Repair & { readonly command?: string }> {
  const { repaired } = await import('./repaired.js')
  const done = await repaired(candidate, base, judging)
  if (candidate.launched === undefined) return done
  const { launchText } = await import('./launch-text.js')
  const { command } = await launchText(candidate, done, base, judging)
  return command === undefined ? done : { ...done, command }
}

function resultOf(
  { input, partOf, digest, problems, modelFiles }: Candidate,
  judgement: Judgement,
  broken: Pick<Result, 'findings' | 'suppressed' | 'old' | 'gone'>,
): Result {
  const { kind, format, nodes, edges, devices, phases, outcome, strata } = judgement
  const { blocked, notAssessed, notApplicable, assumed, types } = judgement
  return {
    ...{ input, digest, kind, format, nodes, edges, devices, phases, outcome, problems, strata },
    ...(types !== undefined && { types }),
    ...(partOf !== undefined && { document: partOf }),
    ...(modelFiles !== undefined && { modelFiles }),
    ...broken,
    ...{ blocked, notAssessed, notApplicable, assumed },
  }
}
