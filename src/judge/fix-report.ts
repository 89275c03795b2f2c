// What `kb fix` answers: the same from the command line and from the library.
import type { Safety, Severity } from '../knowledge/base.js'
import type { AppliedFix, Outcome, PatchOperation } from './verdict.js'

/** A rule that stays broken, and why each of its fixes was not taken. */
export interface Reason {
  readonly rule: string
  readonly severity: Severity
  readonly count: number
  readonly message: string
  /** Why the base has no repair for it, where its rule says so. */
  readonly because?: string
  readonly tried: readonly { readonly title: string; readonly safety: Safety; readonly why: string }[]
}

export interface FixResult {
  readonly input: string
  /** The document that holds the launch, where it holds several. */
  readonly document?: string
  readonly digest: string
  /** The outcome of the document as given, and as corrected: `fixed` where that is valid after a change. */
  readonly before: Outcome
  readonly outcome: Outcome
  /** The most that one of the fixes changes; absent where there is none. */
  readonly safety?: Safety
  readonly fixes: readonly AppliedFix[]
  /** All changes of a JSON document, or of the one that a launch is read as, as one JSON Patch. */
  readonly patch?: readonly PatchOperation[]
  /** All changes of the text as a unified diff. */
  readonly diff: string
  /** The text as corrected: the text as given where nothing was changed; absent where it was no text. */
  readonly corrected?: string
  /** The corrected command of a launch. */
  readonly command?: string
  /** What a repair changes and no flag of the launch says, as `path = value`. */
  readonly besides?: readonly string[]
  /** Why the text of a launch is left as it is. */
  readonly left?: string
  /** Errors that remain. */
  readonly reasons: readonly Reason[]
}

export interface FixReport {
  /** Version of Shardwright. */
  readonly shardwright: string
  /** Digest of the knowledge base. */
  readonly knowledge: string
  readonly results: readonly FixResult[]
}
