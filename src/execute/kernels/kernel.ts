// What a kernel is given: one node on one device.
import type { Operator } from '../../tensor/operators.js'
import type { Algebra } from '../algebra/algebra.js'
import type { Caches } from '../caches.js'
import type { RowCounts } from '../reduce/rows.js'
import type { Value } from '../value.js'

/** A tensor that a node gives, as its plan writes it, on one device. */
export interface Output {
  readonly name: string
  /** The names of its dimensions in their order, where the plan says them. */
  readonly dims: readonly string[]
  /** The sizes of those dimensions in the whole tensor; of one whose size is not a number, none. */
  sizeOf(dim: string): number
  /** The most cells that the whole tensor has along a dimension; undefined where the plan does not say. */
  mostOf(dim: string): number | undefined
  /** By dimension, the indices that the device takes or keeps. */
  readonly kept: Readonly<Record<string, Int32Array>>
  /** The first index of a dimension that is no part of the model; undefined where all are. */
  realOf(dim: string): number | undefined
}

/** What all kernels of one run share. */
export interface Run {
  readonly algebra: Algebra
  readonly caches: Caches
  readonly counts: RowCounts
  /** Positions of a sequence over the whole run: the prompt and the tokens that decode adds. */
  readonly capacity: number
  /** Position of the rows of a step of decode. */
  readonly position: number
  /** Entries of the whole vocabulary. */
  readonly vocabulary: number
  readonly isGreedy: boolean
  /** Who has drawn tokens at this moment, by row and first entry. */
  readonly drawers: Map<string, Drawer>
  /** Position of the last token of the prompt. */
  readonly lastPosition: number
  /** The token that a sequence has at a position of the prompt. */
  promptToken(sequence: number, position: number): number
  /** The token that a device knows a sequence to go on with; of another device where it knows none. */
  nextToken(device: number, sequence: number): number | undefined
}

/** The first device to draw a token. */
interface Drawer {
  readonly device: number
  readonly isOwn: boolean
}

export interface Site {
  readonly run: Run
  readonly operator: Operator
  readonly attributes: Readonly<Record<string, unknown>>
  readonly layer: number | undefined
  readonly device: number
  /** The device as the plan writes it. */
  readonly deviceName: string
  /** The devices that work on it together, in their order, and the place of this one among them. */
  readonly team: readonly number[]
  readonly seat: number
  /** Whether rows are those of a prompt, or one of each sequence at the position of the step. */
  readonly isPrompt: boolean
  readonly inputs: readonly Value[]
  readonly weights: readonly Value[]
  readonly outputs: readonly Output[]
  /** Of every device of the team, what the plan says that it holds of the input: for transfers of caches. */
  sources(): readonly Readonly<Record<string, Int32Array>>[]
  /** The devices from which what it gives is spread to others, as the plan writes them. */
  roots(): readonly string[]
  /** The experts of the node that reads what this one gives. */
  experts(): Int32Array
}

/**
 * A kernel on one device, or on all devices of a team at once, in the order of the team. It gives the outputs in their order.
 * @throws NotExecutable where shapes do not fit
 */
export type Kernel =
  | { readonly on: 'device'; run(site: Site): readonly Value[]; readonly changes?: true }
  | { readonly on: 'team'; run(sites: readonly Site[]): readonly (readonly Value[])[] }
