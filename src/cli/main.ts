#!/usr/bin/env node
// `kb`: finds the command, reads its arguments, runs it, and turns what goes wrong into one line and an exit code.
import { BaseError } from '../knowledge/load.js'
import { packagePath, version } from '../project.js'
import { systemReason } from '../system-reason.js'
import { UsageError } from '../usage-error.js'
import { readArguments } from './arguments.js'
import type { Command } from './command.js'
import { Exit, type ExitCode } from './exit.js'
import { guardOutput, print, tell } from './output.js'

// Loaded on demand: judging a plan must not wait for the compiler.
const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  build: () => import('./commands/build.js'),
  check: () => import('./commands/check.js'),
  compile: () => import('./commands/compile.js'),
  coverage: () => import('./commands/coverage.js'),
  diagnose: () => import('./commands/diagnose.js'),
  diff: () => import('./commands/diff.js'),
  docs: () => import('./commands/docs.js'),
  estimate: () => import('./commands/estimate.js'),
  execute: () => import('./commands/execute.js'),
  explain: () => import('./commands/explain.js'),
  export: () => import('./commands/export.js'),
  facts: () => import('./commands/facts.js'),
  fix: () => import('./commands/fix.js'),
  fmt: () => import('./commands/fmt.js'),
  graph: () => import('./commands/graph.js'),
  mcp: () => import('./commands/mcp.js'),
  new: () => import('./commands/new.js'),
  replay: () => import('./commands/replay.js'),
  rules: () => import('./commands/rules.js'),
  schema: () => import('./commands/schema.js'),
  test: () => import('./commands/test.js'),
}

async function run(args: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = args
  if (name === '--version' || name === '-v') {
    await print(`${version()}\n`)
    return Exit.ok
  }
  const asked = name === undefined || name === '--help' || name === '-h' || name === 'help'
  if (asked) {
    await print(await helpOf(name === 'help' ? rest[0] : undefined))
    return name === undefined ? Exit.unusable : Exit.ok
  }
  const command = await load(name)
  const given = readArguments(name, command, rest)
  if (given.help) {
    await print(await helpOf(name))
    return Exit.ok
  }
  return command.run(given)
}

async function load(name: string): Promise<Command> {
  const module = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (module) return (await module()).command
  const { nearest } = await import('../knowledge/near.js')
  const near = nearest(name, Object.keys(commands))
  const what = name.startsWith('-') ? 'option' : 'command'
  const lists =
    what === 'option' ? 'The command comes first: `kb COMMAND [options]`.' : '`kb --help` lists the commands.'
  const hint = near === undefined ? lists : `Did you mean \`kb ${near}\`?`
  throw new UsageError(`There is no ${what} \`${name}\`.`, hint)
}

async function helpOf(name: string | undefined): Promise<string> {
  const { commandHelp, toolHelp } = await import('./help.js')
  if (name !== undefined) return commandHelp(name, await load(name))
  const names = Object.keys(commands).sort()
  return toolHelp(await Promise.all(names.map(async (each) => [each, (await load(each)).summary] as const)))
}

function report(error: unknown): ExitCode {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof BaseError) {
    tell(`kb: ${message.replaceAll(packagePath(''), '')}.`)
    return Exit.unusable
  }
  if (error instanceof UsageError) {
    tell(`kb: ${message}`)
    if (error.hint !== undefined) tell(`    ${error.hint}`)
    return Exit.unusable
  }
  const reason = systemReason(error)
  if (reason !== undefined) {
    const { path } = error as NodeJS.ErrnoException
    const what = path === undefined ? '' : ` of \`${path.replaceAll(packagePath(''), '')}\``
    tell(`kb: The system refuses the use${what}: ${reason}.`)
    return Exit.unusable
  }
  tell(`kb: Shardwright failed, which is a fault of its own: ${message.split('\n')[0]}`)
  if (process.env.KB_DEBUG && error instanceof Error) tell(error.stack ?? message)
  else tell('    Set KB_DEBUG=1 to see where, and please report it.')
  return Exit.broken
}

guardOutput()
process.exitCode = await run(process.argv.slice(2)).catch(report)
