// The compiled knowledge base in memory: what the files under `generated/` hold.
import type { Expression, Scalar } from './expression.js'

/** The kinds of subject that a rule can speak of; `rules/scopes.yaml` says what each is. */
export type Scope =
  | 'plan'
  | 'phase'
  | 'stage'
  | 'layer'
  | 'group'
  | 'device'
  | 'tensor'
  | 'node'
  | 'edge'
  | 'cycle'
  | 'deployment'

export type Severity = 'error' | 'warning' | 'info'
export type Kind = 'hard' | 'engine' | 'wisdom'
export type Safety = 'safe' | 'strategy' | 'workload'

/** A page and a line of it, as findings cite them. */
export interface Place {
  readonly page: string
  readonly line: number
}

/** A word that a rule can use: a fact of a scope. Declared once, in `rules/vocabulary.yaml` or in a `words` block. */
export interface Word {
  readonly scope: Scope
  /** Name within its scope; words of a document section carry it as a prefix (`model.attentionHeads`, scope plan). */
  readonly name: string
  readonly type: 'number' | 'integer' | 'text' | 'truth' | 'list'
  /** Unit as written (`bytes`, `GB/s`, `1`); counts have the unit `1` or a count noun. */
  readonly unit: string
  readonly values?: readonly Scalar[]
  readonly minimum?: number
  readonly maximum?: number
  /** Scope phase: the value where a phase's strategy is given and leaves the word out. */
  readonly default?: Scalar
  /** Scope phase: the kind of subject of which the phase has so many, where none of them is drawn. */
  readonly counts?: 'stage'
  /** Paths of a deployment document where the word stands, the first that has a fitting value first. */
  readonly from?: readonly string[]
  /** The word that means this one where the candidate says or shows `where` and does not say this one: both of the plan. */
  readonly meantBy?: { readonly word: string; readonly where: string }
  /** What the word is where a candidate does not say: an expression over words of the same scope. */
  readonly fallback?: Expression
  /** given: read from the candidate; observed: measured by src/; recognised: by a pattern table; derived: by a formula. */
  readonly origin: 'given' | 'observed' | 'recognised' | 'derived'
  readonly stratum: string
  /** Names of words of the same scope that must be true for this word to have a meaning. */
  readonly preconditions: readonly string[]
  readonly description: string
  readonly place?: Place
}

export interface Selector {
  readonly name: string
  readonly stratum: string
  readonly text: string
  readonly expression: Expression
  readonly description: string
  readonly place: Place
}

/** A derived word: `expression` over facts of `scope`. */
export interface Formula {
  /** Name of the word within its scope. */
  readonly id: string
  readonly scope: Scope
  readonly type: Word['type']
  readonly unit: string
  readonly stratum: string
  readonly text: string
  readonly expression: Expression
  readonly description: string
  readonly cites: readonly string[]
  /** Ids of the items of `traceability.md` that it carries. */
  readonly traces?: readonly string[]
  readonly place: Place
}

/** How a number came about: read off a device, fitted to what was read, computed, or a vendor's. */
export type EvidenceKind = 'measured' | 'calibrated' | 'derived' | 'datasheet'

/** One quantity of an estimate: its value, and between which bounds it is expected, over the subject of the estimate. */
export interface Component {
  readonly name: string
  readonly title: string
  readonly type: 'number' | 'integer' | 'text'
  readonly unit: string
  readonly evidence: EvidenceKind
  readonly text: string
  readonly value: Expression
  readonly low?: Expression
  readonly high?: Expression
  /** Where the value comes from: the formula that it names, or the component itself. */
  readonly place: Place
}

/** Quantities that belong together; of several subjects the one with the least `decisive` stands for all. */
export interface Estimate {
  readonly id: string
  readonly title: string
  readonly scope: Scope
  readonly stratum: string
  readonly decisive?: Expression
  readonly components: readonly Component[]
  readonly cites: readonly string[]
  readonly place: Place
}

