// Scripts and manifests among the files of a folder: those that launch nothing are none of a check's business.
import { readLaunches } from '../candidate/launch/index.js'
import type { Base } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'
import { launching } from './inputs.js'
import { readInput } from './read-input.js'

/** The inputs without the scripts and manifests that a folder gave and that launch nothing. */
export async function withoutIdle(
  inputs: readonly string[],
  asked: readonly string[],
  base: Base,
): Promise<readonly string[]> {
  const kept: string[] = []
  for (const input of inputs)
    if (asked.includes(input) || !launching.test(input) || (await launches(input, base))) kept.push(input)
  if (kept.length > 0 || inputs.length === 0) return kept
  throw new UsageError(
    'There is no plan, drawing or deployment in the folder, and its scripts and manifests launch nothing.',
    'Name the files to judge.',
  )
}

async function launches(path: string, base: Base): Promise<boolean> {
  const document = readInput(path)
  if (!('content' in document)) return false
  const text = Buffer.from(document.content).toString('utf8')
  return (await readLaunches(text, path, base, '')) !== undefined
}
