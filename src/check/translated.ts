// A deployment or plan in the words of the engine that it is exported to.
import type { About, Candidate } from '../candidate/candidate.js'
import { documentOfWords } from '../candidate/deployment/of-words.js'
import { fillFromCommand } from '../candidate/launch/command.js'
import { pathsStated } from '../candidate/launch/engine-words.js'
import { type Launcher, launcherOfEngine, launchersOf } from '../candidate/launch/launcher.js'
import { writeLaunch } from '../candidate/launch/write.js'
import { judge } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import { observe } from '../observe/index.js'
import { translate, type Untranslated, wordsBehindDegrees } from '../plan/translate.js'
import { UsageError } from '../usage-error.js'

/** What is exported, and in whose words. */
export interface Source {
  readonly launcher: Launcher
  /** The deployment that the candidate states, its command read in. */
  readonly said: object
  /** Whether its degrees are in the words of the launcher's engine. */
  readonly isOwn: boolean
  /** Whether the candidate has to hold as it stands. */
  readonly isJudgedFirst: boolean
  /** What of the candidate is left out, in sentences. */
  readonly notes: readonly string[]
}

/**
 * What a readable candidate states, for an engine; for its own where none is asked for.
 * @throws UsageError where no engine is named, or the flags of the engine are not known
 */
export function sourceOf(candidate: Candidate, asked: string | undefined, base: Base): Source {
  const { format, given, document } = candidate
  const name = given['cluster.engine']
  const own = typeof name === 'string' ? launcherOfEngine(name, base) : undefined
  const launcher = asked === undefined ? own : launcherOfEngine(asked, base)
  if (launcher === undefined) throw nameless(asked, base)
  if (format !== 'deployment') {
    const { document: said, left } = documentOfWords(candidate, base)
    const notes = left.map((word) => `no deployment states \`${word}\`; it is left out`)
    return { launcher, said, isOwn: false, isJudgedFirst: true, notes }
  }
  const said = fillFromCommand(document as object, base).document
  const speaks = own?.engine === launcher.engine
  const isOwn = speaks && !leavesDegrees(said, launcher, base)
  return { launcher, said, isOwn, isJudgedFirst: isOwn, notes: [] }
}

function nameless(asked: string | undefined, base: Base): UsageError {
  const engines = [...new Set(launchersOf(base).all.map(({ engine }) => engine))].sort()
  return asked === undefined
    ? new UsageError(
        'No engine is named whose flags are known.',
        `Name it, with \`--engine\`: ${engines.join(', ')}.`,
      )
    : new UsageError(`Flags of \`${asked}\` are not known.`, `Known are those of ${engines.join(', ')}.`)
}

/** Whether degrees are among what no flag states: left out, the launch would be another one. */
function leavesDegrees(document: object, launcher: Launcher, base: Base): boolean {
  const degrees = new Set(wordsBehindDegrees(base).flatMap(({ from }) => from!))
  return writeLaunch(document, launcher, base).left.some((path) => degrees.has(path))
}

/**
 * The deployment in the words of a launcher's engine. `said` is the deployment as far as it is one, and
 * `about` what is said from outside: the version is that of the engine that it becomes one of.
 * @throws UsageError where degrees are not known, or the engine has no words for the strategy
 */
export async function translatedFor(
  candidate: Candidate,
  said: object,
  launcher: Launcher,
  base: Base,
  { hardware, engineVersion, modelConfig }: About = {},
): Promise<{ readonly document: object; readonly notes: readonly string[] }> {
  const { engine } = launcher
  const judgement = await judge(observe(candidate, base), base, { only: [] })
  const paths = pathsStated(launcher, base)
  const done = await translate({ ...(hardware && { hardware }), ...said }, judgement, base, {
    ...{ engine, states: (path: string) => paths.has(path) },
    ...(engineVersion !== undefined && { version: engineVersion }),
    ...(modelConfig !== undefined && { modelConfig }),
  })
  if ('unknown' in done) {
    const [first] = done.unknown
    throw new UsageError(
      `The degrees are not known${first === undefined ? '' : ` in full: \`${first.word}\` of ${first.phase} is open`}.`,
      'State the engine and its degrees, or canonical ones (docs/deployment.md).',
    )
  }
  if ('unmet' in done) throw new UsageError(unmet(engine, done), 'Take other degrees, or another engine.')
  const notes = done.left.map((path) => `\`${path}\` may mean something else to ${engine}; it is left out`)
  return { document: done.document, notes }
}

function unmet(engine: string, { unmet: [first, ...others] }: Untranslated): string {
  const { phase, word, wanted, reached } = first!
  const start = `${engine} has no words for this strategy: `
  if (others.length > 0 && [first!, ...others].every((each) => each.reached.includes(each.wanted)))
    return `${start}it can be asked for each of its degrees, and not for all of them at once.`
  const known = reached.filter((value) => value !== undefined)
  const has =
    known.length > 0 ? `${engine} can be asked for ${known.map(shown).join(', ')}` : 'it has no word for that'
  return `${start}\`${word}\` of ${phase} is ${shown(wanted)}, and ${has}.`
}

const shown = (value: Value): string => String(value)
