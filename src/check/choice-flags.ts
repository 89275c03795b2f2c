// Choices of a deployment that a command launches, in the flags of that command: what its author would paste.
import type { Candidate } from '../candidate/candidate.js'
import { launchesOf } from '../candidate/launch/command.js'
import type { Launch } from '../candidate/launch/find.js'
import { engineVersionOf } from '../candidate/launch/own-version.js'
import type { Choices } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import type { Scalar } from '../knowledge/expression.js'
import { type FlagWords, flagWords } from '../repair/launch/flag-words.js'
import { flagsOf } from '../repair/launch/uses.js'

/** The choices with the words that say them in the launch of a deployment; as they are where no known command launches it. */
export function inFlags(choices: readonly Choices[], candidate: Candidate, base: Base): readonly Choices[] {
  const { engine, command } = candidate.document as Readonly<Record<string, unknown>>
  const version = engineVersionOf(candidate.document as object, base)
  const launch = launchOf(candidate, command, typeof engine === 'string' ? engine : undefined, base)
  const flags = launch && flagsOf(launch, base, version ?? launch.version)
  if (flags === undefined) return choices
  const words = flagWords(flags, base)
  return choices.map((all) => ({
    ...all,
    legal: all.legal.map((choice) => ({ ...choice, flags: wordsOf(choice.set, words) })),
    relaxations: all.relaxations.map((one) => ({
      ...one,
      flags: wordsOf({ ...one.degrees, ...one.set }, words),
    })),
    flags: namesOf(all.conflicts.flat(), words),
  }))
}

function launchOf(
  { launched }: Candidate,
  command: unknown,
  engine: string | undefined,
  base: Base,
): Launch | undefined {
  if (launched !== undefined) return launched.launches[0]
  return typeof command === 'string' ? launchesOf(command, engine, base)[0] : undefined
}

function wordsOf(set: Readonly<Record<string, Scalar>>, { say }: FlagWords): Record<string, string> {
  return Object.fromEntries(
    Object.entries(set).flatMap(([path, value]) => {
      const words = say(path, value)
      return words === undefined ? [] : [[path, words]]
    }),
  )
}

function namesOf(paths: readonly string[], { nameOf }: FlagWords): Record<string, string> {
  return Object.fromEntries(
    paths.flatMap((path) => {
      const name = nameOf(path)
      return name === undefined ? [] : [[path, name]]
    }),
  )
}
