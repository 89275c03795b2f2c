// How long a backtracking matcher may take: how its steps grow with the length of the text.
import type { Characters } from './characters.js'
import { canBeEmpty, type Pattern } from './tree.js'

/** Steps grow like `factor * length ** degree`; beyond any power where the degree is infinite. */
export interface Growth {
  readonly degree: number
  readonly factor: number
}

/** The characters that may come next. */
type Start = Pick<Characters, 'ascii' | 'beyond'>

/** No character: the text ends, or the pattern does and a match is found, so that nothing is tried again. */
const end: Start = { ascii: [0, 0, 0, 0], beyond: 0 }
/** A counted repetition that can end at this many places grows like an unlimited one. */
const manyTurns = 8

/**
 * The growth of a search: the ways that an attempt can try, times the length of a way, times the places where a match can
 * start.
 */
export function growthOf(pattern: Pattern): Growth {
  const { degree, factor } = ways(pattern, end)
  return { degree: degree + (isAnchored(pattern) ? 0 : 1) + (hasLoop(pattern) ? 1 : 0), factor }
}

/** Whether a pattern can only match at the start of a text. */
function isAnchored(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'assertion':
      return pattern.source === '^'
    case 'group':
      return isAnchored(pattern.item)
    case 'sequence':
      return pattern.items[0] !== undefined && isAnchored(pattern.items[0])
    case 'choice':
      return pattern.items.every(isAnchored)
    default:
      return false
  }
}

function hasLoop(pattern: Pattern): boolean {
  if (pattern.kind === 'repeat') return pattern.most > manyTurns || hasLoop(pattern.item)
  if (pattern.kind === 'group') return hasLoop(pattern.item)
  return 'items' in pattern && pattern.items.some(hasLoop)
}

/** Tells of a character whether a match can start there. */
export type StartFilter = (point: number | undefined) => boolean

/** The filter of a pattern: it never denies a match. */
export function startFilter(pattern: Pattern): StartFilter {
  if (canBeEmpty(pattern)) return () => true
  const { ascii, beyond } = startOf(pattern, end)
  return (point) => {
    if (point === undefined) return false
    return point < 128 ? ((ascii[point >> 5]! >> (point & 31)) & 1) === 1 : beyond !== 0
  }
}

/** In how many ways a part can match from one place on, as far as what follows cannot tell them apart. */
function ways(pattern: Pattern, next: Start): Growth {
  switch (pattern.kind) {
    case 'set':
    case 'assertion':
      return { degree: 0, factor: 1 }
    case 'group':
      return ways(pattern.item, next)
    case 'sequence': {
      let degree = 0
      let factor = 1
      let following = next
      for (let i = pattern.items.length - 1; i >= 0; i--) {
        const own = ways(pattern.items[i]!, following)
        degree += own.degree
        factor *= own.factor
        following = startOf(pattern.items[i]!, following)
      }
      return { degree, factor }
    }
    case 'choice': {
      const parts = pattern.items.map((item) => ({ own: ways(item, next), start: startOf(item, next) }))
      const together = parts.map((a) =>
        parts.reduce((sum, b) => (meet(a.start, b.start) ? sum + b.own.factor : sum), 0),
      )
      return { degree: Math.max(...parts.map(({ own }) => own.degree)), factor: Math.max(...together) }
    }
    case 'repeat': {
      const { item, least, most } = pattern
      const start = startOf(item, next)
      const one = ways(item, most > 1 ? union(start, next) : next)
      const splits = one.degree > 0 || one.factor > 1
      if (splits && most > 1) return { degree: Number.POSITIVE_INFINITY, factor: 1 }
      if (!meet(start, next)) return one
      const ends = most - least + 1
      return ends > manyTurns
        ? { degree: one.degree + 1, factor: one.factor }
        : { degree: one.degree, factor: one.factor * ends }
    }
  }
}

function meet(a: Start, b: Start): boolean {
  return (a.beyond & b.beyond) !== 0 || a.ascii.some((bits, i) => (bits & b.ascii[i]!) !== 0)
}

const union = (a: Start, b: Start): Start => ({
  ascii: a.ascii.map((bits, i) => bits | b.ascii[i]!),
  beyond: a.beyond | b.beyond,
})

/** The characters that a part can start with, and those of what follows it where it can be empty. */
function startOf(pattern: Pattern, next: Start): Start {
  switch (pattern.kind) {
    case 'set':
      return pattern.set
    case 'assertion':
      return pattern.source === '$' ? end : next
    case 'group':
      return startOf(pattern.item, next)
    case 'sequence': {
      const solid = pattern.items.findIndex((item) => !canBeEmpty(item))
      const first = solid < 0 ? pattern.items : pattern.items.slice(0, solid + 1)
      return first.reduceRight((following, item) => startOf(item, following), next)
    }
    case 'choice':
      return pattern.items.map((item) => startOf(item, next)).reduce(union)
    case 'repeat': {
      const start = startOf(pattern.item, next)
      return canBeEmpty(pattern) ? union(start, next) : start
    }
  }
}
