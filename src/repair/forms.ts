// The forms of document that can be repaired.
import type { Candidate } from '../candidate/candidate.js'
import type { Base } from '../knowledge/base.js'
import { drawingForm } from './drawing/index.js'
import type { Form } from './form.js'
import { jsonFormOf } from './json-form.js'

/** The form of a candidate that was read without problems; undefined where it has none that can be edited. */
export function formOf(candidate: Candidate, base: Base): Form | undefined {
  if (candidate.problems.length > 0) return undefined
  if (candidate.format === 'dot') return drawingForm(candidate, base)
  return jsonFormOf(candidate, base)
}
