// Small drawings in the words that agents use: ranks drawn apart or together, with shapes in their labels.
import { checkDocuments, type DocumentOptions } from '../../../src/check/check.js'
import type { Result } from '../../../src/judge/verdict.js'
import { base } from '../../build/plans.js'

/** A node's label by its lines, and the edges of a drawing as chains. */
export interface Drawing {
  readonly nodes: Readonly<Record<string, readonly string[]>>
  readonly edges: readonly string[]
}

export const dotOf = ({ nodes, edges }: Drawing): string =>
  [
    'digraph {',
    ...Object.entries(nodes).map(([id, lines]) => `  ${id} [label="${lines.join('\\n')}"]`),
    ...edges.map((chain) => `  ${chain}`),
    '}',
  ].join('\n')

/** What the judge says of a drawing. */
export async function judged(
  drawing: Drawing | string,
  options: Pick<DocumentOptions, 'fix'> = {},
): Promise<Result> {
  const content = typeof drawing === 'string' ? drawing : dotOf(drawing)
  const { results } = await checkDocuments(
    [{ input: 'drawing.dot', content: Buffer.from(content) }],
    base,
    options,
  )
  return results[0]!
}

/** The errors that speak of sums and placements, each with its subjects. */
export const errorsOf = ({ findings }: Result): string[] =>
  findings
    .filter(({ severity, rule }) => severity === 'error' && /^(?:tp|types|comm|dcp|sp)\//.test(rule))
    .map(({ rule, subjects }) => `${rule}: ${subjects.join()}`)
    .sort()

const ranks = (count: number) => Array.from({ length: count }, (_, rank) => rank)

/** A shape, as labels write it. */
const shape = (dims: string) => `[batch=8, seq=128, ${dims}]`

/** A network with a column-parallel and a row-parallel product on each rank. */
export function network(reduced: boolean, count = 2): Drawing {
  const node = (title: string, rank: number, read: string, given: string) => [
    title,
    `GPU: ${rank}`,
    `Input: ${shape(read)}`,
    `Output: ${shape(given)}`,
  ]
  const all = ranks(count)
  const nodes = {
    input: ['Input', `GPU: 0-${count - 1}`, `Output: ${shape('hidden=1024')}`],
    ...Object.fromEntries(
      all.flatMap((rank) => [
        [`fc1_${rank}`, node('MLP Linear1 (Column-Parallel)', rank, 'hidden=1024', 'ffn=2048')],
        [`act_${rank}`, node('GELU', rank, 'ffn=2048', 'ffn=2048')],
        [`fc2_${rank}`, node('MLP Linear2 (Row-Parallel)', rank, 'ffn=2048', 'hidden=1024')],
        [`ln_${rank}`, node('LayerNorm', rank, 'hidden=1024', 'hidden=1024')],
      ]),
    ),
    ...(reduced && { ar: ['All-Reduce', `GPU: 0-${count - 1}`] }),
    output: ['Output', `GPU: 0-${count - 1}`],
  }
  const edges = all.map(
    (rank) =>
      `input -> fc1_${rank} -> act_${rank} -> fc2_${rank} -> ${reduced ? 'ar -> ' : ''}ln_${rank} -> output`,
  )
  return { nodes, edges }
}
