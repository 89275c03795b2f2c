// Lengths that nodes and models speak of, made shorter with the prompt: windows, and blocks of positions that ranks own.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Architecture } from '../reference/architecture.js'
import type { Spaces } from './spaces.js'

/** The shortest window: a token and the one before it. */
const SHORTEST_WINDOW = 2

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
    const numbers = (word: string): number[] => {
      const said = nodes.map(({ attributes }) => attributes?.[word])
      return said.filter((value) => typeof value === 'number')
    }
    const all = run.promptTokens + Math.max(run.outputTokens, run.steps)
    const windows = [...numbers('attentionWindow'), ...layers.flatMap(({ window }) => window ?? [])]
    const binding = windows.filter((window) => window < all)
    this.#windows = spaces.isShortened
      ? ranked(binding, SHORTEST_WINDOW)
      : new Map(binding.map((one) => [one, one]))
    const blocks = numbers('ownerBlock')
    const order = ranked(blocks, 1)
    this.#blocks = new Map(
      blocks.map((block) => {
        const left = spaces.isShortened ? spaces.shortened(block) : block
        return [block, left !== undefined && Number.isInteger(left) && left > 0 ? left : order.get(block)!]
      }),
    )
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

/** Different numbers stay different, and in their order. */
function ranked(values: readonly number[], from: number): ReadonlyMap<number, number> {
  return new Map([...new Set(values)].sort((a, b) => a - b).map((value, rank) => [value, from + rank]))
}
