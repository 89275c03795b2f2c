// What the builders of tables share: the candidate, its graph, and the other tables.
import type { Candidate } from '../candidate/candidate.js'
import type { Scope } from '../knowledge/base.js'
import type { Scalar, Value } from '../knowledge/expression.js'
import type { WeakComponents } from './components.js'
import type { SubjectTable } from './facts.js'
import { int32s } from './flat.js'
import type { Graph } from './graph.js'
import type { Partitions } from './partitions.js'
import type { FirstShapes } from './shapes.js'
import type { Stated } from './stated/infer.js'
import type { Inferred } from './types/inference.js'

export interface Sight {
  readonly candidate: Candidate
  readonly graph: Graph
  table(scope: Scope): SubjectTable
  readonly partitions: Partitions
  readonly weakComponents: () => WeakComponents
  readonly firstShapes: () => FirstShapes
  /** Types of tensors, where the candidate says how its weights lie. */
  readonly inferred: () => Inferred | undefined
  /** Placements by what nodes say of themselves, where no weights are given. */
  readonly stated: () => Stated | undefined
}

/** A relation to the one plan of a candidate. */
export function toPlan(sight: Sight, size: number) {
  return () => ({ table: sight.table('plan'), rows: int32s(size) })
}

/** The value of a word in what a document gives, if it gives it. */
export function givenValue(given: Readonly<Record<string, Value>> | undefined, word: string): Value {
  return given !== undefined && Object.hasOwn(given, word) ? given[word] : undefined
}

/** The words that some node or edge gives as an attribute. */
export function attributeWords(
  subjects: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[],
): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { attributes } of subjects)
    if (attributes !== undefined) for (const word in attributes) words.add(word)
  return words
}

/** Devices as a reader wants them: `{0-7, 12, host}`. */
export function devicesText(devices: readonly Scalar[]): string {
  const parts: string[] = []
  for (let i = 0; i < devices.length; ) {
    const first = devices[i]!
    let last = i
    while (typeof first === 'number' && devices[last + 1] === first + (last + 1 - i)) last++
    parts.push(last - i > 1 ? `${first}-${devices[last]}` : devices.slice(i, last + 1).join(', '))
    i = last + 1
  }
  return `{${parts.join(', ')}}`
}
