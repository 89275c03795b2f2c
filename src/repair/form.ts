// A document as edits see it: nodes and edges, places of words, and what an edit makes of it.
import type { Candidate } from '../candidate/candidate.js'
import type { PatchOperation } from '../judge/verdict.js'
import type { PlanDocument } from './document.js'
import type { Draft } from './draft.js'
import type { PathOf } from './edits.js'

/** A candidate after an edit, and the edit as a JSON Patch where the document is JSON. */
export interface Edited {
  readonly candidate: Candidate
  readonly patch?: readonly PatchOperation[]
}

export interface Form {
  readonly document: PlanDocument
  readonly pathOf: PathOf
  /** The document with the changes of a draft; undefined where it cannot take them or would break its form. */
  edited(draft: Draft): Promise<Edited | undefined>
}
