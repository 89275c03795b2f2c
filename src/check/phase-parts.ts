// A deployment whose phases have strategies of their own, taken apart: one deployment for the server of each phase.
import type { Candidate } from '../candidate/candidate.js'
import { placeInDeployment } from '../candidate/deployment/index.js'
import { documentOfWords } from '../candidate/deployment/of-words.js'
import { jsonOr } from '../candidate/launch/flag-table.js'
import { setAt } from '../candidate/launch/set-at.js'
import { statedAt } from '../candidate/launch/stated.js'
import { rowsOf, textOf } from '../candidate/launch/tables.js'
import { isObject } from '../candidate/plan/fields.js'
import { givenWords } from '../candidate/plan/words.js'
import { judge, valueOn } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { UsageError } from '../usage-error.js'

/** What one phase runs on, and the phase. */
export interface PhasePart {
  readonly phase: string
  readonly document: object
}

type Members = Readonly<Record<string, unknown>>

/**
 * The deployments of the phases, where the strategy says something of a phase alone; none elsewhere. Each has the devices that
 * its own degrees occupy.
 */
export async function phaseParts(
  candidate: Candidate,
  said: object,
  base: Base,
): Promise<readonly PhasePart[]> {
  const { strategy, command: _, ...rest } = said as Members
  const phases = Object.keys(candidate.phases)
  const own = (phase: string): Members => {
    const members = isObject(strategy) ? strategy[phase] : undefined
    return isObject(members) ? members : {}
  }
  if (phases.every((phase) => Object.keys(own(phase)).length === 0)) return []
  const ranks = await ranksOf(candidate, base)
  return phases.map((phase) => {
    const shared = Object.entries(strategy as Members).filter(([key]) => !phases.includes(key))
    const members = { ...Object.fromEntries(shared), ...own(phase) }
    const whole = candidate.format === 'deployment' ? members : canonical(candidate, phase, base)
    const document = { ...rest, strategy: { ...whole, [phase]: {} } }
    return { phase, document: onMachines(document, candidate, ranks.get(phase), base) }
  })
}

/** What a plan says of a phase, degrees that are one included: what a deployment leaves out is not known. */
function canonical({ phases }: Candidate, phase: string, base: Base): Members {
  const degrees = new Set(Object.keys(rowsOf(base, 'keptDegrees')))
  const { document } = documentOfWords({ given: {}, phases: { [phase]: phases[phase]! } }, base, degrees)
  return { convention: 'canonical', ...(document['strategy'] as Members | undefined) }
}

async function ranksOf(candidate: Candidate, base: Base): Promise<ReadonlyMap<string, number>> {
  const { evaluator } = await judge(observe(candidate, base), base, { only: [] })
  const { phase: table } = evaluator.facts.tables
  const ranks = new Map<string, number>()
  for (let row = 0; row < table.size; row++) {
    const value = valueOn(evaluator, table, row, { op: 'word', of: 'self', name: 'worldSize' })
    if (typeof value === 'number') ranks.set(table.name(row), value)
  }
  return ranks
}

/** The document with as many devices as there are ranks, on as many of the hosts as hold them. */
function onMachines(document: object, { given }: Candidate, ranks: number | undefined, base: Base): object {
  const [devices, hosts] = [given['cluster.devices'], given['cluster.hosts'] ?? 1]
  if (ranks === undefined || typeof devices !== 'number' || typeof hosts !== 'number') return document
  const whole = { ...document } as Record<string, unknown>
  const fresh = new WeakSet<object>([whole])
  const needed = {
    'cluster.devices': ranks,
    'cluster.hosts': Math.ceil(ranks / Math.max(1, Math.floor(devices / hosts))),
  }
  for (const [name, value] of Object.entries(needed)) {
    const word = givenWords(base, 'plan').get(name)
    const place = word && placeInDeployment(document, word, undefined)
    if (place !== undefined) setAt(whole, place.join('.'), value, fresh)
  }
  return whole
}

/** The phase that a deployment is confined to, where it is. */
export function onlyPhase({ phases, document }: Candidate): string | undefined {
  const [phase, ...others] = Object.keys(phases)
  const { strategy } = (document ?? {}) as Members
  return others.length === 0 && phase !== undefined && isObject(strategy) && isObject(strategy[phase])
    ? phase
    : undefined
}

/**
 * The document with what makes a server of an engine one of a phase alone, where it does not say so already.
 * @throws UsageError where the engine has no words for such a server
 */
export function servingAlone(document: object, phase: string, engine: string, base: Base): object {
  const rows = rowsOf(base, 'phaseServers')
  const row = rows[`${engine} ${phase}`]
  const [path, value] = row === undefined ? [] : [textOf(row, 'path'), textOf(row, 'value')]
  if (path === undefined || value === undefined) {
    const engines = [...new Set(Object.keys(rows).map((key) => key.split(' ')[0]!))].sort()
    throw new UsageError(
      `${engine} has no words that are known here for a server of ${phase} alone.`,
      `Known are those of ${engines.join(', ')}.`,
    )
  }
  if (statedAt(document, path, base) !== undefined) return document
  const whole = { ...document }
  setAt(whole as Record<string, unknown>, path, jsonOr(value), new WeakSet([whole]))
  return whole
}
