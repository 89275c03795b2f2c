// A pattern as a tree.
import type { Characters } from './characters.js'

export type Pattern =
  | { readonly kind: 'set'; readonly set: Characters }
  | { readonly kind: 'assertion'; readonly source: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'group'
      readonly item: Pattern /** Number of a capturing group. */
      readonly number?: number
    }
  | {
      readonly kind: 'repeat'
      readonly item: Pattern
      readonly least: number
      readonly most: number
      readonly lazy: boolean
      /** Groups inside: they are forgotten at each turn. */
      readonly groups: { readonly first: number; readonly last: number }
    }

/** Whether a pattern matches where nothing is. */
export function canBeEmpty(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'set':
      return false
    case 'assertion':
      return true
    case 'sequence':
      return pattern.items.every(canBeEmpty)
    case 'choice':
      return pattern.items.some(canBeEmpty)
    case 'group':
      return canBeEmpty(pattern.item)
    case 'repeat':
      return pattern.least === 0 || canBeEmpty(pattern.item)
  }
}

/** The fewest characters that a pattern matches. */
export function leastLength(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'set':
      return 1
    case 'assertion':
      return 0
    case 'sequence':
      return pattern.items.reduce((sum, item) => sum + leastLength(item), 0)
    case 'choice':
      return Math.min(...pattern.items.map(leastLength))
    case 'group':
      return leastLength(pattern.item)
    case 'repeat':
      return pattern.least * leastLength(pattern.item)
  }
}

/** The pattern as a JavaScript RegExp writes it. */
export function toSource(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'set':
      return pattern.set.source
    case 'assertion':
      return pattern.source
    case 'sequence':
      return pattern.items
        .map((item) => (item.kind === 'choice' ? `(?:${toSource(item)})` : toSource(item)))
        .join('')
    case 'choice':
      return pattern.items.map(toSource).join('|')
    case 'group':
      return `(${pattern.number === undefined ? '?:' : ''}${toSource(pattern.item)})`
    case 'repeat': {
      const most = pattern.most === Number.POSITIVE_INFINITY ? '' : pattern.most
      return `${toSource(pattern.item)}{${pattern.least},${most}}${pattern.lazy ? '?' : ''}`
    }
  }
}
