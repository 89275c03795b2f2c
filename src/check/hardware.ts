// Machines as a person writes them: how many hosts and devices, and which accelerator.
import type { Base, Table } from '../knowledge/base.js'
import { nearest } from '../knowledge/near.js'
import { plainName } from '../knowledge/tables.js'
import { UsageError } from '../usage-error.js'
import type { About } from './check.js'

const MOST_DEVICES = 1_000_000
/** Shorter names are parts of many others by chance. */
const LEAST_PART = 3

/**
 * Reads machines: `8xNAME` is eight devices, `2x8xNAME` eight on each of two hosts, `NAME` alone one.
 * @throws UsageError for none, for too many devices, and for a name that the base does not have
 */
export function readHardware(text: string, base: Base): NonNullable<About['hardware']> {
  const [, first, second, name] = /^(?:(\d{1,6})\s*[x×*]\s*)?(?:(\d{1,6})\s*[x×*]\s*)?(.*)$/iu.exec(
    text.trim(),
  )!
  const [nodes, each] = second === undefined ? [undefined, first] : [Number(first), second]
  const count = Number(each ?? 1) * (nodes ?? 1)
  if (count < 1 || count > MOST_DEVICES)
    throw new UsageError(`\`${text}\` has ${count} devices.`, 'Write `8xNAME`, or `2x8xNAME` for two hosts.')
  return { gpu: acceleratorOf(name!, base), count, ...(nodes !== undefined && { nodes }) }
}

/** The accelerator as the base calls it, by its name or an alias. */
function acceleratorOf(name: string, base: Base): string {
  const table = base.tables.find(({ id }) => id === 'accelerators')
  if (table === undefined) return name
  const aliases = table.aliases ?? {}
  if (Object.hasOwn(table.rows, name)) return name
  const plain = plainName(name)
  if (Object.hasOwn(aliases, plain)) return aliases[plain]!
  throw new UsageError(
    name === ''
      ? 'The hardware names no accelerator.'
      : `No accelerator is called \`${name}\` in the knowledge base.`,
    `${nearNames(plain, table)} Write \`8xNAME\`, or \`2x8xNAME\` for two hosts.`,
  )
}

/** Names that are spelt much alike, begin with the same word, or are part of what is asked for. */
function nearNames(plain: string, table: Table): string {
  const names = Object.keys(table.rows)
  const aliases = Object.keys(table.aliases ?? {})
  const near = nearest(plain, [...names, ...aliases])
  const within = aliases.filter((alias) => alias.length >= LEAST_PART && plain.includes(alias))
  const rows = [...(near === undefined ? [] : [near]), ...within].map(
    (name) => table.aliases?.[plainName(name)] ?? name,
  )
  const [word] = plain.split('-')
  const kin = word === '' ? [] : names.filter((name) => plainName(name).split('-')[0] === word)
  const found = [...new Set([...rows, ...kin])].slice(0, 5)
  return found.length === 0
    ? `Names are the rows of the table \`accelerators\` (${table.place.page}).`
    : `Near: ${found.join(', ')}.`
}
