import type { Word } from '../../knowledge/base.js'

const types = {
  number: 'number',
  integer: 'number',
  text: 'string',
  truth: 'boolean',
  list: 'readonly (string | number)[]',
} as const

/** TypeScript interfaces of the vocabulary, one a scope; every word may be unknown. */
export function vocabularyTypes(words: readonly Word[]): string {
  const scopes = [...new Set(words.map(({ scope }) => scope))].sort()
  return scopes
    .map((scope) => {
      const lines = words.filter((word) => word.scope === scope).map(member)
      return `/** Words of scope ${scope}. */\nexport interface ${scope[0]!.toUpperCase()}${scope.slice(1)}Words {\n${lines.join('\n')}\n}\n`
    })
    .join('\n')
}

function member(word: Word): string {
  const unit = word.unit === '1' ? '' : ` Unit: ${word.unit}.`
  const comment = `${word.description}${unit}`.replace(/\*\//g, '* /').replace(/\s+/g, ' ')
  const values =
    word.type === 'list' ? undefined : word.values?.map((value) => JSON.stringify(value)).join(' | ')
  const name = word.name.includes('.') ? JSON.stringify(word.name) : word.name
  return `  /** ${comment} */\n  readonly ${name}?: ${values ?? types[word.type]}`
}
