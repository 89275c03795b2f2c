// Types of a large plan beside the judge's own time, and executing one layer.
import { readPlanDocument } from '../src/candidate/plan/index.js'
import { executePlan } from '../src/execute/index.js'
import { build, loadBase } from '../src/index.js'
import { best, processSeconds, report, secondsOf } from './measure.js'

/** Both phases of eight ranks a stage: a million nodes. */
const LAYERS = 160
const STRATEGY = 'tpa=8,pp=4,microbatches=32'
const HEAP = '--max-old-space-size=8000'

/** What typing adds to judging a plan that is drawn rank by rank, to judging it without its types. */
export async function benchTypes(): Promise<void> {
  const child = [HEAP, '--expose-gc', '--import', 'tsx', 'bench/typed-plan.ts', String(LAYERS), STRATEGY]
  const { nodes, edges, typedNodes, untyped, typed } = JSON.parse(processSeconds(child).stdout) as Record<
    'nodes' | 'edges' | 'typedNodes' | 'untyped' | 'typed',
    number
  >
  if (typedNodes !== nodes) throw new Error(`${typedNodes} of ${nodes} nodes have types`)
  const detail = `${nodes} nodes, ${edges} edges: ${typed.toFixed(2)} s of processors with types, ${untyped.toFixed(2)} s without`
  report('types: what they add, to the judge alone', (typed - untyped) / untyped, 'at most 0.5', detail)
}

const LIMIT = 0.1

/** Executing one layer of a decoder, cut by heads on four ranks and by cached positions on two, to 100 ms. */
export async function benchExecute(): Promise<void> {
  const base = loadBase('generated')
  const model = {
    ...{ layers: 1, hiddenSize: 4096, intermediateSize: 14336, vocabulary: 128256 },
    ...{
      attentionKind: 'gqa',
      attentionHeads: 32,
      kvHeads: 8,
      headDim: 128,
      gated: true,
      tiedEmbeddings: false,
    },
  }
  const { plan } = await build({ model: { model }, strategy: 'tpa=4,dcp=2', phase: 'decode', base })
  const candidate = readPlanDocument(plan, 'bench', base)
  const { outcome, ranks } = executePlan(candidate, base)
  if (outcome !== 'equal') throw new Error(`the layer is ${outcome}`)
  const seconds = await best(5, () => secondsOf(() => executePlan(candidate, base)))
  const detail = `${candidate.nodes.length} nodes on ${ranks} ranks: ${(seconds * 1e3).toFixed(0)} ms`
  report('execute: a layer, to 100 ms', seconds / LIMIT, 'at most 1', detail)
}
