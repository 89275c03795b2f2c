// A drawing of `kb build` without all that it carries beside its labels.
import { planDot } from '../../../src/build/index.js'
import type { BuiltPlan } from '../../../src/build/plan.js'
import type { Candidate } from '../../../src/candidate/candidate.js'
import { readCandidate } from '../../../src/candidate/read.js'
import { base } from '../../build/plans.js'

/** The text of the drawing with its labels alone. */
export const labelsOnly = (plan: Pick<BuiltPlan, 'nodes' | 'edges' | 'given'>): string =>
  planDot(plan, base)
    .replaceAll(/, (?:inputs|outputs|weights|words)="(?:[^"\\]|\\.)*"/g, '')
    .replace(/^ {2}words=.*\n/m, '')

export const readDrawing = (text: string): Candidate => readCandidate(text, 'plan.dot', base)
