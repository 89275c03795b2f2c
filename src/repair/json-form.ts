// The form of a document in JSON: a plan or a deployment.
import type { Candidate } from '../candidate/candidate.js'
import { placeInDeployment } from '../candidate/deployment/index.js'
import { readPlanDocument } from '../candidate/plan/index.js'
import type { Base, Scope } from '../knowledge/base.js'
import { isObject, nodeFields, type PlanDocument, planDocument } from './document.js'
import type { EditSubject } from './edit-subject.js'
import type { Form } from './form.js'
import { withSuccessors } from './launch/successors.js'
import { applyPatch } from './patch.js'

/** The form of a JSON document. */
export function jsonFormOf(candidate: Candidate, base: Base): Form | undefined {
  const { document: root, format, input, about = {}, launched, launch, unread } = candidate
  if (candidate.problems.length > 0 || !isObject(root)) return undefined
  const isPlan = format === 'plan'
  const document = isPlan ? planDocument(root) : deploymentDocument(root)
  if (document === undefined || document.edges.length !== candidate.edges.length) return undefined
  return {
    document,
    pathOf: isPlan
      ? (scope, subject, word) => pathInPlan(document, scope, subject, word)
      : (scope, subject, word) => pathInDeployment(root, base, scope, subject, word),
    async edited(draft) {
      const { succeeded } = draft.changes()
      const patch = draft.patch()
      if (succeeded.length > 0)
        return isPlan || patch.length > 0 ? undefined : withSuccessors(candidate, succeeded, base)
      const edited = readPlanDocument(applyPatch(root, patch), input, base, { about })
      if (edited.problems.length > 0) return undefined
      if (launched === undefined) return { candidate: edited, patch }
      // What of a launch is not understood stays so.
      const kept = { launched, ...(launch && { launch }), ...(unread && { unread }) }
      return { candidate: { ...edited, ...kept }, patch }
    },
  }
}

function deploymentDocument(root: Record<string, unknown>): PlanDocument {
  return { root, nodes: [], nodeIndex: new Map(), edges: [], chains: new Set() }
}

function pathInPlan(
  document: PlanDocument,
  scope: Scope,
  subject: EditSubject,
  word: string,
): readonly (string | number)[] | undefined {
  if (word.includes('.')) return word.split('.')
  if (subject.phaseWords.has(word))
    return subject.phase === undefined ? undefined : ['strategy', subject.phase, word]
  if (scope !== 'node') return undefined
  const index = document.nodeIndex.get(subject.name)
  if (index === undefined) return undefined
  return nodeFields.has(word) ? ['nodes', index, word] : ['nodes', index, 'attributes', word]
}

function pathInDeployment(
  root: object,
  base: Base,
  scope: Scope,
  subject: EditSubject,
  name: string,
): readonly string[] | undefined {
  const isOfPhase = subject.phaseWords.has(name)
  const home = name.includes('.') ? 'plan' : isOfPhase ? 'phase' : scope
  const word = base.words.find((one) => one.scope === home && one.name === name)
  return word && placeInDeployment(root, word, isOfPhase ? subject.phase : undefined)
}
