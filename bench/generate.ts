// Plans of any size for the benchmarks: the layers of a model over many ranks, one chain a rank and microbatch, joined by
// collectives; repetitive like the plans that agents write, about 210 bytes a node with its edges. Deterministic.
import { closeSync, openSync, writeSync } from 'node:fs'

const RANKS = 64
const GROUP = 8
const LAYERS = 64

const HIDDEN = '{"name":"tokens","size":128},{"name":"hidden","size":8192}'
const HEADS = '{"name":"tokens","size":128},{"name":"heads","size":8},{"name":"head_dim","size":128}'
const OPERATIONS: readonly (readonly [op: string, dims: string])[] = [
  ['rms_norm', HIDDEN],
  ['qkv_proj', HEADS],
  ['attention', HEADS],
  ['out_proj', HIDDEN],
  ['all_reduce', HIDDEN],
  ['rms_norm', HIDDEN],
  ['up_proj', '{"name":"tokens","size":128},{"name":"ffn","size":3584}'],
  ['down_proj', HIDDEN],
  ['all_reduce', HIDDEN],
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
  write(
    '{"shardwright":"plan/1","model":{"layers":64,"attentionHeads":64},"strategy":{"decode":{"pp":1,"tpa":8}},"nodes":[',
  )
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

/** Draws microbatch after microbatch until there are enough nodes. */
function draw(wanted: number, node: Write, edge: Write): void {
  let drawn = 0
  for (let batch = 0; drawn < wanted; batch++) {
    const last = Array.from({ length: RANKS }, (_, rank) => `b${batch}_input_r${rank}`)
    last.forEach((id, rank) => {
      node(
        `{"id":"${id}","title":"Input","op":"input","phase":"decode","microbatch":${batch},"devices":[${rank}]}`,
      )
    })
    drawn += RANKS
    for (let layer = 0; layer < LAYERS && drawn < wanted; layer++) {
      OPERATIONS.forEach(([op, dims], position) => {
        drawn += drawOperation(
          `b${batch}_l${layer}_${op}${position}`,
          op,
          dims,
          batch,
          layer,
          last,
          node,
          edge,
        )
      })
    }
    last.forEach((id, rank) => {
      node(
        `{"id":"b${batch}_output_r${rank}","title":"Output","op":"output","phase":"decode","devices":[${rank}]}`,
      )
      edge(`{"from":"${id}","to":"b${batch}_output_r${rank}"}`)
    })
    drawn += RANKS
  }
}

/** Draws one operation on every rank, a collective once a group; `last` holds the last node of each rank. */
function drawOperation(
  name: string,
  op: string,
  dims: string,
  batch: number,
  layer: number,
  last: string[],
  node: Write,
  edge: Write,
): number {
  const collective = op === 'all_reduce'
  const width = collective ? GROUP : 1
  for (let rank = 0; rank < RANKS; rank += width) {
    const id = collective ? `${name}_g${rank / GROUP}` : `${name}_r${rank}`
    const devices = Array.from({ length: width }, (_, k) => rank + k).join(',')
    const place = collective ? `"devices":[${devices}],"group":[${devices}]` : `"devices":[${devices}]`
    node(
      `{"id":"${id}","op":"${op}","phase":"decode","layer":${layer},"microbatch":${batch},${place},"outputs":[{"dims":[${dims}]}]}`,
    )
    for (let k = rank; k < rank + width; k++) {
      edge(`{"from":"${last[k]}","to":"${id}"}`)
      last[k] = id
    }
  }
  return RANKS / width
}
