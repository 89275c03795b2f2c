// Lengths that nodes and models speak of, made shorter with the prompt: windows, and blocks of positions that ranks own.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Architecture } from '../reference/architecture.js'
import type { Spaces } from './spaces.js'
import { longestRound, ranked, shortBlocks } from './turns.js'

/** The shortest window: a token and the one before it. */
const SHORTEST_WINDOW = 2

/** What the windows of nodes and layers become where positions are fewer; `all`: the positions of a sequence, which no window binds that is longer. */
export function shortWindows(
  nodes: readonly CandidateNode[],
  layers: Architecture['layers'],
  all: number,
): ReadonlyMap<number, number> {
  const said = nodes.map(({ attributes }) => attributes?.['attentionWindow'])
  const windows = [
    ...said.filter((window) => typeof window === 'number'),
    ...layers.flatMap(({ window }) => window ?? []),
  ]
  const binding = windows.filter((window) => window < all)
  // The first step looks at what each rank that takes turns has of the prompt.
  const shortest = Math.max(SHORTEST_WINDOW, longestRound(nodes) + 1)
  return new Map([...ranked(binding, shortest)].map(([window, short]) => [window, Math.min(window, short)]))
}

type Attributes = Readonly<Record<string, unknown>>

export class Lengths {
  readonly #windows: ReadonlyMap<number, number>
  readonly #blocks: ReadonlyMap<number, number>
  readonly #known = new Map<CandidateNode, Attributes>()

  /** @param run the tokens of a prompt, and the steps that follow it */
  constructor(
    nodes: readonly CandidateNode[],
    { layers }: Architecture,
    spaces: Spaces,
    run: { readonly promptTokens: number; readonly outputTokens: number; readonly steps: number },
  ) {
    // Where nothing is said of prompts, sequences may be as long as any window.
    const all =
      run.promptTokens > 0
        ? run.promptTokens + Math.max(run.outputTokens, run.steps)
        : Number.POSITIVE_INFINITY
    const short = shortWindows(nodes, layers, all)
    const isShort = spaces.isShortened || spaces.counts.positions === 0
    this.#windows = new Map([...short].map(([window, length]) => [window, isShort ? length : window]))
    this.#blocks = blocksIn(spaces, shortBlocks(nodes))
  }

  /** What a window becomes; undefined where it is longer than all that a sequence gets. */
  window(window: number): number | undefined {
    return this.#windows.get(window)
  }

  /** The words of a node, with lengths as they are computed with. */
  attributes(node: CandidateNode): Attributes {
    const known = this.#known.get(node) ?? this.#shortened(node.attributes ?? {})
    this.#known.set(node, known)
    return known
  }

  #shortened(attributes: Attributes): Attributes {
    const { attentionWindow: window, ownerBlock: block, ...others } = attributes
    const left = typeof window === 'number' ? this.window(window) : undefined
    return {
      ...others,
      ...(left !== undefined && { attentionWindow: left }),
      ...(typeof block === 'number' && { ownerBlock: this.#blocks.get(block) }),
    }
  }
}

/** Blocks in proportion to the prompt, where all of them are whole numbers then; else as short as can be. */
function blocksIn(spaces: Spaces, short: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  if (!spaces.isShortened) return new Map([...short.keys()].map((block) => [block, block]))
  const left = [...short.keys()].map((block) => [block, spaces.shortened(block) ?? 0] as const)
  return left.every(([, length]) => Number.isInteger(length) && length > 0) ? new Map(left) : short
}
