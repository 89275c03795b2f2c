// From given words to a plan document.
import type { CandidateEdge, CandidateNode, SectionValue } from '../candidate/candidate.js'
import type { Base } from '../knowledge/base.js'
import { blueprintOf } from './blueprint.js'
import { planDocument } from './document.js'
import { draw } from './draw.js'
import type { GivenStrategy } from './given-strategy.js'
import { piecesOf } from './pieces.js'
import { type ModelWord, readShape } from './read-shape.js'
import { scalesOf } from './scales.js'
import { unfolded } from './unfold.js'

export interface PlanRequest {
  /** What the model is called, in the plan and in messages. */
  readonly named: string
  readonly base: Base
  readonly word: ModelWord
  readonly strategy: GivenStrategy
  readonly phases: readonly string[]
  readonly workload: Readonly<Record<string, SectionValue>>
  /** The strategy as it was written, for the title. */
  readonly said: string
  /** Whether each rank has nodes of its own. */
  readonly isUnfolded: boolean
}

/** A plan document, and its workload, nodes and edges for other forms. */
export interface BuiltPlan {
  readonly plan: object
  /** Words of the workload, by their full names. */
  readonly given: Readonly<Record<string, SectionValue>>
  readonly nodes: readonly CandidateNode[]
  readonly edges: readonly CandidateEdge[]
}

/** Builds the plan. @throws UsageError where model, strategy and workload do not fit one another */
export function buildPlan({
  named,
  base,
  word,
  strategy,
  phases,
  workload,
  said,
  isUnfolded,
}: PlanRequest): BuiltPlan {
  const { shape, words } = readShape(word, named)
  const blueprint = blueprintOf(shape, strategy, phases, workload, base)
  const pieces = piecesOf(base)
  const folded = draw(blueprint, pieces, scalesOf(shape.scaleBlock, word, base))
  const drawing = isUnfolded ? unfolded(folded, pieces) : folded
  const title = `${named}: ${phases.join(' and ')}${said === '' ? '' : `, ${said}`}`
  const plan = planDocument(drawing, blueprint, { title, model: words })
  const { concurrency, promptTokens } = blueprint
  const given = { 'workload.concurrency': concurrency, 'workload.promptTokens': promptTokens }
  return { plan, given, nodes: drawing.nodes, edges: drawing.edges }
}
