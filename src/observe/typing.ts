// How far it is known how the tensors of a candidate lie on devices, and why not further.

/** Why it is not known of a tensor: a closed set, in the order in which it is told. */
export const BECAUSE = [
  'no-operation',
  'no-signature',
  'no-devices',
  'no-weights',
  'no-sizes',
  'no-rule',
  'unnamed',
  'not-stated',
  'ambiguous',
  'conflict',
  'behind',
] as const

export type Because = (typeof BECAUSE)[number]

export interface Typing {
  /** What it was inferred from: slices of weights and inputs, or what labels and fields say of a node by itself. */
  readonly by: 'slices' | 'labels'
  readonly tensors: number
  readonly placed: number
  /** The others, by the reason: how many tensors, and the first node that gives one. */
  readonly open: readonly { readonly because: Because; readonly tensors: number; readonly first: string }[]
}

/** A reason as a number above 0, so that a row of bytes can hold it. */
export const codeOf = (because: Because): number => BECAUSE.indexOf(because) + 1

/** Why nothing can be known of what a node gives, whatever is said around it; undefined where something can. */
export function openByItself(
  { op, devices }: { readonly op?: string; readonly devices?: readonly unknown[] },
  hasSignature: boolean,
): Because | undefined {
  if (op === undefined) return 'no-operation'
  if (!hasSignature) return 'no-signature'
  return devices === undefined || devices.length === 0 ? 'no-devices' : undefined
}

/** Counts tensors as they are placed or left open. */
export class TypingCount {
  private tensors = 0
  private placed = 0
  private readonly counts = new Map<number, { tensors: number; readonly first: string }>()

  /** Notes tensors that a node gives: those that are placed, and the code of why the rest is not. */
  note(node: string, tensors: number, placed: number, code: number): void {
    this.tensors += tensors
    this.placed += placed
    if (placed === tensors) return
    const known = this.counts.get(code)
    if (known === undefined) this.counts.set(code, { tensors: tensors - placed, first: node })
    else known.tensors += tensors - placed
  }

  /** What was noted; undefined where there are no tensors. */
  result(by: Typing['by']): Typing | undefined {
    if (this.tensors === 0) return undefined
    const open = BECAUSE.flatMap((because) => {
      const count = this.counts.get(codeOf(because))
      return count === undefined ? [] : [{ because, ...count }]
    })
    return { by, tensors: this.tensors, placed: this.placed, open }
  }
}
