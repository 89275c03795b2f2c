// Names: what a bare or dotted name of an expression stands for.
import type { Scope } from '../../knowledge/base.js'
import type { Relation } from '../../knowledge/expression.js'
import { one, parseUnit } from '../../knowledge/units.js'
import { type Checked, type Context, checkStratum, report, reportUnknown, useWord } from './context.js'
import type { Syntax } from './syntax.js'

type Member = Extract<Syntax, { kind: 'member' }>
type Index = Extract<Syntax, { kind: 'index' }>

/** The subject that a name leads to, if it is `self`, a relation of the scope, or the scope's own name. */
export function subjectNamed(
  { env }: Context,
  name: string,
): { readonly of: Relation; readonly scope: Scope } | undefined {
  if (name === 'self' || name === env.scope) return { of: 'self', scope: env.scope }
  const scope = env.scopes.get(env.scope)?.relations.get(name)
  return scope === undefined ? undefined : { of: name as Relation, scope }
}

/** A bare name: a word of the scope; in the body of a selector also another selector of the same node. */
export function checkName(context: Context, syntax: Extract<Syntax, { kind: 'name' }>): Checked | undefined {
  const { env } = context
  const { name } = syntax
  const word = env.words.get(`${env.scope}.${name}`)
  if (word !== undefined) return useWord(context, syntax, word, 'self')
  const selector = env.selectors.get(name)
  if (selector !== undefined && env.selectorBody) return selected(context, syntax, name, 'self')
  if (selector !== undefined) {
    const hint = env.scope === 'node' ? `write \`${name}(self)\`` : undefined
    return report(context, 'type', syntax, `\`${name}\` is a selector and has to be applied to a node`, hint)
  }
  if (env.tables.has(name)) {
    return report(context, 'type', syntax, `\`${name}\` is a table`, `write \`${name}[key].column\``)
  }
  const subject = subjectNamed(context, name)
  if (subject !== undefined) {
    return report(context, 'type', syntax, `\`${name}\` is a subject`, `name a word of it: \`${name}.word\``)
  }
  return reportUnknown(context, syntax, `word of scope ${env.scope}`, name, knownNames(context))
}

/** A selector applied to a node, noted as used. */
export function selected(context: Context, place: Syntax, name: string, of: Relation): Checked {
  context.selectors.add(name)
  checkStratum(context, place, `the selector \`${name}\``, context.env.selectors.get(name)!.stratum)
  return { expression: { op: 'selector', of, name }, type: 'truth', unit: one }
}

/** `self.x`, `from.x`, `layer.x`, `model.x`, `table.set`, `table[key].column`. */
export function checkMember(context: Context, syntax: Member): Checked | undefined {
  if (syntax.of.kind === 'index') return lookup(context, syntax, syntax.of)
  const path = dotted(syntax)
  if (path === undefined) {
    return report(context, 'type', syntax, `\`.${syntax.name}\` can only follow a name`)
  }
  const { env } = context
  const [root, ...rest] = path as [string, ...string[]]
  const name = rest.join('.')
  const own = env.words.get(`${env.scope}.${path.join('.')}`)
  if (own !== undefined) return useWord(context, syntax, own, 'self')
  const subject = subjectNamed(context, root)
  if (subject !== undefined) {
    const word = env.words.get(`${subject.scope}.${name}`)
    if (word !== undefined) return useWord(context, syntax, word, subject.of)
    return reportUnknown(
      context,
      syntax,
      `word of scope ${subject.scope}`,
      name,
      wordsOf(context, subject.scope),
    )
  }
  const ofPlan = env.scopes.get(env.scope)?.relations.get('plan')
  const word = ofPlan && env.words.get(`${ofPlan}.${path.join('.')}`)
  if (word !== undefined) return useWord(context, syntax, word, 'plan')
  const table = env.tables.get(root)
  if (table !== undefined) {
    const set = rest.length === 1 ? table.sets?.get(name) : undefined
    if (set === undefined)
      return reportUnknown(context, syntax, `set of ${root}`, name, table.sets?.keys() ?? [])
    context.tables.add(root)
    checkStratum(context, syntax, `the table \`${root}\``, table.stratum)
    const expression = { op: 'literal', value: set, name: `${root}.${name}` } as const
    return { expression, type: 'list', unit: one }
  }
  return reportUnknown(context, syntax, 'word', path.join('.'), knownNames(context))
}

function lookup(context: Context, syntax: Member, index: Index): Checked | undefined {
  const key = context.check(index.key)
  if (index.of.kind !== 'name') return report(context, 'type', index, 'only tables are looked up by a key')
  const id = index.of.name
  const table = context.env.tables.get(id)
  if (table === undefined) return reportUnknown(context, index.of, 'table', id, context.env.tables.keys())
  context.tables.add(id)
  checkStratum(context, syntax, `the table \`${id}\``, table.stratum)
  const column = Object.hasOwn(table.columns, syntax.name) ? table.columns[syntax.name] : undefined
  if (column === undefined) {
    return reportUnknown(context, syntax, `column of ${id}`, syntax.name, Object.keys(table.columns))
  }
  if (key === undefined) return undefined
  if (key.type === 'list') return report(context, 'type', index.key, 'a key is one value, not a list')
  const unit = parseUnit(column.unit)
  return {
    expression: { op: 'lookup', table: id, key: key.expression, column: syntax.name },
    type: column.type,
    unit: 'unit' in unit ? unit.unit : one,
  }
}

/** The names of `a.b.c`; undefined when something other than a name stands at its root. */
function dotted(syntax: Syntax): string[] | undefined {
  if (syntax.kind === 'name') return [syntax.name]
  if (syntax.kind !== 'member') return undefined
  const path = dotted(syntax.of)
  return path && [...path, syntax.name]
}

const wordsOf = ({ env }: Context, scope: Scope): string[] =>
  [...env.words.values()].filter((word) => word.scope === scope).map((word) => word.name)

/** Everything that could have been meant by a name without a known root. */
function knownNames(context: Context): string[] {
  const { env } = context
  const relations = [...(env.scopes.get(env.scope)?.relations ?? [])]
  return [
    ...wordsOf(context, env.scope),
    ...relations.flatMap(([relation, scope]) => wordsOf(context, scope).map((name) => `${relation}.${name}`)),
    ...wordsOf(context, 'plan').filter((name) => name.includes('.')),
    ...[...env.tables].flatMap(([id, table]) => [...(table.sets?.keys() ?? [])].map((set) => `${id}.${set}`)),
    ...[...env.selectors.keys()].map((name) => `${name}(self)`),
  ]
}
