// From an ajv error to a diagnostic at the key or value that it speaks of.
import type { ErrorObject, ValidateFunction } from 'ajv'
import type { Data, Path } from '../1-read/data.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import { tellingErrors } from './schemas.js'

/** Whether the data fits its schema; every misfit is reported. `what` names the thing: `rule block`. */
export function validate(
  data: Data,
  schema: ValidateFunction,
  what: string,
  diagnostics: Diagnostics,
): boolean {
  if (schema(data.value)) return true
  for (const error of tellingErrors(schema.errors ?? [])) reportError(error, data, what, diagnostics)
  return false
}

function reportError(error: ErrorObject, data: Data, what: string, diagnostics: Diagnostics): void {
  const path = pathOf(error.instancePath)
  const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {}).sort()
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty'])
    const owner = path.findLast((part) => typeof part === 'string')
    const values = { key, what: owner === undefined ? what : `\`${owner}\` of a ${what}` }
    const remark = { expected: known.join(', ') || 'no key at all', hint: nearestHint(key, known) }
    diagnostics.report('schema/unknown-key', data.text, data.whereKey([...path, key]), values, remark)
  } else if (error.keyword === 'required') {
    const key = String(error.params['missingProperty'])
    const hint = missingHint(key, error.data, known)
    diagnostics.report('schema/missing-key', data.text, data.where(path), { key }, { hint })
  } else {
    const isKey = error.propertyName !== undefined
    const name = error.propertyName ?? path.join('.')
    const place =
      error.propertyName === undefined ? data.where(path) : data.whereKey([...path, error.propertyName])
    const remark = { expected: expectation(error), hint: isKey ? undefined : valueHint(error) }
    diagnostics.report(
      'schema/value',
      data.text,
      place,
      { path: name || what, reason: reasonOf(error) },
      remark,
    )
  }
}

const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))

/** A missing key is often a misspelt one that stands beside it. */
function missingHint(key: string, map: unknown, known: readonly string[]): string | undefined {
  const present = typeof map === 'object' && map !== null ? Object.keys(map) : []
  const strange = present.filter((name) => !known.includes(name))
  const near = nearestHint(key, strange)
  return near === undefined ? `add \`${key}: …\`` : `is \`${key}\` spelt otherwise here? ${near}`
}

function reasonOf(error: ErrorObject): string {
  if (error.keyword === 'enum' || error.keyword === 'const') return `cannot be ${shown(error.data)}`
  if (error.keyword === 'pattern') return `cannot be written ${shown(error.data)}`
  if (error.keyword === 'anyOf') return `cannot be ${shown(error.data)}`
  return error.message ?? 'is not allowed'
}

function expectation(error: ErrorObject): string | undefined {
  if (error.keyword === 'enum') return (error.params['allowedValues'] as unknown[]).map(String).join(', ')
  if (error.keyword === 'const') return String(error.params['allowedValue'])
  if (/Properties$/.test(error.keyword)) return error.parentSchema?.['description'] as string | undefined
  if (error.keyword === 'pattern')
    return String(error.parentSchema?.['description'] ?? error.params['pattern'])
  return undefined
}

function valueHint(error: ErrorObject): string | undefined {
  if (error.keyword === 'type' && error.params['type'] === 'string' && typeof error.data !== 'object') {
    return `write it in quotes: "${String(error.data)}"`
  }
  if (error.keyword !== 'enum' || typeof error.data !== 'string') return undefined
  return nearestHint(error.data, (error.params['allowedValues'] as unknown[]).map(String))
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
