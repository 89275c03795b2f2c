// Repairing a large drawing: twice the nodes, with twice the faults, may take twice the time.
import { readDotCandidate } from '../src/candidate/recognise/index.js'
import { loadBase } from '../src/index.js'
import { repair } from '../src/repair/repair.js'
import { processorSecondsOf, report } from './measure.js'

const LAYERS = 60
const DEVICES = 8

/** The time to repair drawings of several sizes, by node, to that of the smallest. */
export async function benchFix(): Promise<void> {
  const base = loadBase('generated')
  await repair(readDotCandidate(drawing(LAYERS), 'bench', base), base)
  const perNode: number[] = []
  for (const factor of [1, 2, 4]) {
    const candidate = readDotCandidate(drawing(LAYERS * factor), 'bench', base)
    const seconds = await processorSecondsOf(() => repair(candidate, base))
    perNode.push(seconds / candidate.nodes.length)
    const detail = `${candidate.nodes.length} nodes in ${seconds.toFixed(2)} s of processors`
    report('fix: time a node, to that of the smallest', perNode.at(-1)! / perNode[0]!, 'at most 1.5', detail)
  }
}

/** Layers on several devices, of which most edges between operations and every second one between layers are left out. */
function drawing(layers: number): string {
  const lines: string[] = []
  for (let layer = 0; layer < layers; layer++)
    for (let device = 0; device < DEVICES; device++) {
      const at = `${layer}_${device}`
      const label = (what: string) => `[label="${what} layer ${layer}\\nGPU ${device}"]`
      lines.push(`attn_${at} ${label('Attention')}`, `ar_${at} ${label('AllReduce')}`)
      lines.push(`ffn_${at} ${label('FFN')}`, `attn_${at} -> ar_${at}`)
      if (device === 0) lines.push(`ar_${at} -> ffn_${at}`)
      if (device % 2 === 0 && layer + 1 < layers) lines.push(`ffn_${at} -> attn_${layer + 1}_${device}`)
    }
  return `digraph { ${lines.join('; ')} }`
}
