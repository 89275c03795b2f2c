// A repaired launch as text: written back, read again, and judged again before it is told.
import type { Candidate, LaunchedText } from '../candidate/candidate.js'
import { launchesOf } from '../candidate/launch/command.js'
import type { Launch } from '../candidate/launch/find.js'
import { engineVersionOf } from '../candidate/launch/own-version.js'
import { setAt } from '../candidate/launch/set-at.js'
import { programOf, quoted } from '../candidate/launch/write.js'
import { readPlanDocument } from '../candidate/plan/index.js'
import { readCandidates } from '../candidate/read.js'
import { type Judgement, type JudgeOptions, judge } from '../judge/index.js'
import type { PatchOperation } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { changesBetween } from '../repair/launch/changes.js'
import { type Rewritten, rewrite } from '../repair/launch/rewrite.js'
import { endOf, isBetweenItems } from '../repair/launch/splices.js'
import type { Repair } from '../repair/repair.js'

/** What became of a launch's text. */
export interface LaunchText {
  /** The text as corrected, and the command in it; absent where it is left as it is. */
  readonly corrected?: string
  readonly command?: string
  /** What the repair changes and no flag of the launch says, as `path = value`. */
  readonly besides: readonly string[]
  /** Why the text is not edited. */
  readonly left?: string
}

/** The text of a launch after its repair. It is given only if it is judged as the repaired document is. */
export async function launchText(
  candidate: Candidate,
  done: Repair,
  base: Base,
  judging: JudgeOptions,
): Promise<LaunchText> {
  if (done.steps.length === 0) return { besides: [] }
  // Steps that rewrite flags have left a text, and what it says, behind them.
  const { launched, document } = done.candidate
  const changes = changesBetween(launched?.document, document)
  const said = (items: typeof changes) => items.map(({ path, value }) => `${path} = ${JSON.stringify(value)}`)
  const left = (why: string): LaunchText => ({ besides: said(changes), left: why })
  if (launched === undefined) return left('it is no launch')
  const written =
    changes.length === 0
      ? { text: launched.text, besides: [] }
      : rewrite(launched, changes, base, engineVersionOf(document as object, base))
  if (written === undefined) return left('its flags do not stand in the text as they are read')
  const besides = said(written.besides)
  if (written.text === candidate.launched?.text) return { besides }
  const again = await readAgain(written, document, launched, base)
  if (again === undefined) return left('other deployments would be launched')
  const judgement = await judge(observe(again.judged, base), base, judging)
  if (!isSame(judgement, done.judgement)) return left('the edited text would not be judged as the repair is')
  // Edits stand behind the first word, so that a launch which is read as one with others is found by its place.
  const launches = again.read.launched?.launches ?? []
  const start = startOf(launched.launches[0])
  const launch = launches.find((one) => startOf(one) === start) ?? launches[0]
  return {
    corrected: written.text,
    ...(launch !== undefined && { command: commandOf(launch, written.text) }),
    besides,
  }
}

const startOf = (launch: Launch | undefined): number | undefined =>
  launch && [...launch.container, ...launch.program, ...launch.words][0]?.at

/**
 * The deployment as the edited text says it, and the same with what no flag says. One that now says what another of the text
 * says is read as one with it.
 */
async function readAgain(
  { text, besides }: Rewritten,
  repaired: unknown,
  { input, index, count, about }: LaunchedText,
  base: Base,
) {
  const candidates = await readCandidates(text, input, base, about)
  const isJoined = candidates.length === count - 1
  const wanted = JSON.stringify(repaired)
  const read = isJoined
    ? candidates.find(({ document }) => JSON.stringify(document) === wanted)
    : candidates[index]
  if (!(isJoined || candidates.length === count) || read === undefined || read.problems.length > 0)
    return undefined
  if (besides.length === 0) return { read, judged: read }
  const document = { ...(read.document as Record<string, unknown>) }
  const fresh = new WeakSet<object>([document])
  for (const { path, value } of besides) setAt(document, path, value, fresh)
  const source = read.about === undefined ? {} : { about: read.about }
  const whole = readPlanDocument(document, read.input, base, source)
  const { launch, unread } = read
  return { read, judged: { ...whole, ...(launch && { launch }), ...(unread && { unread }) } }
}

/** Whether two judgements find the same, check by check. */
function isSame(a: Judgement, b: Judgement, counts = (_: Judgement['checks'][number]) => true): boolean {
  const told = ({ checks, outcome }: Judgement) =>
    JSON.stringify([outcome, checks.filter(counts).map((check) => [check.rule.id, check.counts])])
  return told(a) === told(b)
}

/** The command as it stands in a script, from its container or program to its last word; of a list its words. */
function commandOf({ launcher, container, program, words }: Launch, text: string): string {
  const all = [...container, ...program, ...words]
  const gaps = all.slice(1).map((word, i) => text.slice(endOf(all[i]!), word.at))
  const isScript = all.every(({ at }) => at >= 0) && gaps.every((gap) => !isBetweenItems(gap))
  if (isScript) return text.slice(all[0]!.at, endOf(all.at(-1)!))
  const shown = words.map((word) => (word.open === undefined ? quoted(word.text) : word.text))
  return [...programOf(launcher), ...shown].join(' ')
}

/**
 * The repair of a deployment document with what its `command` says of the same paths changed as well, where that can be
 * read again; the repair itself elsewhere.
 */
export async function withCommand(
  { document, input, about = {} }: Candidate,
  done: Repair,
  base: Base,
  judging: JudgeOptions,
): Promise<Repair> {
  const after = done.candidate.document as
    | { readonly command?: unknown; readonly engine?: unknown }
    | undefined
  const last = done.steps.at(-1)
  if (typeof after?.command !== 'string' || last === undefined) return done
  const engine = typeof after.engine === 'string' ? after.engine : undefined
  const [launch] = launchesOf(after.command, engine, base)
  if (launch === undefined) return done
  const changes = changesBetween(document, after)
  const launched = { text: after.command, launches: [launch] }
  const written = rewrite(launched, changes, base, engineVersionOf(after, base), false)
  if (written === undefined || written.text === after.command) return done
  const candidate = readPlanDocument({ ...after, command: written.text }, input, base, { about })
  const judgement = await judge(observe(candidate, base), base, judging)
  // That document and command agree again is a note of its own.
  if (!isSame(judgement, done.judgement, ({ rule }) => rule.severity !== 'info')) return done
  const operation: PatchOperation = { op: 'replace', path: '/command', value: written.text }
  const step = { ...last, patch: [...(last.patch ?? []), operation] }
  return { ...done, candidate, judgement, steps: [...done.steps.slice(0, -1), step] }
}
