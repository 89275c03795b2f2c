import type { Fix, Rule, Scope } from '../../knowledge/base.js'
import type { Expression, Scalar } from '../../knowledge/expression.js'
import type { Path } from '../1-read/data.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Type } from '../expression/environment.js'
import { nearestHint } from '../hint.js'
import type { FixBlock, Found } from './blocks.js'
import { compileAt, type Names, pathsFrom, wordAt } from './expressions.js'

/** Edits that only make sense for some kinds of subject; the others fit any. */
const scopesOfEdit: Readonly<Record<string, readonly string[]>> = {
  insertAfter: ['node'],
  insertBefore: ['node'],
  insertOnEdge: ['edge'],
  removeEdge: ['edge'],
  removeNode: ['node'],
}

/** The fixes of a rule, with the parameters of their edits as expressions over the rule's subject. */
export function resolveFixes(found: Found<'rule'>, names: Names, diagnostics: Diagnostics): Rule['fixes'] {
  const { fix } = found.value
  if (fix === undefined) return []
  if (!Array.isArray(fix)) return [resolveFix(found, fix as FixBlock, ['fix'], names, diagnostics)]
  return (fix as FixBlock[]).map((one, index) => resolveFix(found, one, ['fix', index], names, diagnostics))
}

function resolveFix(
  found: Found<'rule'>,
  fix: FixBlock,
  path: Path,
  names: Names,
  diagnostics: Diagnostics,
): Fix {
  const { data, page, value } = found
  const [kind, parameters] = Object.entries(fix.edit)[0]!
  const at = [...path, 'edit', kind]
  const fitting = scopesOfEdit[kind]
  if (fitting && !fitting.includes(value.scope)) {
    const values = { edit: kind, scope: value.scope }
    diagnostics.report('fix/wrong-scope', page.text, data.whereKey(at), values, {
      expected: fitting.join(', '),
    })
  }
  const edit: Record<string, Expression> = {}
  for (const [key, parameter] of Object.entries(parameters)) {
    const field = fieldOf(kind, key, value.scope, names)
    if (field === undefined) {
      const scope = kind === 'set' ? value.scope : 'node'
      const hint = nearestHint(key, pathsFrom(scope, names))
      diagnostics.report(
        'fix/unknown-word',
        page.text,
        data.whereKey([...at, key]),
        { name: key, scope },
        { hint },
      )
    } else edit[key] = expressionOf(parameter, field, found, [...at, key], names, diagnostics)
  }
  const place = { page: page.text.name, line: data.where(path).line }
  return { title: fix.title, safety: fix.safety, edit: { [kind]: edit }, place }
}

/**
 * Type of the field that a parameter fills: of a new node, a word of nodes; of an edge, an id; of `set`, a word of the
 * subject or of the phase that holds it.
 */
function fieldOf(kind: string, key: string, scope: Scope, names: Names): Type | undefined {
  if (kind === 'addEdge') return 'text'
  if (kind !== 'set') return names.words.get(`node.${key}`)?.type
  return (wordAt(key, scope, names) ?? names.words.get(`phase.${key}`))?.type
}

/**
 * A text is an expression, but for a single name that is no word: that is a constant, as in `op: name`. Numbers and
 * truth values are constants.
 */
function expressionOf(
  parameter: Scalar,
  expect: Type,
  found: Found<'rule'>,
  path: Path,
  names: Names,
  diagnostics: Diagnostics,
): Expression {
  const { data, page, value } = found
  const literal: Expression = { op: 'literal', value: parameter }
  if (typeof parameter !== 'string') return literal
  if (/^[\w-]+$/.test(parameter) && !wordAt(parameter, value.scope, names)) return literal
  const wanted = { scope: value.scope, stratum: page.stratum, expect }
  return compileAt(data, path, parameter, wanted, names, diagnostics).expression ?? literal
}
