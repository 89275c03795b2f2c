// The text of `--help`: for the whole tool and for one command.
import type { Command, Option } from './command.js'

/** Help of the whole tool; `summaries` are the commands with one line each. */
export function toolHelp(summaries: readonly (readonly [name: string, summary: string])[]): string {
  return [
    'kb: judges plans of parallel inference by a knowledge base written in Markdown, and says why.',
    '',
    'Usage: kb COMMAND [options]',
    '',
    ...columns(summaries),
    '',
    'kb COMMAND --help shows a command with examples; kb --version prints the version.',
    'Exit codes: 0 valid, 1 rejected, 2 unreadable, not assessable or wrong usage, 3 undecided, 70 kb itself failed.',
    '',
  ].join('\n')
}

export function commandHelp(name: string, command: Command): string {
  const options = Object.entries(command.options).map(
    ([key, option]) => [optionName(key, option), optionText(option)] as const,
  )
  return [
    `kb ${name}: ${command.summary}`,
    '',
    `Usage: kb ${name} ${command.usage}`.trimEnd(),
    ...(options.length > 0 ? ['', 'Options:', ...columns(options)] : []),
    '',
    'Examples:',
    ...command.examples.flatMap(([call, does]) => [`  ${call}`, `      ${does}`]),
    '',
  ].join('\n')
}

function optionName(key: string, option: Option): string {
  const short = option.short === undefined ? '' : `-${option.short}, `
  return `${short}--${key}${option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''}`
}

function optionText(option: Option): string {
  const values = option.values ? ` One of ${option.values.join(', ')}.` : ''
  return `${option.description}${values}${option.multiple ? ' May be repeated.' : ''}`
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
