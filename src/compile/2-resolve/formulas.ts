import type { Formula, Word } from '../../knowledge/base.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Found } from './blocks.js'
import { citesOf } from './citations.js'
import type { PlacedDefinition } from './cycles.js'
import { compileAt, definitionOf, type Names } from './expressions.js'
import { checkUnit } from './words.js'

/** Name of the word that a formula derives: its id, without the name of its scope before it. */
export function formulaName({ id, scope }: { readonly id: string; readonly scope: string }): string {
  return id.startsWith(`${scope}.`) ? id.slice(scope.length + 1) : id
}

/** The word that a formula derives. It is declared before expressions are read, so that any can use it, whatever the order of the pages. */
export function wordOfFormula(found: Found<'formula'>, diagnostics: Diagnostics): Word {
  const { value, data, page, block } = found
  checkUnit(value, data, ['unit'], diagnostics)
  return {
    scope: value.scope,
    name: formulaName(value),
    type: value.type,
    unit: value.unit ?? '1',
    origin: 'derived',
    stratum: page.stratum,
    preconditions: [],
    description: value.description,
    place: { page: page.text.name, line: block.span.line },
  }
}

export interface CompiledFormula extends PlacedDefinition {
  readonly formula: Formula
}

export function compileFormula(
  found: Found<'formula'>,
  names: Names,
  diagnostics: Diagnostics,
): CompiledFormula | undefined {
  const { value, data, page, section, block } = found
  const unit = value.unit ?? '1'
  const wanted = { scope: value.scope, stratum: page.stratum, expect: value.type, expectUnit: unit }
  const compiled = compileAt(data, ['expression'], value.expression, wanted, names, diagnostics)
  if (!compiled.expression) return undefined
  const formula: Formula = {
    id: formulaName(value),
    scope: value.scope,
    type: value.type,
    unit,
    stratum: page.stratum,
    text: value.expression,
    expression: compiled.expression,
    description: value.description,
    cites: citesOf(section, page),
    ...(value.traces === undefined ? {} : { traces: value.traces }),
    place: { page: page.text.name, line: block.span.line },
  }
  const name = `${value.scope}.${formula.id}`
  return { formula, ...definitionOf(name, compiled.uses), data, path: ['expression'] }
}
