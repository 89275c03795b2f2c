// A process of its own, with a heap for it: judges an unfolded plan without its types and with them, and prints the seconds as JSON.
import { readPlanDocument } from '../src/candidate/plan/index.js'
import { build, loadBase } from '../src/index.js'
import { judge } from '../src/judge/index.js'
import { observe } from '../src/observe/index.js'
import { processorSecondsOf } from './measure.js'

const [layers = '1', strategy = ''] = process.argv.slice(2)
const base = loadBase('generated')
const model = {
  ...{ layers: Number(layers), hiddenSize: 8192, intermediateSize: 28672, vocabulary: 128256 },
  ...{
    attentionKind: 'gqa',
    attentionHeads: 64,
    kvHeads: 8,
    headDim: 128,
    gated: true,
    tiedEmbeddings: false,
  },
}
const workload = 'concurrency=32,promptTokens=1024'
const { plan } = await build({ model: { model }, strategy, workload, unfold: true, base })
const candidate = readPlanDocument(plan, 'bench', base, { digest: 'bench' })
/** A first one to get warm, and one that counts. */
const ROUNDS = 2
let untyped = Number.POSITIVE_INFINITY
let typed = Number.POSITIVE_INFINITY
let typedNodes: unknown
const judgeTyped = async () => {
  const facts = observe(candidate, base)
  await judge(facts, base)
  ;[typedNodes] = facts.tables.plan.column('typedNodes').values
}
/** From a heap that was collected: otherwise the one that comes later pays for what the other left behind. */
const fromCleanHeap = (work: () => Promise<unknown>): Promise<number> => {
  globalThis.gc!()
  return processorSecondsOf(work)
}
for (let round = 0; round < ROUNDS; round++) {
  untyped = Math.min(untyped, await fromCleanHeap(() => judge(observe(candidate), base)))
  typed = Math.min(typed, await fromCleanHeap(judgeTyped))
}
console.log(
  JSON.stringify({
    nodes: candidate.nodes.length,
    edges: candidate.edges.length,
    typedNodes,
    untyped,
    typed,
  }),
)
