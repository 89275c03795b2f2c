// Filters of the listings: by a closed set of values, and by words that the item must contain.
import { nearest } from '../knowledge/near.js'
import { UsageError } from '../usage-error.js'
import type { Given, Option } from './command.js'
import { tell } from './output.js'

/** Options of the same names as fields of the listed items. */
export function filterOptions(
  filters: Readonly<Record<string, readonly string[] | undefined>>,
): Record<string, Option> {
  const options = Object.entries(filters).map(([name, values]): [string, Option] => {
    const option: Option = {
      type: 'string',
      value: name.toUpperCase(),
      description: `Only those of this ${name}.`,
    }
    return [name, values ? { ...option, values } : option]
  })
  return Object.fromEntries(options)
}

/**
 * The items whose fields are as the options ask and whose text contains every positional argument. That there are none is
 * told beside the empty list.
 * @throws UsageError for a value of an open field that no item has; those of closed fields were checked with the options
 */
export function filtered<Item extends object>(
  items: readonly Item[],
  given: Given,
  fields: readonly (keyof Item & string)[],
  openFields: readonly (keyof Item & string)[],
  text: (item: Item) => string,
): Item[] {
  const wanted = given.positionals.map((word) => word.toLowerCase())
  for (const field of openFields)
    checkValue(field, given.one(field), new Set(items.map((item) => String(item[field]))))
  const found = items.filter((item) => {
    const fits = fields.every((field) => matches(String(item[field]), given.one(field)))
    const words = text(item).toLowerCase()
    return fits && wanted.every((word) => words.includes(word))
  })
  if (found.length === 0) tell('kb: Nothing fits.')
  return found
}

function checkValue(field: string, wanted: string | undefined, values: ReadonlySet<string>): void {
  const isHeld = [...values].some((value) => matches(value, wanted))
  if (isHeld || wanted === undefined || values.size === 0) return
  const near = nearest(wanted, values)
  const ask = near === undefined ? '' : ` Did you mean \`${near}\`?`
  throw new UsageError(
    `\`--${field}\` cannot be \`${wanted}\`.${ask}`,
    `It is one of ${[...values].sort().join(', ')}.`,
  )
}

/** A stratum may be named by its number alone. */
function matches(value: string, wanted: string | undefined): boolean {
  if (wanted === undefined || value === wanted) return true
  return /^\d\d?$/.test(wanted) && value.startsWith(`${wanted.padStart(2, '0')}_`)
}
