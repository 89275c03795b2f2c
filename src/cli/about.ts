// What the options of `kb check` say of launches and deployments: the machines, the model's file, the engine's version.
import type { About } from '../check/check.js'
import type { Base, Table } from '../knowledge/base.js'
import { nearest } from '../knowledge/near.js'
import { plainName } from '../knowledge/tables.js'
import { UsageError } from '../usage-error.js'
import type { Given, Option } from './command.js'
import { readText } from './read-data.js'

export const aboutOptions: Readonly<Record<string, Option>> = {
  hardware: {
    type: 'string',
    value: 'MACHINES',
    description:
      'What a launch or deployment runs on, where it does not say: devices and their name, `8xNAME`, or hosts first, `2x8xNAME`.',
  },
  'model-config': {
    type: 'string',
    value: 'FILE',
    description: "The model's config.json, where a launch or deployment does not hold it.",
  },
  'engine-version': {
    type: 'string',
    value: 'VERSION',
    description: 'The version of the engine, where a launch or deployment does not say.',
  },
}

/** What the options say; nothing where none is given. */
export function aboutOf(given: Given, base: Base): About {
  const [hardware, file, engineVersion] = ['hardware', 'model-config', 'engine-version'].map(given.one)
  return {
    ...(hardware !== undefined && { hardware: hardwareOf(hardware, base) }),
    ...(file !== undefined && { config: configOf(file) }),
    ...(engineVersion !== undefined && { engineVersion }),
  }
}

const MOST_DEVICES = 1_000_000

/** `8xNAME` is eight devices, `2x8xNAME` eight on each of two hosts, `NAME` alone one. */
function hardwareOf(text: string, base: Base): NonNullable<About['hardware']> {
  const [, first, second, name] = /^(?:(\d{1,6})\s*[x×*]\s*)?(?:(\d{1,6})\s*[x×*]\s*)?(.*)$/iu.exec(
    text.trim(),
  )!
  const [nodes, each] = second === undefined ? [undefined, first] : [Number(first), second]
  const count = Number(each ?? 1) * (nodes ?? 1)
  if (count < 1 || count > MOST_DEVICES)
    throw new UsageError(
      `\`--hardware ${text}\` has ${count} devices.`,
      'Write `8xNAME`, or `2x8xNAME` for two hosts.',
    )
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
      ? '`--hardware` names no accelerator.'
      : `No accelerator is called \`${name}\` in the knowledge base.`,
    `${nearNames(plain, table)} Write \`8xNAME\`, or \`2x8xNAME\` for two hosts.`,
  )
}

/** Names that are spelt much alike, or begin with the same word. */
function nearNames(plain: string, table: Table): string {
  const names = Object.keys(table.rows)
  const near = nearest(plain, [...names, ...Object.keys(table.aliases ?? {})])
  const row = near === undefined ? undefined : (table.aliases?.[plainName(near)] ?? near)
  const [word] = plain.split('-')
  const kin = word === '' ? [] : names.filter((name) => plainName(name).split('-')[0] === word)
  const found = [...new Set([...(row === undefined ? [] : [row]), ...kin])].slice(0, 5)
  return found.length === 0 ? 'Names are the rows of the table `accelerators`.' : `Near: ${found.join(', ')}.`
}

/** A model's config.json as data. Published ones hold `Infinity` and `NaN`, which JSON does not have: they say nothing. */
function configOf(path: string): object {
  const text = readText(path)
  const strict = text.replace(/("(?:[^"\\]|\\.)*")|-?\bInfinity\b|\bNaN\b/gs, (_, string) => string ?? 'null')
  let config: unknown
  try {
    config = JSON.parse(strict.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new UsageError(`\`${path}\` is no JSON: ${(error as Error).message.split('\n')[0]}.`)
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(`\`${path}\` holds no object.`, "Give the model's config.json.")
  return config
}
