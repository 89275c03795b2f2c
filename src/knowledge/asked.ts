// Which members of items a base asks of all of them, before it knows which of them it needs: they are the heads of a list.
import type { Formula, Rule, Selector, Table, Word } from './base.js'

export const asked = {
  words: [
    'scope',
    'name',
    'type',
    'unit',
    'values',
    'minimum',
    'maximum',
    'default',
    'counts',
    'from',
    'origin',
    'preconditions',
  ],
  tables: ['id', 'key'],
  formulas: ['id', 'scope', 'type', 'unit'],
  selectors: ['name'],
  rulings: ['id'],
  rules: ['id', 'stratum', 'severity', 'kind', 'engine', 'scope', 'requires', 'was'],
} as const satisfies {
  readonly words: readonly (keyof Word)[]
  readonly tables: readonly (keyof Table)[]
  readonly formulas: readonly (keyof Formula)[]
  readonly selectors: readonly (keyof Selector)[]
  readonly rules: readonly (keyof Rule)[]
  readonly rulings: readonly (keyof Rule)[]
}

/** Members of a rule that are asked where it applies: they stand in a list of their own. */
export const ruling = [
  'must',
  'facts',
  'conditions',
  'message',
  'messageText',
  'fixes',
  'noFix',
  'noFixText',
  'reason',
] as const satisfies readonly (keyof Rule)[]
