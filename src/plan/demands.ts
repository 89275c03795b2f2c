// What a deployment asks for besides its degrees, field by field, and what each field says: the words that would be unknown,
// or other, without it.
import type { Candidate } from '../candidate/candidate.js'
import { leavesOf } from '../candidate/deployment/flatten.js'
import { readDeployment } from '../candidate/deployment/index.js'
import type { Base } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import type { Variation } from '../observe/varied.js'

export interface Demand {
  /** Path in the deployment document. */
  readonly path: string
  /** What the words are where the field is left out. */
  readonly without: Variation['words']
}

/** The stated fields of the sections that the base names in its table `demands`, degrees left out, that any word reads. */
export function demandsOf(
  candidate: Candidate,
  base: Base,
  phases: readonly string[],
  chosen: ReadonlySet<string>,
): readonly Demand[] {
  const document = candidate.document as object
  const sections = Object.keys(base.tables.find(({ id }) => id === 'demands')?.rows ?? {})
  const paths = leavesOf(document, new Set()).filter(
    (path) => sections.includes(path.split('.')[0]!) && !chosen.has(path),
  )
  return paths.flatMap((path) => {
    const rest = readDeployment(
      without(document, path.split('.')) as object,
      candidate.input,
      base,
      '',
      candidate.about,
    )
    const plan = difference(candidate.given, rest.given)
    const phase = Object.assign(
      {},
      ...phases.map((name) => difference(candidate.phases[name]!, rest.phases[name]!)),
    )
    return Object.keys(plan).length + Object.keys(phase).length === 0
      ? []
      : [{ path, without: { plan, phase } }]
  })
}

/** A copy without the value at a path. */
function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]]
    return rest.length === 0 ? [] : [[name, without(inner, rest)]]
  })
  return Object.fromEntries(entries)
}

type Words = Readonly<Record<string, Value>>

/** The words that differ, with what they are in the second; undefined where that does not say them. */
function difference(a: Words, b: Words): Record<string, Value> {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  const differing = [...names].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
  return Object.fromEntries(differing.map((name) => [name, b[name]]))
}
