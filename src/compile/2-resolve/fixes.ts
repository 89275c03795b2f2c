import type { Fix, Rule, Scope, SharedFix } from '../../knowledge/base.js'
import type { Expression, Scalar } from '../../knowledge/expression.js'
import type { Data, Path } from '../1-read/data.js'
import type { Page } from '../1-read/page.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Type } from '../expression/environment.js'
import { nearestHint } from '../hint.js'
import type { FixBlock, Found } from './blocks.js'
import { compileAt, type Names, pathsFrom, wordAt } from './expressions.js'
import type { FixChanges } from './fix-changes.js'

export type { FixChanges } from './fix-changes.js'

/** Edits that only make sense for some kinds of subject; the others fit any. */
const scopesOfEdit: Readonly<Record<string, readonly string[]>> = {
  insertAfter: ['node'],
  insertBefore: ['node'],
  insertOnEdge: ['edge'],
  removeEdge: ['edge'],
  removeNode: ['node'],
  shareInputs: ['node'],
  shareOutputs: ['node'],
  shareBoth: ['node'],
  mergeInto: ['node'],
  gatherBefore: ['node'],
  linkFrom: ['node'],
  linkTo: ['node'],
  removeMutual: ['cycle'],
  unfold: ['cycle'],
  feedEach: ['cycle'],
  removeReversed: ['cycle'],
  rerouteSkip: ['cycle'],
  succeed: ['deployment'],
}

/** Edits whose parameters are words of the subject. */
const settingEdits: readonly string[] = ['set', 'choose']

/** Edits whose parameters are lists of ids or names. */
const listEdits: readonly string[] = [
  ...['removeMutual', 'unfold', 'feedEach', 'rerouteSkip', 'removeReversed'],
  'succeed',
]

/** The block that a fix stands in. */
interface Source {
  readonly data: Data
  readonly page: Page
  readonly scope: Scope
}

/** The fixes of a rule, with the parameters of their edits as expressions over the rule's subject. */
export function resolveFixes(
  found: Found<'rule'>,
  names: Names,
  changes: FixChanges,
  diagnostics: Diagnostics,
): Rule['fixes'] {
  const { fix, scope } = found.value
  if (fix === undefined) return []
  const source = { data: found.data, page: found.page, scope }
  if (!Array.isArray(fix)) return [resolveFix(source, fix as FixBlock, ['fix'], names, changes, diagnostics)]
  return (fix as FixBlock[]).map((one, index) =>
    resolveFix(source, one, ['fix', index], names, changes, diagnostics),
  )
}

/** A fix that stands by itself. */
export function resolveSharedFix(
  found: Found<'fix'>,
  names: Names,
  changes: FixChanges,
  diagnostics: Diagnostics,
): SharedFix {
  const { data, page, value } = found
  const { id, scope } = value
  const fix = resolveFix({ data, page, scope }, value, [], names, changes, diagnostics)
  const wanted = { scope, stratum: page.stratum, expect: 'truth' } as const
  const when = (value.when ?? []).flatMap(
    (text, index) => compileAt(data, ['when', index], text, wanted, names, diagnostics).expression ?? [],
  )
  return { ...fix, id, scope, when, place: { page: page.text.name, line: found.block.span.line } }
}

function resolveFix(
  source: Source,
  fix: FixBlock,
  path: Path,
  names: Names,
  changes: FixChanges,
  diagnostics: Diagnostics,
): Fix {
  const { data, page, scope } = source
  const [kind, parameters] = Object.entries(fix.edit)[0]!
  const at = [...path, 'edit', kind]
  const fitting = scopesOfEdit[kind]
  if (fitting && !fitting.includes(scope)) {
    const values = { edit: kind, scope }
    diagnostics.report('fix/wrong-scope', page.text, data.whereKey(at), values, {
      expected: fitting.join(', '),
    })
  }
  const edit: Record<string, Expression> = {}
  for (const [key, parameter] of Object.entries(parameters)) {
    const field = fieldOf(kind, key, scope, names)
    if (field === undefined) {
      const home = settingEdits.includes(kind) ? scope : 'node'
      const hint = nearestHint(key, pathsFrom(home, names))
      diagnostics.report(
        'fix/unknown-word',
        page.text,
        data.whereKey([...at, key]),
        { name: key, scope: home },
        { hint },
      )
    } else edit[key] = expressionOf(parameter, field, source, [...at, key], names, diagnostics)
  }
  const place = { page: page.text.name, line: data.where(path).line }
  const change = changeOf(source, fix, path, changes, diagnostics)
  return { title: fix.title, safety: fix.safety, ...change, edit: { [kind]: edit }, place }
}

/** What a fix does and how far behind that is preferred: as it says, or the first change of its safety. */
function changeOf(
  { data, page }: Source,
  fix: FixBlock,
  path: Path,
  changes: FixChanges,
  diagnostics: Diagnostics,
): Pick<Fix, 'change' | 'rank'> {
  const wanted = fix.change ?? changes.find(({ safety }) => safety === fix.safety)?.name
  const rank = changes.findIndex(({ name }) => name === wanted)
  if (rank >= 0) return { change: changes[rank]!.name, rank }
  const known = changes.map(({ name }) => name)
  const values = { name: wanted ?? fix.safety }
  const hint = nearestHint(values.name, known)
  diagnostics.report('fix/unknown-change', page.text, data.where([...path, 'change']), values, {
    expected: known.join(', '),
    hint,
  })
  return { change: values.name, rank: changes.length }
}

/**
 * Type of the field that a parameter fills: of a new node, a word of nodes; of an edge, an id; of `set`, a word of the
 * subject or of the phase that holds it; of `choose`, a list of values for such a word.
 */
function fieldOf(kind: string, key: string, scope: Scope, names: Names): Type | undefined {
  if (kind === 'addEdge' || kind === 'mergeInto') return 'text'
  if (listEdits.includes(kind)) return 'list'
  if (!settingEdits.includes(kind)) return names.words.get(`node.${key}`)?.type
  const word = wordAt(key, scope, names) ?? names.words.get(`phase.${key}`)
  return word && (kind === 'choose' ? 'list' : word.type)
}

/**
 * A text is an expression, but for a single name that is no word: that is a constant, as in `op: name`, unless a number or
 * a truth value is wanted. Numbers and truth values are constants.
 */
function expressionOf(
  parameter: Scalar,
  expect: Type,
  { data, page, scope }: Source,
  path: Path,
  names: Names,
  diagnostics: Diagnostics,
): Expression {
  const literal: Expression = { op: 'literal', value: parameter }
  if (typeof parameter !== 'string') return literal
  const isName = /^[\w-]+$/.test(parameter) && (expect === 'text' || expect === 'list')
  if (isName && !wordAt(parameter, scope, names)) return literal
  const wanted = { scope, stratum: page.stratum, expect }
  return compileAt(data, path, parameter, wanted, names, diagnostics).expression ?? literal
}
