// What `kb check` answers: the same from the command line and from the library (`rules/verdict.schema.json`).
import type { Excerpt } from '../caret.js'
import type { Kind, Safety, Scope, Severity } from '../knowledge/base.js'
import type { Scalar, Value } from '../knowledge/expression.js'

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

/** A fix that was applied: what it was for, and what it changes. */
export interface AppliedFix {
  readonly rule: string
  readonly title: string
  readonly safety: Safety
  /** What it does, by `rules/fixes.yaml`. */
  readonly change: string
  readonly subjects: readonly string[]
  /** A JSON Patch of the document that the fixes before it left; absent for drawings. */
  readonly patch?: readonly PatchOperation[]
}

/** What a fault comes to: cells of the first tensor that differs, as ranks have them and as the unsharded model does. */
export interface Witness {
  readonly tensor: string
  /** The node that gives it. */
  readonly node: string
  /** By dimension, the index of each cell, in the smallest dimensions that the slices of the plan allow. */
  readonly cells: readonly Readonly<Record<string, number>>[]
  readonly unsharded: readonly number[]
  /** Two ranks, or one where no other has a part of the tensor; null for cells that a rank has not. */
  readonly ranks: readonly { readonly device: number | string; readonly values: readonly (number | null)[] }[]
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
  readonly witness?: Witness
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

/** A rule that is broken on subjects that are no findings, because they were set aside. */
export interface OldFinding {
  readonly rule: string
  readonly stratum: string
  readonly severity: Severity
  readonly kind: Kind
  readonly scope: Scope
  readonly count: number
  readonly subjects: readonly string[]
}

export interface SuppressedFinding extends OldFinding {
  readonly reason: string
  /** The last day on which the suppression holds. */
  readonly until: string
}

/** Subjects that a baseline holds and on which the rule is broken no longer. */
export interface GoneFinding {
  /** As the baseline names it. */
  readonly rule: string
  readonly subjects: readonly string[]
}

/** A suppression, and what became of it in the run. */
export interface SuppressionUse {
  readonly rule: string
  readonly subjects?: readonly string[]
  readonly input?: string
  readonly reason: string
  readonly until: string
  /** not-asked: its rule or its inputs were no part of the run. */
  readonly state: 'used' | 'unused' | 'expired' | 'not-asked'
  /** Subjects that it set aside, over all inputs. */
  readonly count: number
}

/** A rule that the base has off or with another severity than the base it extends. */
export interface ChangedRule {
  readonly rule: string
  readonly to: Severity | 'off'
  readonly reason: string
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
  /** The line at hand, or the part of it around the place; the first problems of a text have it. */
  readonly excerpt?: Excerpt
}

/** Values of fields with which no rule of severity error is broken, and what the base measures such a choice by. */
export interface LegalChoice {
  /** By path in the deployment document. */
  readonly set: Readonly<Record<string, Scalar>>
  readonly measures: Readonly<Record<string, number>>
  /** Warnings that stay of a failure that is foreseen now; absent where none does. */
  readonly warned?: readonly string[]
  readonly flags?: FlagsByPath
}

/**
 * Present where a command launches the deployment: of each path that flags of it can say, the words that do. They are empty
 * where the flag can stay away.
 */
type FlagsByPath = Readonly<Record<string, string>>

/** A rule of an engine that is broken in some versions, where the version is not stated. */
export interface VersionFinding extends Finding {
  readonly versions: string
}

/** A single change with which some choice of degrees holds every rule. */
export interface Relaxation {
  readonly title: string
  /** What it does, by `rules/fixes.yaml`. */
  readonly change: string
  readonly safety: Safety
  /** Values by path in the deployment document, and the degrees that are legal with them. */
  readonly set: Readonly<Record<string, Scalar>>
  readonly degrees: Readonly<Record<string, Scalar>>
  /** Warnings that stay of a failure that is foreseen now; absent where none does. */
  readonly warned?: readonly string[]
  readonly flags?: FlagsByPath
}

/** What may be chosen instead of the degrees of a rejected deployment. */
export interface Choices {
  /** The phases that are chosen for together. */
  readonly phases: readonly string[]
  /** How many combinations were judged. */
  readonly asked: number
  /** Of each measure, what it counts. */
  readonly measures: Readonly<Record<string, string>>
  /** The best first. */
  readonly legal: readonly LegalChoice[]
  /** Rules that every combination breaks. */
  readonly inTheWay: readonly string[]
  /** How many break nothing as far as can be said, and the broken rules of which it cannot be said with them. */
  readonly open?: { readonly choices: number; readonly rules: readonly string[] }
  /**
   * Where nothing is legal and nothing open: the smallest sets of stated demands, by their paths, that no choice can meet together. An empty
   * set: the model and the engine leave no choice by themselves.
   */
  readonly conflicts: readonly (readonly string[])[]
  /** Where nothing is legal: the single changes that help, in the order of preference of the base. */
  readonly relaxations: readonly Relaxation[]
  /** Of a launch, the flags that state the demands in conflict, by path. */
  readonly flags?: FlagsByPath
}

/** How far it is known how tensors lie on devices. */
export interface TypesSummary {
  /** By the slices of weights and inputs that a plan gives, or by what labels and fields say of a node by itself. */
  readonly by: 'slices' | 'labels'
  /** Tensors that nodes give. */
  readonly tensors: number
  readonly placed: number
  /** The others by the reason, with the first node that gives one. */
  readonly open: readonly { readonly because: string; readonly tensors: number; readonly first: string }[]
}

export interface Result {
  readonly input: string
  /** Present where several candidates came from one document: how that is named. */
  readonly document?: string
  readonly digest: string
  readonly kind: 'dataflow' | 'device-map' | 'sketch' | 'deployment' | 'unknown'
  readonly format: string
  readonly nodes: number
  readonly edges: number
  readonly devices: number
  readonly phases: readonly string[]
  readonly outcome: Outcome
  /** Present where nodes give tensors. */
  readonly types?: TypesSummary
  /** Present where repair was asked for: the fixes after which everything else here is said. */
  readonly fixed?: readonly AppliedFix[]
  /** The corrected command of a launch that was repaired. */
  readonly command?: string
  /** What makes a document unreadable, in the order of the text; the first is also a finding. */
  readonly problems: readonly Problem[]
  /** Present where a model's configuration came beside the document: its files, with SHA-256 of their bytes. */
  readonly modelFiles?: readonly { readonly from: string; readonly digest: string }[]
  readonly strata: readonly StratumSummary[]
  readonly findings: readonly Finding[]
  /** Present where suppressions were given: what they set aside. The outcome overlooks it. */
  readonly suppressed?: readonly SuppressedFinding[]
  /** Present where a baseline was given: what it holds already. The outcome does not overlook it. */
  readonly old?: readonly OldFinding[]
  /** Present where a baseline was given: what it holds of the rules that were asked, and is broken no longer. */
  readonly gone?: readonly GoneFinding[]
  readonly blocked: readonly Unsettled[]
  readonly notAssessed: readonly Unsettled[]
  /** Rules that no subject met the `when` of. */
  readonly notApplicable: readonly string[]
  readonly assumed: Readonly<Record<string, Value>>
  /** Present where the version of the engine is not stated, and rules are broken in some versions. No finding yet. */
  readonly depends?: readonly VersionFinding[]
  /** Present where a deployment is rejected and the base knows what may be chosen about it. */
  readonly choices?: readonly Choices[]
}

export interface Verdict {
  /** Version of Shardwright. */
  readonly shardwright: string
  /** Digest of the knowledge base. */
  readonly knowledge: string
  /** Present when not every rule of the base was judged: outcomes then speak of the chosen rules alone. */
  readonly limitedTo?: { readonly only?: readonly string[]; readonly profile?: string }
  /** Present where a configuration of the base switches rules off or changes their severity. */
  readonly changes?: readonly ChangedRule[]
  /** Present where proofs of fixes were asked for whatever the size of a plan (true), or never (false). */
  readonly prove?: boolean
  /** Present where something was said of launches and deployments from outside. */
  readonly about?: {
    readonly hardware?: { readonly gpu?: string; readonly count?: number; readonly nodes?: number }
    readonly engineVersion?: string
    readonly optionsFile?: string
  }
  /** Texts that were judged and are no files, by their inputs. */
  readonly texts?: Readonly<Record<string, string>>
  /** The day against which dates were judged, where any were. */
  readonly asOf?: string
  /** Present where suppressions were given: each, in their order. */
  readonly suppressions?: readonly SuppressionUse[]
  /** Present where a baseline was given: subjects that it holds and that were met again, or are gone. */
  readonly baseline?: { readonly old: number; readonly gone: number }
  readonly results: readonly Result[]
}
