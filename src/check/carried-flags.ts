// The flags of a launch that have no bearing on what is judged, and are none the less part of it: the names it serves, the port.
import type { Candidate } from '../candidate/candidate.js'
import { launchesOf } from '../candidate/launch/command.js'
import { rowsOf } from '../candidate/launch/tables.js'
import type { Base } from '../knowledge/base.js'
import { flagsOf } from '../repair/launch/uses.js'

export interface CarriedFlags {
  /** The words of each flag. */
  readonly flags: readonly (readonly string[])[]
  /** What cannot be written, in sentences. */
  readonly notes: readonly string[]
}

/** The flags that a launch for the same engine takes over as they are; for another engine they are told. */
export function carriedFlags(
  candidate: Candidate,
  isSame: boolean,
  engine: string,
  base: Base,
): CarriedFlags {
  const { command, engine: own } = (candidate.document ?? {}) as Readonly<Record<string, unknown>>
  const launch =
    candidate.launched?.launches[0] ??
    (typeof command === 'string'
      ? launchesOf(command, typeof own === 'string' ? own : undefined, base)[0]
      : undefined)
  const known = launch && flagsOf(launch, base, launch.version)
  if (launch === undefined || known === undefined) return { flags: [], notes: [] }
  const uses = known.uses.filter(
    ({ flag, member, values }) =>
      member === undefined &&
      flag.paths.length === 0 &&
      flag.states.length === 0 &&
      flag.kind !== 'file' &&
      !flag.differs &&
      !known.table.hasMembers(flag) &&
      known.table.statesOf(flag, values[0]?.text ?? '').length === 0,
  )
  const open = isSame ? uses.filter(({ values }) => values.some((word) => word.open !== undefined)) : uses
  const nameOf = ({ word }: (typeof uses)[number]) => word.text.split('=', 1)[0]!
  const flags = uses
    .filter((use) => !open.includes(use))
    .map((use) => [nameOf(use), ...use.values.map(({ text }) => text)])
  const text = candidate.launched?.text ?? ''
  // What the script replaces in its own words is no setting of the program.
  const isOwn = (name: string): boolean => text.includes(`$${name}`) || text.includes(`{${name}}`)
  const variables = [...launch.environment.keys()].filter(
    (name) => !Object.hasOwn(rowsOf(base, 'environment'), name) && !isOwn(name),
  )
  const told = (names: readonly string[], one: string, many: string) =>
    names.length === 0
      ? []
      : [`${names.map((name) => `\`${name}\``).join(', ')} ${names.length === 1 ? one : many}`]
  const unknown = candidate.launch?.unknownFlags ?? []
  return {
    flags,
    notes: [
      ...(isSame
        ? told(
            open.map(nameOf),
            'has a value that is not known; it is left out',
            'have values that are not known; they are left out',
          )
        : told(
            open.map(nameOf),
            `is no flag of ${engine}, or another one; it is left out`,
            `are no flags of ${engine}, or others; they are left out`,
          )),
      ...told(unknown, 'is not known here; it is left out', 'are not known here; they are left out'),
      ...told(
        variables,
        'stands in the environment of the launch; it is left out',
        'stand in the environment of the launch; they are left out',
      ),
    ],
  }
}
