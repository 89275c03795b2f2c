// A drawing in DOT as repair edits it: its statements are changed where they stand, and all other bytes stay.
import type { Candidate } from '../../candidate/candidate.js'
import { type Outline, readDot } from '../../candidate/dot/index.js'
import { readDotCandidate } from '../../candidate/recognise/index.js'
import type { Base } from '../../knowledge/base.js'
import type { PlanDocument } from '../document.js'
import type { Form } from '../form.js'
import type { Drawing } from './drawing.js'
import { edgeEdits } from './edges.js'
import { labelsOf } from './labels.js'
import { nodeEdits } from './nodes.js'
import { applyEdits, type TextEdit } from './text-edits.js'

/** The form of a drawing that was read without problems; undefined where its text is not at hand. */
export function drawingForm(candidate: Candidate, base: Base): Form | undefined {
  const { text } = candidate
  if (text === undefined) return undefined
  let read: Drawing | undefined
  const drawing = (): Drawing => {
    const outline: Outline = []
    read ??= { text, graph: readDot(text, {}, outline), outline, candidate }
    return read
  }
  const document: PlanDocument = {
    root: {},
    nodes: candidate.nodes.map((node) => ({ ...node })),
    nodeIndex: new Map(candidate.nodes.map(({ id }, index) => [id, index])),
    edges: candidate.edges.map(({ from, to }, entry) => ({ entry, from, to, rest: {} })),
    chains: new Set(),
  }
  return {
    document,
    // What a drawing says stands in the words of its labels, which only people can put otherwise.
    pathOf: () => undefined,
    async edited(draft) {
      const changes = draft.changes()
      const labels = labelsOf(drawing(), base, changes, draft.edges)
      if (labels === undefined) return undefined
      const edits: TextEdit[] = [
        ...nodeEdits(drawing(), labels, changes.removedNodes),
        ...edgeEdits(drawing(), draft.edges, changes),
      ]
      const edited = readDotCandidate(applyEdits(text, edits), candidate.input, base)
      return edited.problems.length > 0 ? undefined : { candidate: edited }
    },
  }
}