/**
 * A fact table. `rows` are keyed by the value of the key column, as text; `aliases` are the names of rows in
 * plain form, of a table whose rows are found by names and not by their keys alone.
 */
export interface Table {
  readonly id: string
  readonly stratum: string
  readonly key: string
  readonly columns: Readonly<Record<string, { readonly type: Word['type']; readonly unit: string }>>
  readonly rows: Readonly<Record<string, Readonly<Record<string, Scalar | readonly Scalar[]>>>>
  readonly aliases?: Readonly<Record<string, string>>
  readonly cites: readonly string[]
  /** Ids of the items of `traceability.md` that it carries. */
  readonly traces?: readonly string[]
  readonly place: Place
}

/** One row of a table of patterns that recognise a field in text. */
export interface Pattern {
  /** Where the text comes from: see docs/language.md, "Patterns". */
  readonly source: string
  /** Regular expression of the RE2 subset, matched case-insensitively. */
  readonly pattern: string
  /** The value: a constant, or a template with $1 … $9. */
  readonly value: string
  readonly place: Place
}

export interface PatternTable {
  readonly id: string
  readonly scope: 'plan' | 'node' | 'edge' | 'device' | 'dimension'
  /** The word or candidate field that is filled. */
  readonly field: string
  /** How the value text is read: text, number, integer, list, devices, dimensions, truth; key and rest by a table's names. */
  readonly as: string
  /** For key and rest: id of the table of facts whose keys and aliases are sought in the text. */
  readonly table?: string
  readonly rows: readonly Pattern[]
  readonly place: Place
}

export interface FailureMode {
  readonly id: string
  readonly title: string
  readonly stratum: string
  readonly family?: string
  readonly symptoms: readonly string[]
  /** Patterns that error texts and logs of this failure match. */
  readonly signs?: readonly string[]
  readonly rootCause: string
  /** What to do, in the order in which it is worth trying. */
  readonly remedies?: readonly string[]
  /** Ids of the failure modes that its message is often an echo of, the likeliest first; `*` is any that shows. */
  readonly hides?: readonly string[]
  /** Why no rule can foresee it, where none can. */
  readonly undetected?: string
  /** Ids of the items of `traceability.md` that it carries. */
  readonly traces?: readonly string[]
  readonly place: Place
}

/** What pages cite. The optional fields say more of a publication, of a file at a version, or of a thread. */
export interface Source {
  readonly id: string
  readonly title: string
  /** Where it is: an address. */
  readonly resource: string
  readonly authors?: readonly string[]
  readonly year?: number
  readonly version?: string
  /** Path within the repository. */
  readonly file?: string
  /** `owner/name`. */
  readonly repository?: string
  /** Number of an issue or pull request of the repository. */
  readonly number?: number
  /** The pages that list it, in the order of the base. */
  readonly pages: readonly string[]
}

/** One `when` or `must` line: its text, its place on the page and its meaning. */
export interface Clause {
  readonly text: string
  readonly place: Place
  readonly expression: Expression
}

/**
 * What json-rules-engine reads for one leaf of a rule. Its value for a subject is the value of `expression`, or the
 * text `UNKNOWN` when that is unknown.
 */
export interface EngineFact {
  readonly name: string
  readonly expression: Expression
}

/** A condition in json-rules-engine's own form. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly fact: string; readonly operator: string; readonly value: Scalar | readonly Scalar[] }

/**
 * Three conditions decide a rule in Kleene logic: `notApplicable` (a `when` is false), `broken` (every `when` true and a
 * `must` false), `passed` (every `when` and every `must` true). None of them: not assessed.
 */
export interface Conditions {
  readonly notApplicable: Condition
  readonly broken: Condition
  readonly passed: Condition
}

/** A piece of a message: text, a value by its path, or a part shown when a value is known and not false. */
export type Segment =
  | string
  | { readonly value: string }
  | { readonly if: string; readonly then: readonly Segment[]; readonly else: readonly Segment[] }

