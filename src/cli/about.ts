// What the options of `kb check` say of launches and deployments: the machines, the model's file, the engine's version.
import { readModelConfig } from '../candidate/deployment/model-config.js'
import type { About } from '../check/check.js'
import type { Base, Table } from '../knowledge/base.js'
import { nearest } from '../knowledge/near.js'
import { plainName } from '../knowledge/tables.js'
import { UsageError } from '../usage-error.js'
import type { Given, Option } from './command.js'
import { readInput } from './read-input.js'

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
  'options-file': {
    type: 'string',
    value: 'FILE',
    description: 'The file of options that a launch names (YAML), where the text does not write it.',
  },
  'engine-version': {
    type: 'string',
    value: 'VERSION',
    description: 'The version of the engine, where a launch or deployment does not say.',
  },
}

/** What the options say; nothing where none is given. */
export function aboutOf(given: Given, base: Base): About {
  const [hardware, file, options, engineVersion] = [
    ...['hardware', 'model-config', 'options-file', 'engine-version'],
  ].map(given.one)
  return {
    ...(hardware !== undefined && { hardware: hardwareOf(hardware, base) }),
    ...(file !== undefined && { modelConfig: modelConfigOf(file) }),
    ...(options !== undefined && { optionsFile: optionsOf(options) }),
    ...(engineVersion !== undefined && { engineVersion }),
  }
}

const MOST_DEVICES = 1_000_000
/** Shorter names are parts of many others by chance. */
const LEAST_PART = 3

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

/** The model's file, as the verdict will name it. */
function modelConfigOf(path: string): NonNullable<About['modelConfig']> {
  const document = readInput(path)
  if ('missing' in document)
    throw new UsageError(`\`${path}\` cannot be read: ${document.missing.read}.`, 'Check the path.')
  const read = readModelConfig(document.content, path)
  if (!('problem' in read)) return read
  const { line, column, read: found, expected, repair } = read.problem
  const place = line > 0 ? `${path}:${line}:${column}` : path
  throw new UsageError(`\`${place}\`: read ${found}, expected ${expected}.`, `${repair}.`)
}

function optionsOf(path: string): string {
  const document = readInput(path)
  if ('content' in document) return Buffer.from(document.content).toString('utf8')
  throw new UsageError(`\`${path}\` cannot be read: ${document.missing.read}.`, 'Check the path.')
}
