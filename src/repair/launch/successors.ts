// A deployment whose launch is written with the flags of its version: the text is edited, read again, and compared word by
// word with what was meant.
import type { Candidate } from '../../candidate/candidate.js'
import { launchesOf } from '../../candidate/launch/command.js'
import type { Launch } from '../../candidate/launch/find.js'
import { engineVersionOf } from '../../candidate/launch/own-version.js'
import { readPlanDocument } from '../../candidate/plan/index.js'
import { readCandidates } from '../../candidate/read.js'
import type { Base } from '../../knowledge/base.js'
import type { Edited } from '../form.js'
import { applyPatch } from '../patch.js'
import { changesBetween, patchOf } from './changes.js'
import { SPELLINGS } from './splices.js'
import { meaningOf, succeeded } from './succeed.js'

/**
 * The deployment with flags of these names written as their successors, in the first spelling that reads as what was meant;
 * undefined where its text does not take them.
 */
export async function withSuccessors(
  candidate: Candidate,
  names: readonly string[],
  base: Base,
): Promise<Edited | undefined> {
  for (const spell of SPELLINGS) {
    const edited =
      candidate.launched === undefined
        ? inCommand(candidate, names, base, spell)
        : await inText(candidate, names, base, spell)
    if (edited !== undefined) return edited
  }
  return undefined
}

async function inText(
  { launched, document, input }: Candidate,
  names: readonly string[],
  base: Base,
  spell: (word: string) => string,
): Promise<Edited | undefined> {
  const { text, launches, about, index, count, ...of } = launched!
  const version = engineVersionOf(document as object, base)
  const done = succeeded(text, launches, names, base, version, spell)
  if (done === undefined) return undefined
  const candidates = await readCandidates(done.text, of.input, base, about)
  const read = candidates[index]
  if (candidates.length !== count || read?.launched === undefined || read.problems.length > 0)
    return undefined
  if (!haveWords(read.launched.launches, done.words)) return undefined
  // What other steps have changed is no part of the text yet.
  const changed = applyPatch(read.document, patchOf(read.document, changesBetween(of.document, document)))
  const patch = patchOf(document, changesBetween(document, changed))
  const { launch, unread, about: source } = read
  const whole = readPlanDocument(changed, input, base, source === undefined ? {} : { about: source })
  const kept = { launched: read.launched, ...(launch && { launch }), ...(unread && { unread }) }
  return { candidate: { ...whole, ...kept }, patch }
}

/** A deployment document holds the command that it was made from. */
function inCommand(
  { document, input, about = {} }: Candidate,
  names: readonly string[],
  base: Base,
  spell: (word: string) => string,
): Edited | undefined {
  const { command, engine } = document as Readonly<Record<string, unknown>>
  if (typeof command !== 'string') return undefined
  const launchIn = (text: string) =>
    launchesOf(text, typeof engine === 'string' ? engine : undefined, base)[0]
  const launch = launchIn(command)
  if (launch === undefined) return undefined
  const version = engineVersionOf(document as object, base) ?? launch.version
  const done = succeeded(command, [launch], names, base, version, spell)
  const again = done && launchIn(done.text)
  if (again === undefined || !haveWords([again], done!.words)) return undefined
  const patch = [{ op: 'replace', path: '/command', value: done!.text } as const]
  return { candidate: readPlanDocument(applyPatch(document, patch), input, base, { about }), patch }
}

function haveWords(launches: readonly Launch[], words: readonly (readonly string[])[]): boolean {
  const read = launches.map((launch) => launch.words.map(meaningOf))
  return JSON.stringify(read) === JSON.stringify(words)
}
