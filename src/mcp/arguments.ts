// The arguments of a call against the input schema of its tool. A caller that is told what is wrong puts it right.
import { nearest } from '../knowledge/near.js'
import { Refusal } from './refusal.js'
import type { Data, JsonType, ObjectSchema, PropertySchema } from './tool.js'

/** The arguments. @throws Refusal for the first that is unknown, missing or of another type */
export function readArguments(given: unknown, { properties, required = [] }: ObjectSchema): Data {
  const data = given ?? {}
  if (typeOf(data) !== 'object') throw new Refusal('The arguments are no object.', listed(properties))
  for (const [name, value] of Object.entries(data as Data)) {
    const property = Object.hasOwn(properties, name) ? properties[name]! : undefined
    if (property === undefined) throw unknownArgument(name, properties)
    const problem = misfit(value, property)
    if (problem !== undefined)
      throw new Refusal(`\`${name}\` ${problem}.`, property.description ?? listed(properties))
  }
  const missing = required.find((name) => !Object.hasOwn(data as Data, name))
  if (missing !== undefined)
    throw new Refusal(`\`${missing}\` is missing.`, properties[missing]?.description ?? listed(properties))
  return data as Data
}

function unknownArgument(name: string, properties: ObjectSchema['properties']): Refusal {
  const near = nearest(name, Object.keys(properties))
  const hint = near === undefined ? listed(properties) : `Did you mean \`${near}\`?`
  return new Refusal(`There is no argument \`${name.slice(0, 80)}\`.`, hint)
}

const listed = (properties: ObjectSchema['properties']): string =>
  `The arguments are ${Object.keys(properties).join(', ')}.`

function misfit(value: unknown, { type, enum: values, items }: PropertySchema): string | undefined {
  const types = type === undefined ? [] : typeof type === 'string' ? [type] : type
  if (types.length > 0 && !types.includes(typeOf(value) as JsonType))
    return `must be of type ${types.join(' or ')}`
  if (values !== undefined && !values.includes(value as string)) return `must be one of ${values.join(', ')}`
  if (items === undefined || !Array.isArray(value)) return undefined
  const wrong = value.findIndex((item) => misfit(item, items) !== undefined)
  return wrong < 0 ? undefined : `${misfit(value[wrong], items)} in every item`
}

function typeOf(value: unknown): JsonType | 'null' | 'number' {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value as JsonType
}
