// Subjects that no rule of a scope can tell apart form a class; a rule is decided once per tuple of its own outcomes.
import type { Rule } from '../knowledge/base.js'
import { slotOf } from './axis.js'
import type { Leaf, LeafedRule } from './leaves.js'
import { type Pack, pack } from './packing.js'
import { type Partition, sizes } from './partition.js'
import type { Seen } from './test-operators.js'

/** The classes of subjects on which all leaves of one rule have the same outcomes. */
export interface Group {
  /** The outcomes, as text; equal for equal outcomes on any candidate. */
  readonly key: string
  /** What is seen of each fact of the rule on the first subject. */
  readonly seen: readonly Seen[]
  readonly classes: readonly number[]
  readonly count: number
  readonly firstRow: number
}

export interface Classified {
  readonly rule: Rule
  readonly partition: Partition
  readonly sizes: Int32Array
  readonly groups: readonly Group[]
}

/** Puts the rows of a table into classes and these, per rule, into groups. */
export function classify(rows: number, rules: readonly LeafedRule[]): readonly Classified[] {
  return pack(rows, rules).flatMap(groupAll)
}

function groupAll({ rules, partition }: Pack): Classified[] {
  const counts = sizes(partition)
  const outcomes = new Map<Leaf, Int32Array>()
  const outcomesOf = (leaf: Leaf) => {
    let of = outcomes.get(leaf)
    if (of === undefined) {
      of = partition.first.map((row) => leaf.outcomeOfSlot[slotOf(leaf.evaluated.axis, row)]!)
      outcomes.set(leaf, of)
    }
    return of
  }
  return rules.map((rule) => ({
    rule: rule.rule,
    partition,
    sizes: counts,
    groups: groupsOf(rule, partition, counts, rule.leaves.map(outcomesOf)),
  }))
}

/** Groups the classes by the rule's own outcomes, in the order of their first rows. */
function groupsOf(
  { leaves, own }: LeafedRule,
  partition: Partition,
  counts: Int32Array,
  outcomes: readonly Int32Array[],
): readonly Group[] {
  interface Growing extends Group {
    classes: number[]
    count: number
  }
  const numbered = own.map(numberTexts)
  const groups = new Map<number | string, Growing>()
  for (let part = 0; part < partition.first.length; part++) {
    let key: number | string = 0
    for (let i = 0; i < leaves.length; i++) {
      const { of, count } = numbered[i]!
      const digit = of[outcomes[i]![part]!]!
      key = typeof key === 'number' && key * count < 2 ** 52 ? key * count + digit : `${key},${digit}`
    }
    let group = groups.get(key)
    if (group === undefined) {
      const at = outcomes.map((of) => of[part]!)
      group = {
        key: at.map((outcome, i) => own[i]![outcome]).join(' '),
        seen: at.map((outcome, i) => leaves[i]!.seen[outcome]!),
        classes: [],
        count: 0,
        firstRow: partition.first[part]!,
      }
      groups.set(key, group)
    }
    group.classes.push(part)
    group.count += counts[part]!
  }
  return [...groups.values()]
}

function numberTexts(texts: readonly string[]): { of: readonly number[]; count: number } {
  const distinct = [...new Set(texts)]
  return { of: texts.map((text) => distinct.indexOf(text)), count: distinct.length }
}
