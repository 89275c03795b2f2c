// What a fix can make of a document: one draft for each of its choices, the nearest first.
import type { Found, Judgement } from '../judge/index.js'
import { valueOn } from '../judge/index.js'
import type { Base, Fix, SharedFix } from '../knowledge/base.js'
import { createDraft, type Draft } from './draft.js'
import type { EditSubject } from './edit-subject.js'
import { applyEdit, choicesOf } from './edits.js'
import type { Form } from './form.js'
import { type Edited, editedBy, editSubjects } from './subjects.js'

export interface Alternative {
  readonly draft: Draft
  /** Ids of nodes that it removes. */
  readonly removedNodes: ReadonlySet<string>
  /** The subjects on which they are made: all, or those that allow it. */
  readonly subjects: readonly EditSubject[]
  /** Rows of the finding that these are, or are parts of. */
  readonly rows: ReadonlySet<number>
}

/** Every way to make the edits of a fix on the subjects of a finding; none when they cannot be made. */
export function* alternatives(
  form: Form,
  judgement: Judgement,
  base: Base,
  found: Found,
  fix: Fix | SharedFix,
): Generator<Alternative> {
  const [kind, parameters] = Object.entries(fix.edit)[0]!
  const meant = editedBy(found, fix)
  if ('when' in fix && !isTried(judgement, meant, fix)) return
  const subjects = editSubjects(judgement.evaluator, base, meant, parameters)
  const choices = choicesOf(kind, subjects)
  for (let choice = 0; choice < choices; choice++) {
    const draft = createDraft(form.document)
    const edited = applyEdit(kind, draft, meant.scope, subjects, form.pathOf, choice)
    if (edited.length === 0) continue
    const { removedNodes } = draft.changes()
    if ([...removedNodes].every((id) => mayBeRemoved(form, draft, id)))
      yield {
        draft,
        removedNodes,
        subjects: edited,
        rows: meant.foundOf(new Set(edited.map(({ row }) => row))),
      }
  }
}

/** Whether a fix that stands by itself is meant for all subjects that it would be made on. */
function isTried({ evaluator }: Judgement, { table, rows }: Edited, { when }: SharedFix): boolean {
  return when.every((expression) => rows.every((row) => valueOn(evaluator, table, row, expression) === true))
}

/** A node may go that does nothing, or is nowhere declared, and that nothing leads to or from. */
function mayBeRemoved({ document }: Form, draft: Draft, id: string): boolean {
  const node = document.nodes[document.nodeIndex.get(id) ?? -1]
  const isUsed = draft.edges.some((edge) => !edge.removed && (edge.from === id || edge.to === id))
  return node !== undefined && (node.op === undefined || node.declared === false) && !isUsed
}
