import type { Candidate } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { Form } from '../form.js'

export function drawingForm(_candidate: Candidate, _base: Base): Form | undefined {
  return undefined
}
