// The status of every group of every rule: the engine runs once per rule and tuple of outcomes, whatever the candidate.
import type { EngineFact, Rule } from '../knowledge/base.js'
import { bytes } from '../observe/flat.js'
import { type Classified, classify, type Group } from './classes.js'
import { checkConditions } from './conditions.js'
import type { Decided } from './decided.js'
import { runEngine, type Status } from './engine.js'
import type { Evaluator } from './evaluator.js'
import { leavesOf } from './leaves.js'
import { askPaths, deferrable } from './needs.js'
import { remember } from './remember.js'
import { ruledOut } from './ruled-out.js'
import type { Unchanged } from './unchanged.js'

/** What was decided, by rule, so that another candidate may be compared with this one. */
const decisions = new WeakMap<Evaluator, ReadonlyMap<string, Decided>>()

/**
 * Decides rules on all their subjects: those that apply to nothing at once, the others first without the paths that can wait,
 * then with those that are needed. What was decided of a candidate that looked the same to a rule is not decided again.
 */
export async function decideAll(
  evaluator: Evaluator,
  all: readonly Rule[],
  unchanged?: Unchanged,
): Promise<ReadonlyMap<string, Decided>> {
  const out = new Map<string, Decided>()
  const rules = all.filter((rule) => {
    const decided = ruledOut(evaluator, rule, unchanged) ?? decidedBefore(rule, unchanged)
    if (decided !== undefined) out.set(rule.id, decided)
    return decided === undefined
  })
  rules.forEach(checkConditions)
  const waiting = new Map(rules.map((rule) => [rule, deferrable(evaluator, rule)]))
  const first = await decideWithout(
    new Set([...waiting.values()].flatMap((facts) => [...facts])),
    evaluator,
    rules,
  )
  const open = rules.filter((rule) => {
    const facts = waiting.get(rule)!
    const rows = facts.size === 0 ? undefined : openRows(first.get(rule.id)!)
    if (rows !== undefined) askPaths(evaluator, rule, facts, rows)
    return rows !== undefined
  })
  const decided = new Map([...out, ...first, ...(await decideWithout(new Set(), evaluator, open))])
  decisions.set(evaluator, decided)
  return decided
}

function decidedBefore(rule: Rule, unchanged: Unchanged | undefined): Decided | undefined {
  const decided = unchanged && decisions.get(unchanged.before)?.get(rule.id)
  return decided && unchanged.holdsOf(rule) ? decided : undefined
}

/** Decides scope by scope: the subjects of a scope are put into classes for all its rules at once. */
async function decideWithout(
  hidden: ReadonlySet<EngineFact>,
  evaluator: Evaluator,
  rules: readonly Rule[],
): Promise<ReadonlyMap<string, Decided>> {
  const decided = new Map<string, Decided>()
  for (const scope of new Set(rules.map((rule) => rule.scope))) {
    const table = evaluator.facts.tables[scope]
    const own = rules.filter((rule) => rule.scope === scope)
    for (const classified of classify(table.size, leavesOf(evaluator, table, own, hidden))) {
      decided.set(classified.rule.id, await decide(classified))
    }
  }
  return decided
}

const known = new WeakMap<Rule, Map<string, Status>>()

async function decide(classified: Classified): Promise<Decided> {
  const { rule } = classified
  const own = remember(known, rule, () => new Map<string, Status>())
  const statuses = new Map<Group, Status>()
  for (const group of classified.groups) {
    const status = own.get(group.key) ?? (await runEngine(rule, group.seen))
    own.set(group.key, status)
    statuses.set(group, status)
  }
  return { ...classified, statuses }
}

/** Rows that are not assessed; nothing when there is none. */
function openRows({ partition, groups, statuses }: Decided): Uint8Array | undefined {
  const open = new Uint8Array(partition.first.length)
  for (const group of groups) {
    if (statuses.get(group) === 'notAssessed') for (const part of group.classes) open[part] = 1
  }
  if (!open.includes(1)) return undefined
  const rows = bytes(partition.of.length)
  for (let row = 0; row < rows.length; row++) rows[row] = open[partition.of[row]!]!
  return rows
}
