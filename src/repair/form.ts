// The forms of document that can be repaired, as edits see them: nodes and edges, places of words, and what an edit makes.
import type { Candidate } from '../candidate/candidate.js'
import { placeInDeployment } from '../candidate/deployment/index.js'
import { readPlanDocument } from '../candidate/plan/index.js'
import type { PatchOperation } from '../judge/verdict.js'
import type { Base, Scope } from '../knowledge/base.js'
import { isObject, type PlanDocument, planDocument } from './document.js'
import type { Draft } from './draft.js'
import { drawingForm } from './drawing/index.js'
import type { EditSubject, PathOf } from './edits.js'
import { applyPatch } from './patch.js'

/** A candidate after an edit, and the edit as a JSON Patch where the document is JSON. */
export interface Edited {
  readonly candidate: Candidate
  readonly patch?: readonly PatchOperation[]
}

export interface Form {
  readonly document: PlanDocument
  readonly pathOf: PathOf
  /** The document with the changes of a draft; undefined where it cannot take them or would break its form. */
  edited(draft: Draft): Edited | undefined
}

/** The form of a candidate that was read without problems; undefined where it has none that can be edited. */
export function formOf(candidate: Candidate, base: Base): Form | undefined {
  if (candidate.problems.length > 0) return undefined
  if (candidate.format === 'dot') return drawingForm(candidate, base)
  return jsonFormOf(candidate, base)
}

/** The form of a JSON document. */
export function jsonFormOf(candidate: Candidate, base: Base): Form | undefined {
  const { document: root, format, input } = candidate
  if (candidate.problems.length > 0 || !isObject(root)) return undefined
  const isPlan = format === 'plan'
  const document = isPlan ? planDocument(root) : deploymentDocument(root)
  if (document === undefined || document.edges.length !== candidate.edges.length) return undefined
  return {
    document,
    pathOf: isPlan
      ? (scope, subject, word) => pathInPlan(document, scope, subject, word)
      : (scope, subject, word) => pathInDeployment(root, base, scope, subject, word),
    edited(draft) {
      const patch = draft.patch()
      const edited = readPlanDocument(applyPatch(root, patch), input, base)
      return edited.problems.length > 0 ? undefined : { candidate: edited, patch }
    },
  }
}

function deploymentDocument(root: Record<string, unknown>): PlanDocument {
  return { root, nodes: [], nodeIndex: new Map(), edges: [], chains: new Set() }
}

/** Fields of plan nodes; other words of a node are attributes. */
const nodeFields = new Set([
  'title',
  'op',
  'phase',
  'layer',
  'stage',
  'microbatch',
  'step',
  'devices',
  'group',
  'dtype',
])

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
