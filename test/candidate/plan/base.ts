// A base that declares a few words and nothing else.
import type { Base, Scope, Word } from '../../../src/knowledge/base.js'

export function word(scope: Scope, name: string, type: Word['type'], more: Partial<Word> = {}): Word {
  return {
    scope,
    name,
    type,
    unit: '1',
    origin: 'given',
    stratum: '00_words',
    preconditions: [],
    description: '',
    ...more,
  }
}

export function baseOf(...words: readonly Word[]): Base {
  return {
    digest: '',
    strata: [],
    words,
    selectors: [],
    fixes: [],
    formulas: [],
    estimates: [],
    tables: [],
    patterns: [],
    rules: [],
    failureModes: [],
    sources: [],
  }
}
