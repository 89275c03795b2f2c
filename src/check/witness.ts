// What a fault of types comes to in numbers: a few cells that differ from the unsharded model.
import type { Candidate } from '../candidate/candidate.js'
import type { Finding } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'

/** Beyond so many nodes, each counted on each of its devices, a plan is not run for a witness. */
const MOST_PLACES = 50_000

/** The word that says that tensors do not lie as an operation takes them. */
const CONFLICT = 'typeConflict'

/**
 * The findings, those that go by a conflict of types with a witness where the first tensor that differs comes from their
 * subjects. The plan is run once, and only where there is such a finding.
 */
export async function withWitnesses(
  findings: readonly Finding[],
  candidate: Candidate,
  base: Base,
): Promise<readonly Finding[]> {
  if (!findings.some(isOfTypes) || placesOf(candidate) > MOST_PLACES) return findings
  const { divergence } = await import('../execute/divergence.js')
  const found = divergence(candidate, base)
  if (found === undefined) return findings
  const { from, ...witness } = found
  return findings.map((finding) =>
    isOfTypes(finding) && finding.subjects.some((id) => from.has(id)) ? { ...finding, witness } : finding,
  )
}

const isOfTypes = ({ evidence }: Finding): boolean =>
  evidence.some(({ seen }) => Object.hasOwn(seen, CONFLICT))

const placesOf = ({ nodes }: Candidate): number =>
  nodes.reduce((sum, { devices }) => sum + (devices?.length ?? 0), 0)
