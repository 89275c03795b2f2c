// Filters of the listings: by a closed set of values, and by words that the item must contain.
import type { Given, Option } from './command.js'

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

/** The items whose fields are as the options ask and whose text contains every positional argument. */
export function filtered<Item extends object>(
  items: readonly Item[],
  given: Given,
  fields: readonly (keyof Item & string)[],
  text: (item: Item) => string,
): Item[] {
  const wanted = given.positionals.map((word) => word.toLowerCase())
  return items.filter((item) => {
    const fits = fields.every((field) => matches(String(item[field]), given.one(field)))
    const words = text(item).toLowerCase()
    return fits && wanted.every((word) => words.includes(word))
  })
}

/** A stratum may be named by its number alone. */
function matches(value: string, wanted: string | undefined): boolean {
  return wanted === undefined || value === wanted || (/^\d\d$/.test(wanted) && value.startsWith(`${wanted}_`))
}
