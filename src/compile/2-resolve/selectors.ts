import type { Selector } from '../../knowledge/base.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Kept } from '../kept.js'
import type { Found } from './blocks.js'
import type { PlacedDefinition } from './cycles.js'
import { compileAt, definitionOf, type Names } from './expressions.js'
import { Registry } from './registry.js'

/** A selector as declared, before its expression is understood. */
export interface DeclaredSelector {
  readonly name: string
  readonly text: string
  readonly description: string
  readonly path: readonly string[]
  readonly stratum: string
  readonly found: Found<'selector'>
}

/** The selectors of all blocks by name. Calls and targets tell a selector from a word of the same name. */
export function declareSelectors(
  blocks: readonly Found<'selector'>[],
  known: Kept<readonly DeclaredSelector[]>,
  diagnostics: Diagnostics,
): Registry<DeclaredSelector> {
  const registry = new Registry<DeclaredSelector>('The selector', diagnostics)
  for (const found of blocks)
    for (const declared of known.recall(found, () => declaredIn(found)))
      registry.declare(declared.name, declared, found.page.text, found.data.whereKey([declared.name]))
  return registry
}

function declaredIn(found: Found<'selector'>): DeclaredSelector[] {
  return Object.entries(found.value).map(([name, value]) => {
    const plain = typeof value === 'string'
    const text = plain ? value : value.is
    const description = plain ? '' : (value.description ?? '')
    return {
      name,
      text,
      description,
      path: plain ? [name] : [name, 'is'],
      stratum: found.page.stratum,
      found,
    }
  })
}

export interface CompiledSelector extends PlacedDefinition {
  readonly selector: Selector
}

export function compileSelector(
  declared: DeclaredSelector,
  names: Names,
  diagnostics: Diagnostics,
): CompiledSelector | undefined {
  const { name, text, description, path, stratum, found } = declared
  const wanted = { scope: 'node', stratum, expect: 'truth', selectorBody: true } as const
  const compiled = compileAt(found.data, path, text, wanted, names, diagnostics)
  if (!compiled.expression) return undefined
  const place = { page: found.page.text.name, line: found.data.whereKey([name]).line }
  const selector: Selector = { name, stratum, text, expression: compiled.expression, description, place }
  return { selector, ...definitionOf(`selector ${name}`, compiled.uses), data: found.data, path }
}
