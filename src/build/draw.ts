// Strategy and model to an explicit plan: every operation of every phase on its devices.
import type { CandidateEdge, CandidateNode, Mesh, SectionValue } from '../candidate/candidate.js'
import { drawTransfer } from './cache-transfer.js'
import { Draft } from './draft.js'
import { meshesOf } from './meshes.js'
import { drawPhase, type Ends } from './phase.js'
import type { Blueprint } from './phase-strategy.js'
import type { Pieces } from './pieces.js'
import type { WithScales } from './scales.js'
import { settingsOf } from './settings.js'
import { strategyWords } from './strategy-words.js'

/** What the constructor makes: nodes in an order in which they can run, edges, and the grids of devices. */
export interface Drawing {
  readonly nodes: readonly CandidateNode[]
  readonly edges: readonly CandidateEdge[]
  readonly meshes: Readonly<Record<string, Mesh>>
  readonly devices: number
  readonly strategy: Readonly<Record<string, Readonly<Record<string, SectionValue>>>>
}

/**
 * Draws a plan, folded: a node stands for all ranks that do the same on the same rows.
 * @throws UsageError where degrees do not fit the model, the workload or one another
 */
export function draw(blueprint: Blueprint, pieces: Pieces, withScales?: WithScales): Drawing {
  const draft = new Draft(pieces, withScales)
  const settings = settingsOf(blueprint)
  const drawn = new Map<string, Ends>()
  for (const setting of settings) drawn.set(setting.phase, drawPhase(setting, draft))
  const [first, second] = settings
  if (first !== undefined && second !== undefined)
    drawTransfer(draft, { first, second, ends: [drawn.get(first.phase)!, drawn.get(second.phase)!] })
  return {
    nodes: draft.nodes,
    edges: draft.edges,
    meshes: meshesOf(settings),
    devices: Math.max(...settings.flatMap(({ stages }) => stages.flat())) + 1,
    strategy: Object.fromEntries(
      settings.map((setting) => [setting.phase, strategyWords(setting, blueprint.apartWord)]),
    ),
  }
}
