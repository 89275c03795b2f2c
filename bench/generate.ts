// Plans of any size for the benchmarks: the layers of a model over many ranks, one chain a rank and microbatch, joined by
// collectives; repetitive like the plans that agents write, about 210 bytes a node with its edges. Deterministic.
import { closeSync, openSync, writeSync } from 'node:fs'

const RANKS = 64
const GROUP = 8
const LAYERS = 64

const HIDDEN = '[{"dims":[{"name":"tokens","size":128},{"name":"hidden","size":8192}]}]'
const SLICE = '[{"dims":[{"name":"tokens","size":128},{"name":"ffn","size":3584}]}]'

/** The operations of a layer: a name for ids, the operation, and the shapes that are written down for it. */
const OPERATIONS: readonly (readonly [name: string, op: string, shapes: string])[] = [
  ['norm1', 'norm', `"outputs":${HIDDEN}`],
  ['qkv', 'qkv_projection', `"inputs":${HIDDEN}`],
  ['attn', 'attention', ''],
  ['out', 'output_projection', `"outputs":${HIDDEN}`],
  ['ar1', 'all_reduce', `"inputs":${HIDDEN},"outputs":${HIDDEN}`],
  ['norm2', 'norm', `"inputs":${HIDDEN}`],
  ['up', 'ffn_up', `"outputs":${SLICE}`],
  ['down', 'ffn_down', `"inputs":${SLICE},"outputs":${HIDDEN}`],
  ['ar2', 'all_reduce', `"inputs":${HIDDEN},"outputs":${HIDDEN}`],
]

type Write = (text: string) => void

/** Writes a plan with at least `wanted` nodes (it ends at a whole layer); returns how many nodes and edges it has. */
export function generatePlan(path: string, wanted: number): { nodes: number; edges: number } {
  const file = openSync(path, 'w')
  let pieces: string[] = []
  const write: Write = (text) => {
    pieces.push(text)
    if (pieces.length === 10_000) flush()
  }
  const flush = () => {
    writeSync(file, pieces.join(''))
    pieces = []
  }
  write('{"shardwright":"plan/1","model":{"layers":64},"strategy":{"decode":{}},"nodes":[')
  const count = { nodes: 0, edges: 0 }
  draw(
    wanted,
    (node) => write(`${count.nodes++ === 0 ? '' : ','}\n${node}`),
    () => {},
  )
  write('\n],"edges":[')
  draw(
    wanted,
    () => {},
    (edge) => write(`${count.edges++ === 0 ? '' : ','}\n${edge}`),
  )
  write('\n]}\n')
  flush()
  closeSync(file)
  return count
}

/** Draws microbatch after microbatch, from one input to one output, until there are enough nodes. */
function draw(wanted: number, node: Write, edge: Write): void {
  const everywhere = Array.from({ length: RANKS }, (_, rank) => rank).join(',')
  node(`{"id":"input","title":"Input","op":"input","phase":"decode","devices":[${everywhere}]}`)
  let drawn = 2
  for (let batch = 0; drawn < wanted; batch++) {
    const last = Array.from({ length: RANKS }, () => 'input')
    for (let layer = 0; layer < LAYERS && drawn < wanted; layer++) {
      for (const [name, op, shapes] of OPERATIONS) {
        drawn += drawOperation(`b${batch}_l${layer}_${name}`, op, layer, shapes, last, node, edge)
      }
    }
    for (const id of last) edge(`{"from":"${id}","to":"output"}`)
  }
  node(`{"id":"output","title":"Output","op":"output","phase":"decode","devices":[${everywhere}]}`)
}

/** Draws one operation on every rank, a collective once a group; `last` holds the last node of each rank. */
function drawOperation(
  name: string,
  op: string,
  layer: number,
  shapes: string,
  last: string[],
  node: Write,
  edge: Write,
): number {
  const collective = op === 'all_reduce'
  const width = collective ? GROUP : 1
  for (let rank = 0; rank < RANKS; rank += width) {
    const id = collective ? `${name}_g${rank / GROUP}` : `${name}_r${rank}`
    const devices = Array.from({ length: width }, (_, k) => rank + k).join(',')
    const group = collective ? `,"group":[${devices}]` : ''
    const tensors = shapes === '' ? '' : `,${shapes}`
    node(
      `{"id":"${id}","op":"${op}","phase":"decode","layer":${layer},"devices":[${devices}]${group}${tensors}}`,
    )
    for (let k = rank; k < rank + width; k++) {
      edge(`{"from":"${last[k]}","to":"${id}"}`)
      last[k] = id
    }
  }
  return RANKS / width
}
