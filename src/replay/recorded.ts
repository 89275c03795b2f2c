// A verdict as it was recorded: `kb check --format json`. It may come from anywhere, so what replaying reads is looked at.
import { baselineBehind } from '../check/baseline.js'
import type { Verdict } from '../judge/verdict.js'
import { UsageError } from '../usage-error.js'

export interface Recorded {
  readonly text: string
  readonly verdict: Verdict
}

/** The verdict of a text. @throws UsageError where it is none */
export function readRecorded(text: string): Recorded {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]
    throw new UsageError(`This is no verdict: it is no JSON (${reason}).`, way)
  }
  const missing = missingIn(data)
  if (missing !== undefined) throw new UsageError(`This is no verdict: ${missing}.`, way)
  return { text, verdict: data as Verdict }
}

const way = 'A verdict is what `kb check --format json` prints.'

/** What replaying reads, and how it must be; the options themselves are checked where they are used. */
function missingIn(data: unknown): string | undefined {
  if (!isObject(data)) return 'it is no object'
  const { shardwright, knowledge, limitedTo = {}, prove, suppressions = [], results } = data
  if (!isText(shardwright)) return '`shardwright` is no text'
  if (!isText(knowledge)) return '`knowledge` is no digest'
  if (!isLimit(limitedTo)) return '`limitedTo` names neither rules nor a profile'
  if (prove !== undefined && typeof prove !== 'boolean') return '`prove` is neither true nor false'
  if (!isListOf(suppressions, isObject)) return '`suppressions` is no list of suppressions'
  if (!isListOf(results, isObject) || results.length === 0) return '`results` is no list of results'
  const wrong = results.findIndex((result) => !isResult(result))
  return wrong < 0 ? undefined : `\`results[${wrong}]\` lacks what replaying reads of a result`
}

function isLimit(limit: unknown): boolean {
  if (!isObject(limit)) return false
  const { only, profile } = limit
  return (only === undefined || isListOf(only, isText)) && (profile === undefined || isText(profile))
}

function isResult({ input, digest, problems, assumed, old = [], gone = [] }: Data): boolean {
  const isNamed = isText(input) && isText(digest)
  return isNamed && isObject(assumed) && [problems, old, gone].every((list) => isListOf(list, isObject))
}

type Data = Readonly<Record<string, unknown>>

const isText = (value: unknown): value is string => typeof value === 'string'
const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListOf = <Item>(value: unknown, is: (item: unknown) => item is Item): value is Item[] =>
  Array.isArray(value) && value.every(is)

/** The options of a recorded run: those of `check`, which checks them as it checks all others. */
export interface RecordedOptions {
  readonly only?: readonly string[]
  readonly profile?: string
  readonly assume?: unknown
  readonly prove?: boolean
  readonly suppressions?: unknown
  readonly asOf?: string
  readonly baseline?: unknown
}

/** The options that a verdict was judged with, as far as it depends on them. */
export function recordedOptions(verdict: Verdict): RecordedOptions {
  const { limitedTo, prove, asOf, suppressions, baseline, results } = verdict
  return {
    ...limitedTo,
    assume: results[0]!.assumed,
    ...(prove !== undefined && { prove }),
    ...(asOf !== undefined && { asOf }),
    ...(suppressions !== undefined && {
      suppressions: suppressions.map(({ state: _, count: __, ...suppression }) => suppression),
    }),
    ...(baseline !== undefined && { baseline: baselineBehind(verdict) }),
  }
}