/**
 * A parameterised edit; `docs/language.md`, "Fixes", says what each does. `edit` has one key, the kind of edit, and its
 * parameters as expressions over the rule's subject; a constant is a literal.
 */
export interface Fix {
  readonly title: string
  readonly safety: Safety
  /** What it does, by `rules/fixes.yaml`, and the place of that in the order of preference, from 0. */
  readonly change: string
  readonly rank: number
  readonly edit: Readonly<Record<string, Readonly<Record<string, Expression>>>>
  readonly place: Place
}

/** A fix for every rule of its scope that reads, itself or through other words, a word which the fix sets. */
export interface SharedFix extends Fix {
  readonly id: string
  readonly scope: Scope
  /** What must be true of a subject for the fix to be tried on it. */
  readonly when: readonly Expression[]
}

export interface Rule {
  readonly id: string
  readonly title: string
  readonly stratum: string
  readonly place: Place
  readonly severity: Severity
  readonly kind: Kind
  /** The engines, by the names of their lineages, and the range of their versions. */
  readonly engine?: { readonly names: readonly string[]; readonly versions: string }
  readonly scope: Scope
  readonly requires: readonly string[]
  readonly failureMode?: string
  readonly cites: readonly string[]
  /** The prose of the section, as Markdown. */
  readonly reason: string
  readonly when: readonly Clause[]
  readonly must: readonly Clause[]
  readonly facts: readonly EngineFact[]
  readonly conditions: Conditions
  readonly message: readonly Segment[]
  readonly messageText: string
  readonly fixes: readonly Fix[]
  /** Why what is left when no fix helps is not mended, in the syntax of the message. */
  readonly noFix?: readonly Segment[]
  readonly noFixText?: string
  readonly was: readonly string[]
  /** Ids of the items of `traceability.md` that it carries. */
  readonly traces?: readonly string[]
}

/** An example on a page: for a rule (facts, plan or DOT, and the expected result) or a formula (facts and its value). */
export interface Example {
  readonly rule?: string
  /** Scope and name of a word that a formula derives or that falls back on others: `layer.expertDevices`. */
  readonly formula?: string
  readonly title: string
  readonly facts?: Readonly<Record<string, Scalar | readonly Scalar[]>>
  readonly plan?: unknown
  readonly dot?: string
  readonly expect?: 'pass' | 'fail' | 'not-applicable' | 'not-assessed'
  readonly subjects?: readonly string[]
  readonly says?: string
  readonly value?: Scalar | readonly Scalar[]
  readonly tolerance?: number
  /** Changes of the facts, each of which takes the rule out of application: a fact left out, or other values. */
  readonly unless?: readonly Change[]
  readonly place: Place
}

/** The name of a fact that is left out, or facts with other values. */
export type Change = string | Readonly<Record<string, Scalar | readonly Scalar[]>>

export interface Stratum {
  readonly id: string
  readonly title: string
}

/** A rule that an extending base switched off or gave another severity, and why. */
export interface RuleChange {
  readonly rule: string
  readonly title: string
  readonly from: Severity
  readonly to: Severity | 'off'
  readonly reason: string
  /** Where the configuration says so. */
  readonly place: Place
}

export interface Base {
  /** SHA-256 of everything that was compiled; verdicts carry it. */
  readonly digest: string
  readonly strata: readonly Stratum[]
  readonly words: readonly Word[]
  readonly selectors: readonly Selector[]
  readonly formulas: readonly Formula[]
  readonly estimates: readonly Estimate[]
  readonly tables: readonly Table[]
  readonly patterns: readonly PatternTable[]
  readonly rules: readonly Rule[]
  readonly fixes: readonly SharedFix[]
  readonly failureModes: readonly FailureMode[]
  readonly sources: readonly Source[]
  /** Absent where no configuration changes a rule. */
  readonly changes?: readonly RuleChange[]
}

/** The engine's value for "unknown": no fact can have it, and every comparison with it is neither true nor false. */
export const UNKNOWN = '\u0000unknown'
