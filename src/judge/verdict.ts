// What `kb check` answers: the same from the command line and from the library (`rules/verdict.schema.json`).
import type { Kind, Safety, Scope, Severity } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'

export type Outcome = 'valid' | 'fixed' | 'rejected' | 'undecided' | 'not-assessable' | 'unreadable'

/** One leaf that decided a finding: what it says, and the values that the engine saw on the first subject. */
export interface Evidence {
  readonly clause: string
  readonly leaf: string
  readonly holds: boolean | 'unknown'
  readonly seen: Readonly<Record<string, Value>>
  /** For path leaves: the node ids of a path that shows it, or nothing when there is none. */
  readonly path?: readonly string[]
}

export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test'
  readonly path: string
  readonly value?: unknown
}

export interface OfferedFix {
  readonly title: string
  readonly safety: Safety
  /** True when the patch was applied to a copy and judged again in full. Suggestions without a patch are not proved. */
  readonly proved: boolean
  readonly patch?: readonly PatchOperation[]
}

export interface Finding {
  readonly rule: string
  readonly title: string
  readonly stratum: string
  readonly severity: Severity
  readonly kind: Kind
  readonly failureMode?: string
  readonly scope: Scope
  readonly subjects: readonly string[]
  readonly count: number
  readonly message: string
  readonly evidence: readonly Evidence[]
  readonly line?: number
  readonly source: { readonly page: string; readonly line: number }
  readonly cites: readonly string[]
  readonly fixes: readonly OfferedFix[]
}

/** A rule that could not be decided on some subjects, and why. */
export interface Unsettled {
  readonly rule: string
  readonly stratum: string
  readonly severity: Severity
  readonly kind: Kind
  readonly count: number
  readonly subjects: readonly string[]
  /** blocked: the rules or preconditions that failed; notAssessed: the facts that are missing. */
  readonly because: readonly string[]
}

export interface StratumSummary {
  readonly stratum: string
  readonly title: string
  readonly rules: number
  readonly passed: number
  readonly broken: number
  readonly notApplicable: number
  readonly blocked: number
  readonly notAssessed: number
}

/** A place where a document breaks its grammar or schema. Line and column count from 1; 0 where there is no text. */
export interface Problem {
  readonly line: number
  readonly column: number
  readonly category: string
  readonly read: string
  readonly expected: string
  readonly repair: string
}

export interface Result {
  readonly input: string
  readonly digest: string
  readonly kind: 'dataflow' | 'device-map' | 'sketch' | 'deployment' | 'unknown'
  readonly format: string
  readonly nodes: number
  readonly edges: number
  readonly devices: number
  readonly phases: readonly string[]
  readonly outcome: Outcome
  /** What makes a document unreadable, in the order of the text; the first is also a finding. */
  readonly problems: readonly Problem[]
  readonly strata: readonly StratumSummary[]
  readonly findings: readonly Finding[]
  readonly blocked: readonly Unsettled[]
  readonly notAssessed: readonly Unsettled[]
  /** Rules that no subject met the `when` of. */
  readonly notApplicable: readonly string[]
  readonly assumed: Readonly<Record<string, Value>>
}

export interface Verdict {
  /** Version of Shardwright. */
  readonly shardwright: string
  /** Digest of the knowledge base. */
  readonly knowledge: string
  /** Present when not every rule of the base was judged: outcomes then speak of the chosen rules alone. */
  readonly limitedTo?: { readonly only?: readonly string[]; readonly profile?: string }
  readonly results: readonly Result[]
}
