// Expressions of a base: compiled against its names, with problems shown at their column on the page.
import type { Scope, Selector, Word } from '../../knowledge/base.js'
import type { Data, Path } from '../1-read/data.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Compiled, Environment, ScopeShape, TableShape, Type, Uses } from '../expression/environment.js'
import { compileExpression } from '../expression/index.js'
import type { Memo } from '../memo.js'
import type { Definition } from './cycles.js'

/** The names of a base that expressions can use. */
export interface Names {
  readonly strataOrder: readonly string[]
  readonly scopes: ReadonlyMap<Scope, ScopeShape>
  readonly words: ReadonlyMap<string, Word>
  readonly selectors: ReadonlyMap<string, Pick<Selector, 'stratum'>>
  readonly tables: ReadonlyMap<string, TableShape>
  /** What expressions over these names compiled to. */
  readonly compiled: Memo<Compiled>
}

/** Everything that the meaning of an expression takes from the names of a base, as text. */
export function meaningOfNames({
  strataOrder,
  scopes,
  words,
  selectors,
  tables,
}: Omit<Names, 'compiled'>): string {
  const shapes = [...scopes].map(([scope, { relations, members }]) => [scope, [...relations], members])
  const grids = [...tables].map(([id, { stratum, key, columns, sets }]) => [
    [id, stratum, key, columns],
    [...(sets ?? [])],
  ])
  const known = [...words].map(([name, { place: _, description: __, ...word }]) => [name, word])
  return JSON.stringify([strataOrder, shapes, known, [...selectors], grids])
}

/** What is asked of an expression. */
export interface Wanted {
  readonly scope: Scope
  readonly stratum: string
  readonly expect: Type
  readonly expectUnit?: string
  readonly selectorBody?: boolean
}

/** Compiles the text at a path of a block and reports its problems there. */
export function compileAt(
  data: Data,
  path: Path,
  text: string,
  wanted: Wanted,
  names: Names,
  diagnostics: Diagnostics,
): Compiled {
  const environment: Environment = { ...names, ...wanted }
  const { scope, stratum, expect, expectUnit, selectorBody } = wanted
  const key = JSON.stringify([text, scope, stratum, expect, expectUnit, selectorBody])
  const compiled = names.compiled.recall(key, () => compileExpression(text, environment))
  for (const { kind, start, end, message, hint } of compiled.problems) {
    const span = data.whereIn(path, start, end)
    diagnostics.report(`expression/${kind}`, data.text, span, { reason: sentence(message) }, { hint })
  }
  return compiled
}

/** The analysis speaks in clauses, the catalogue in sentences. */
const sentence = (clause: string): string => `${clause[0]!.toUpperCase()}${clause.slice(1)}.`

/** A definition for the search of cycles; selectors are told apart from words by a prefix. */
export function definitionOf(name: string, uses: Uses): Definition {
  return { name, uses: [...uses.words, ...uses.selectors.map((selector) => `selector ${selector}`)] }
}

/** A word as seen from a scope: `op`, `self.op`, `from.devices`, `model.layers`; undefined when there is none. */
export function wordAt(path: string, scope: Scope, names: Names): Word | undefined {
  const own = names.words.get(`${scope}.${path}`)
  if (own) return own
  const dot = path.indexOf('.')
  if (dot < 0) return undefined
  const relation = path.slice(0, dot)
  const rest = path.slice(dot + 1)
  if (relation === 'self') return names.words.get(`${scope}.${rest}`)
  const related = names.scopes.get(scope)?.relations.get(relation)
  const direct = related && names.words.get(`${related}.${rest}`)
  return direct ?? names.words.get(`plan.${path}`)
}

/** Every path that `wordAt` finds from a scope, for "did you mean". */
export function pathsFrom(scope: Scope, names: Names): string[] {
  const paths: string[] = []
  const relations = names.scopes.get(scope)?.relations ?? new Map<string, Scope>()
  for (const word of names.words.values()) {
    if (word.scope === scope) paths.push(word.name)
    if (word.scope === 'plan' && word.name.includes('.')) paths.push(word.name)
    for (const [relation, related] of relations)
      if (word.scope === related) paths.push(`${relation}.${word.name}`)
  }
  return paths
}
