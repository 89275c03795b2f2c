// Patterns that tell no digit from another: what they find in a text, they find at the same place in one with other digits.
import type { Characters } from './characters.js'
import type { Pattern } from './tree.js'

const zero = 48
const ten = 58

/** Whether every set of characters in the pattern holds all ten digits or none of them. */
export function takesDigitsAlike(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'set':
      return holdsAllOrNone(pattern.set)
    case 'assertion':
      return true
    case 'sequence':
    case 'choice':
      return pattern.items.every(takesDigitsAlike)
    case 'group':
    case 'repeat':
      return takesDigitsAlike(pattern.item)
  }
}

function holdsAllOrNone(set: Characters): boolean {
  const first = set.has(zero)
  for (let code = zero + 1; code < ten; code++) if (set.has(code) !== first) return false
  return true
}
