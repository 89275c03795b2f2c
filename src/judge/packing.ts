// Rules are packed into as few partitions of the rows as keep the number of classes small: one for all rules where
// columns go together, as they do in real candidates; several where they are independent.
import type { Axis } from './axis.js'
import type { Leaf, LeafedRule } from './leaves.js'
import { type Kinds, onePart, type Partition, refine } from './partition.js'
import { remember } from './remember.js'

/** A partition stops to take further columns where they give more classes than this. */
const classLimit = 16_384

export interface Pack {
  readonly rules: readonly LeafedRule[]
  readonly partition: Partition
}

/** Packs rules with partitions that no leaf of theirs divides further. */
export function pack(rows: number, rules: readonly LeafedRule[]): readonly Pack[] {
  const signatures = signaturesOf(rules)
  const axes = new Map(rules.map((rule) => [rule, new Set(rule.leaves.filter(divides).map(axisOf))]))
  const packs: Pack[] = []
  let remaining = rules
  while (remaining.length > 0) {
    const seed = remaining[0]!
    const seedAxes = [...axes.get(seed)!]
    const start = refine(onePart(rows), seedAxes.map(columnOf), classLimit)
    if (start === undefined) {
      packs.push({ rules: [seed], partition: byLeaves(rows, seed) })
      remaining = remaining.slice(1)
      continue
    }
    const taken = new Set(seedAxes)
    const others = byUse(remaining.map((rule) => axes.get(rule)!)).filter((axis) => !taken.has(axis))
    const all = refine(start, others.map(columnOf), classLimit)
    const partition = all ?? addOneByOne(start, others, taken)
    if (all !== undefined) for (const axis of others) taken.add(axis)
    const fits = (rule: LeafedRule) => [...axes.get(rule)!].every((axis) => taken.has(axis))
    packs.push({ rules: remaining.filter(fits), partition })
    remaining = remaining.filter((rule) => !fits(rule))
  }
  return packs

  function columnOf(axis: Axis): Kinds {
    return signatures.get(axis)!
  }

  /** Refines by each axis that leaves few enough classes, and marks it as taken. */
  function addOneByOne(start: Partition, others: readonly Axis[], taken: Set<Axis>): Partition {
    let partition = start
    for (const axis of others) {
      const refined = refine(partition, [columnOf(axis)], classLimit)
      if (refined === undefined) continue
      partition = refined
      taken.add(axis)
    }
    return partition
  }
}

/** The partition by one rule's own leaves, however many classes that gives. */
function byLeaves(rows: number, { leaves }: LeafedRule): Partition {
  return refine(onePart(rows), leaves.filter(divides).map(kindsOf))!
}

/** Whether a leaf tells rows apart: not where all of its slots but the unknown one have one outcome, and no row is unknown. */
const divides = ({ seen, outcomeOfSlot, evaluated: { axis } }: Leaf): boolean => {
  if (seen.length < 2 || axis.codes === undefined) return false
  if (seen.length > 2 || outcomeOfSlot.indexOf(outcomeOfSlot[0]!, 1) >= 0) return true
  return hasUnknown(axis.codes)
}

const unknowns = new WeakMap<Int32Array, boolean>()

const hasUnknown = (codes: Int32Array): boolean => remember(unknowns, codes, () => codes.includes(-1))
const axisOf = (leaf: Leaf) => leaf.evaluated.axis

/** Axes with the most used first. */
function byUse(used: readonly ReadonlySet<Axis>[]): readonly Axis[] {
  const uses = new Map<Axis, number>()
  for (const axes of used) for (const axis of axes) uses.set(axis, (uses.get(axis) ?? 0) + 1)
  return [...uses].sort(([, a], [, b]) => b - a).map(([axis]) => axis)
}

function kindsOf({ evaluated, outcomeOfSlot, seen }: Leaf): Kinds {
  return { codes: evaluated.axis.codes!, kindOfSlot: outcomeOfSlot, kinds: seen.length }
}

/** Per axis, which of its slots some leaf can tell apart. */
function signaturesOf(rules: readonly LeafedRule[]): ReadonlyMap<Axis, Kinds> {
  const signatures = new Map<Axis, Kinds>()
  for (const leaf of new Set(rules.flatMap((rule) => rule.leaves).filter(divides))) {
    const before = signatures.get(leaf.evaluated.axis)
    signatures.set(leaf.evaluated.axis, before === undefined ? kindsOf(leaf) : both(before, leaf))
  }
  return signatures
}

function both({ codes, kindOfSlot, kinds }: Kinds, leaf: Leaf): Kinds {
  const slots = { of: kindOfSlot, first: new Int32Array(kinds) }
  const codesOfSlots = kindOfSlot.map((_, slot) => slot - 1)
  const own = { codes: codesOfSlots, kindOfSlot: leaf.outcomeOfSlot, kinds: leaf.seen.length }
  const { of, first } = refine(slots, [own])!
  return { codes, kindOfSlot: of, kinds: first.length }
}
