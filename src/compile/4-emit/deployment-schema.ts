// The JSON Schema of deployment documents: where the words of a base stand in them, for editors and `kb schema deployment`.
import type { Word } from '../../knowledge/base.js'
import { type Schema, wordSchema } from './plan-schema.js'

/** A member of the document: the words that it may hold and the members below it. */
interface Member {
  readonly words: Word[]
  readonly members: Map<string, Member>
}

const member = (): Member => ({ words: [], members: new Map() })

/**
 * The schema of the grammar folder with a property for each path that a word is read from. Further members are allowed: a
 * model's file has many, and what is not understood is reported by a rule.
 */
export function deploymentSchema(grammar: Schema, words: readonly Word[], note: string): Schema {
  const root = member()
  for (const word of words) for (const path of word.from ?? []) place(root, path, word)
  const properties = merge(grammar['properties'] as Schema, propertiesOf(root))
  return { $comment: note, ...grammar, properties }
}

function place(root: Member, path: string, word: Word): void {
  let at = root
  for (const key of path.split('.')) {
    // Of members that are told by a part of their name, a schema can say nothing.
    if (key.includes('*')) return
    const next = at.members.get(key) ?? member()
    at.members.set(key, next)
    at = next
  }
  at.words.push(word)
}

function schemaOf({ words, members }: Member): Schema {
  const forms = words.map(wordSchema)
  if (members.size > 0) {
    forms.push({ type: 'object', properties: propertiesOf({ members }) })
  }
  return forms.length === 1 ? forms[0]! : { anyOf: forms }
}

function propertiesOf({ members }: Pick<Member, 'members'>): Schema {
  const names = [...members.keys()].sort()
  return Object.fromEntries(names.map((name) => [name, schemaOf(members.get(name)!)]))
}

/** What the grammar says of a member goes before what the words make of it; properties of both are kept. */
function merge(grammar: Schema, found: Schema): Schema {
  const merged: Record<string, unknown> = { ...found }
  for (const [name, said] of Object.entries(grammar)) {
    merged[name] = { ...((found[name] ?? {}) as Schema), ...(said as Schema) }
  }
  return merged
}
