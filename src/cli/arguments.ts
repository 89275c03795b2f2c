// Reads the arguments of a command: `util.parseArgs` finds the tokens, this file tells what is wrong with them.
import { parseArgs } from 'node:util'
import { nearest } from '../knowledge/near.js'
import { UsageError } from '../usage-error.js'
import type { Command, Given, Option } from './command.js'

const help: Option = { type: 'boolean', short: 'h', description: 'Show this help.' }

/** Values of the options by name. Unknown options, missing values and values out of their set are usage errors. */
export function readArguments(
  name: string,
  command: Command,
  args: readonly string[],
): Given & { help: boolean } {
  const options: Record<string, Option> = { ...command.options, help }
  const parsed = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(options).map(([key, option]) => [key, parserOption(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values = new Map<string, string[]>()
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!option) throw unknownOption(name, token.rawName, Object.keys(options))
    const value =
      option.type === 'boolean'
        ? flagValue(token.rawName, token.value)
        : textValue(token.rawName, option, token)
    const earlier = option.multiple ? (values.get(token.name) ?? []) : []
    values.set(token.name, [...earlier, value])
  }
  const asked = values.has('help')
  if (!asked) checkCount(name, command, parsed.positionals)
  return {
    help: asked,
    positionals: parsed.positionals,
    flag: (option) => values.has(option),
    one: (option) => values.get(option)?.[0],
    all: (option) => values.get(option) ?? [],
  }
}

function parserOption(option: Option): { type: 'string' | 'boolean'; short?: string } {
  return option.short === undefined ? { type: option.type } : { type: option.type, short: option.short }
}

function unknownOption(name: string, option: string, known: readonly string[]): UsageError {
  const near = nearest(option.replace(/^-+/, ''), known)
  const hint = near === undefined ? `\`kb ${name} --help\` lists them.` : `Did you mean \`--${near}\`?`
  return new UsageError(`\`kb ${name}\` has no option \`${option}\`.`, hint)
}

function flagValue(option: string, value: string | undefined): string {
  if (value !== undefined) throw new UsageError(`\`${option}\` takes no value.`)
  return ''
}

interface ValueToken {
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function textValue(name: string, option: Option, { value, inlineValue }: ValueToken): string {
  const looksLikeOption = !inlineValue && value !== undefined && value.length > 1 && value.startsWith('-')
  if (value === undefined || value === '' || looksLikeOption) {
    throw new UsageError(`\`${name}\` needs a value.`, `Write \`${name} ${option.value ?? 'VALUE'}\`.`)
  }
  if (option.values && !option.values.includes(value)) {
    const near = nearest(value, option.values)
    const ask = near === undefined ? '' : ` Did you mean \`${near}\`?`
    throw new UsageError(
      `\`${name}\` cannot be \`${value}\`.${ask}`,
      `It is one of ${option.values.join(', ')}.`,
    )
  }
  return value
}

function checkCount(name: string, command: Command, positionals: readonly string[]): void {
  const [least, most] = command.positionals
  if (positionals.length >= least && positionals.length <= most) return
  const problem = positionals.length < least ? 'needs an argument' : `does not take \`${positionals[most]}\``
  throw new UsageError(`\`kb ${name}\` ${problem}.`, `Usage: kb ${name} ${command.usage}`.trimEnd())
}
