// Exit codes, and which of several wins.

import type { Outcome } from '../judge/verdict.js'

export const Exit = {
  /** Valid or fixed; for commands that judge nothing: done. */
  ok: 0,
  /** Rejected; a check of the knowledge base failed. */
  rejected: 1,
  /** Unreadable, not assessable, or wrong usage. */
  unusable: 2,
  /** Nothing is broken, but facts are missing. */
  undecided: 3,
  /** Shardwright itself is broken. */
  broken: 70,
} as const

export type ExitCode = (typeof Exit)[keyof typeof Exit]

const worstFirst: readonly ExitCode[] = [Exit.broken, Exit.unusable, Exit.rejected, Exit.undecided]

/** What an outcome makes of the exit code. */
export const exitOfOutcome: Readonly<Record<Outcome, ExitCode>> = {
  valid: Exit.ok,
  fixed: Exit.ok,
  rejected: Exit.rejected,
  undecided: Exit.undecided,
  'not-assessable': Exit.unusable,
  unreadable: Exit.unusable,
}

/** The worst of several exit codes; 0 for none. */
export function worst(codes: Iterable<ExitCode>): ExitCode {
  const seen = new Set(codes)
  return worstFirst.find((code) => seen.has(code)) ?? Exit.ok
}
