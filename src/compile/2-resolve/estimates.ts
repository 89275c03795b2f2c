import type { Component, Estimate } from '../../knowledge/base.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Found } from './blocks.js'
import { citesOf } from './citations.js'
import { compileAt, type Names, wordAt } from './expressions.js'
import { checkUnit } from './words.js'

/** What an estimate says, with its expressions understood; undefined where one of them is not. */
export function compileEstimate(
  found: Found<'estimate'>,
  names: Names,
  diagnostics: Diagnostics,
): Estimate | undefined {
  const { value, data, page, section, block } = found
  const { id, title, scope, decisive } = value
  const numbers = { scope, stratum: page.stratum, expect: 'number' } as const
  const order =
    decisive === undefined
      ? undefined
      : compileAt(data, ['decisive'], decisive, numbers, names, diagnostics).expression
  const components = Object.keys(value.components).flatMap(
    (name) => compileComponent(found, name, names, diagnostics) ?? [],
  )
  const isWhole = components.length === Object.keys(value.components).length
  if (!isWhole || (decisive !== undefined && order === undefined)) return undefined
  return {
    ...{ id, title, scope, stratum: page.stratum, components, cites: citesOf(section, page) },
    ...(order && { decisive: order }),
    place: { page: page.text.name, line: block.span.line },
  }
}

function compileComponent(
  { value: { scope, components }, data, page }: Found<'estimate'>,
  name: string,
  names: Names,
  diagnostics: Diagnostics,
): Component | undefined {
  const { title, type = 'number', unit = '1', evidence, ...texts } = components[name]!
  const at = ['components', name]
  checkUnit({ type, unit }, data, [...at, 'unit'], diagnostics)
  const wanted = { scope, stratum: page.stratum, expect: type, expectUnit: unit }
  const [value, low, high] = (['value', 'low', 'high'] as const).map((key) => {
    const text = texts[key]
    if (text === undefined) return undefined
    return compileAt(data, [...at, key], text, wanted, names, diagnostics).expression
  })
  const isUnderstood = (key: 'low' | 'high', expression: unknown) =>
    texts[key] === undefined || expression !== undefined
  if (value === undefined || !isUnderstood('low', low) || !isUnderstood('high', high)) return undefined
  const word = wordAt(texts.value, scope, names)
  return {
    ...{ name, title, type, unit, evidence, value, text: texts.value },
    ...(low && { low }),
    ...(high && { high }),
    // What the value is made of stands where its formula does.
    place: word?.place ?? { page: page.text.name, line: data.whereKey(at).line },
  }
}
