// Rules of engines that could not be assessed for want of a version alone: whether they are broken in the versions that
// they speak of. Who launches without a version in mind wants to know.
import { valueOn } from '../judge/at.js'
import { type Judgement, type JudgeOptions, judge } from '../judge/index.js'
import type { VersionFinding } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { versionWithin } from '../knowledge/version.js'

/** The word that every rule of an engine with a range of versions reads. */
const VERSION = 'cluster.engineVersion'

/** The ranges in which the version lies, as far as they follow from something else. */
const FOLLOWING = { op: 'word', of: 'self', name: 'cluster.engineVersions' } as const

/** What would be found if the engine were of a version that a rule speaks of; in the order of the judgement. */
export async function dependsOnVersion(
  { notAssessed, evaluator }: Judgement,
  base: Base,
  { assume }: JudgeOptions,
): Promise<readonly VersionFinding[]> {
  const { facts } = evaluator
  const open = notAssessed
    .filter(({ because }) => because.every((word) => word === VERSION))
    .map(({ rule }) => rule)
  const asked = base.rules.filter(({ id, engine }) => engine !== undefined && open.includes(id))
  const found = new Map<string, VersionFinding>()
  const ranges = new Set(asked.map(({ engine }) => engine!.versions))
  const following = valueOn(evaluator, facts.tables.plan, 0, FOLLOWING)
  const known = Array.isArray(following) ? following : []
  for (const versions of ranges) {
    const example = versionWithin([versions, ...known].join(' ')) ?? versionWithin(versions)
    if (example === undefined) continue
    const only = asked.filter(({ engine }) => engine!.versions === versions).map(({ id }) => id)
    const { findings } = await judge(facts, base, { only, assume: { ...assume, [VERSION]: example } })
    for (const { finding } of findings) found.set(finding.rule, { ...finding, versions })
  }
  return open.flatMap((rule) => found.get(rule) ?? [])
}
