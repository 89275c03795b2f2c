// Subjects that no rule of a scope can tell apart form a class; a rule is decided once per tuple of its own outcomes.
import type { Rule } from '../knowledge/base.js'
import { type Axis, slotOf } from './axis.js'
import type { Leaf, LeafedRule } from './leaves.js'
import { onePart, type Partition, refine, sizes } from './partition.js'
import type { Seen } from './test-operators.js'

/** Beyond this many classes, further rules get a partition of their own. */
const classLimit = 16_384

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

/** Puts the rows of a table into classes and these, per rule, into groups; in the order of the rules. */
export function classify(rows: number, rules: readonly LeafedRule[]): readonly Classified[] {
  const signatures = signaturesOf(rules)
  const classified: Classified[] = []
  let open: LeafedRule[] = []
  let partition = onePart(rows)
  let axes = new Set<Axis>()
  const close = () => {
    classified.push(...groupAll(open, partition))
    open = []
    partition = onePart(rows)
    axes = new Set()
  }
  for (const rule of rules) {
    let refined = addAxes(rule)
    if (refined === undefined && open.length > 0) {
      close()
      refined = addAxes(rule)
    }
    if (refined === undefined) {
      classified.push(...groupAll([rule], byLeaves(rows, rule)))
      continue
    }
    partition = refined
    for (const axis of axesOf(rule)) axes.add(axis)
    open.push(rule)
  }
  close()
  return classified

  function addAxes(rule: LeafedRule): Partition | undefined {
    let refined: Partition | undefined = partition
    for (const axis of axesOf(rule)) {
      if (axes.has(axis) || refined === undefined) continue
      const signature = signatures.get(axis)!
      refined = refine(refined, axis.codes!, signature.of, signature.count, classLimit)
    }
    return refined
  }
}

/** The partition by one rule's own leaves, however many classes that gives. */
function byLeaves(rows: number, { leaves }: LeafedRule): Partition {
  let partition = onePart(rows)
  for (const leaf of leaves.filter(divides)) {
    partition =
      refine(partition, leaf.evaluated.axis.codes!, leaf.outcomeOfSlot, leaf.seen.length) ?? partition
  }
  return partition
}

const divides = (leaf: Leaf) => leaf.seen.length > 1 && leaf.evaluated.axis.codes !== undefined

function axesOf(rule: LeafedRule): ReadonlySet<Axis> {
  return new Set(rule.leaves.filter(divides).map((leaf) => leaf.evaluated.axis))
}

interface Signature {
  readonly of: Int32Array
  readonly count: number
}

/** Per axis, which of its slots no leaf can tell apart. */
function signaturesOf(rules: readonly LeafedRule[]): ReadonlyMap<Axis, Signature> {
  const signatures = new Map<Axis, Signature>()
  const leaves = new Set(rules.flatMap((rule) => rule.leaves).filter(divides))
  for (const leaf of leaves) {
    const { axis } = leaf.evaluated
    const before = signatures.get(axis)
    signatures.set(
      axis,
      before === undefined ? { of: leaf.outcomeOfSlot, count: leaf.seen.length } : pair(before, leaf),
    )
  }
  return signatures
}

function pair(signature: Signature, leaf: Leaf): Signature {
  const numbers = new Map<number, number>()
  const of = signature.of.map((before, slot) => {
    const key = before * leaf.seen.length + leaf.outcomeOfSlot[slot]!
    let number = numbers.get(key)
    if (number === undefined) {
      number = numbers.size
      numbers.set(key, number)
    }
    return number
  })
  return { of, count: numbers.size }
}

function groupAll(rules: readonly LeafedRule[], partition: Partition): Classified[] {
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
