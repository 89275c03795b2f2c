// A verdict judged again: from the same knowledge, inputs and options come the same bytes.
import type { Document } from '../check/check.js'
import type { Result, Verdict } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { version } from '../project.js'
import { UsageError } from '../usage-error.js'
import { type Difference, firstDifference, firstLine } from './difference.js'
import { type Recorded, type RecordedOptions, recordedOptions } from './recorded.js'

export { readRecorded } from './recorded.js'

/** What became of a replay. */
export type Replay =
  /** Every byte is the same. */
  | { readonly state: 'identical'; readonly results: number }
  /** It was made of something else: what, with its digest or version. Nothing can be said of the verdict. */
  | { readonly state: 'other'; readonly others: readonly Other[] }
  /** Inputs that were read then and cannot be read now. */
  | {
      readonly state: 'unavailable'
      readonly inputs: readonly { readonly input: string; readonly read: string }[]
    }
  /** Made of the same, it says something else. */
  | ({ readonly state: 'different' } & Difference)
  /** It says the same, and its text was laid out anew; `line` is the first that differs. */
  | { readonly state: 'rewritten'; readonly line: number }

export interface Other {
  readonly what: 'version' | 'knowledge' | 'input'
  /** The input as recorded. */
  readonly input?: string
  readonly recorded: string
  readonly now: string
}

/** How verdicts are made and written, as the library does both. */
export interface Means {
  check(documents: Iterable<Document>, options: RecordedOptions & { readonly base: Base }): Promise<Verdict>
  write(verdict: Verdict): string
}

/**
 * Replays a recorded verdict on documents, one for each of its results and in their order.
 * @throws UsageError where they are more or fewer, or the recorded options cannot be used
 */
export async function replayOn(
  documents: Iterable<Document>,
  { text, verdict }: Recorded,
  base: Base,
  { check, write }: Means,
): Promise<Replay> {
  const others = othersOf(verdict, base)
  if (others.length > 0) return { state: 'other', others }
  const missing: { input: string; read: string }[] = []
  const taken = (function* () {
    for (const [document, { input, problems }] of paired(documents, verdict.results)) {
      const wasMissing = problems.some(({ category }) => category === 'file')
      if ('missing' in document && !wasMissing) missing.push({ input, read: document.missing.read })
      yield { ...document, input }
    }
  })()
  const now = await check(taken, { base, ...recordedOptions(verdict) })
  if (missing.length > 0) return { state: 'unavailable', inputs: missing }
  const changed = verdict.results.flatMap((result, i) => otherInput(result, now.results[i]!))
  if (changed.length > 0) return { state: 'other', others: changed }
  return compared(text, verdict, write(now))
}

/** Each document with its result. */
function* paired(documents: Iterable<Document>, results: readonly Result[]): Iterable<[Document, Result]> {
  let count = 0
  for (const document of documents) {
    const result = results[count++]
    if (result !== undefined) yield [document, result]
  }
  if (count === results.length) return
  throw new UsageError(
    `The verdict is of ${results.length} input${results.length === 1 ? '' : 's'}, and ${count} given.`,
    'Give one for each, in the order of its results.',
  )
}

function othersOf({ shardwright, knowledge }: Verdict, base: Base): Other[] {
  const now = version()
  return [
    ...(shardwright === now ? [] : [{ what: 'version', recorded: shardwright, now } as const]),
    ...(knowledge === base.digest
      ? []
      : [{ what: 'knowledge', recorded: knowledge, now: base.digest } as const]),
  ]
}

function otherInput({ input, digest }: Result, now: Result): Other[] {
  return digest === now.digest ? [] : [{ what: 'input', input, recorded: digest, now: now.digest }]
}

function compared(text: string, recorded: Verdict, now: string): Replay {
  if (now === text) return { state: 'identical', results: recorded.results.length }
  const difference = firstDifference(recorded, JSON.parse(now))
  if (difference !== undefined) return { state: 'different', ...difference }
  return { state: 'rewritten', line: firstLine(text, now) }
}
