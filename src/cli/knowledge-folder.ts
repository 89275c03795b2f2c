// The folder of pages that a command compiles, and what is told when it does not compile.
import { statSync } from 'node:fs'
import type { Compilation } from '../compile/index.js'
import { UsageError } from '../usage-error.js'
import { folderAbove } from './above.js'
import { configName } from './base.js'
import type { Given, Option } from './command.js'

export const kbOption: Option = {
  type: 'string',
  value: 'DIR',
  description: `The folder of pages. By default those of ${configName} in this folder or the nearest above, else kb.`,
}

/** Compiles the folder of `--kb`, or what the nearest configuration says, in memory. */
export async function compileFolder(given: Given): Promise<Compilation> {
  const project = given.one('kb') === undefined ? folderAbove(configName) : undefined
  if (project !== undefined) {
    const { compileBase } = await import('../compile/index.js')
    return compileBase({ project: project === '' ? '.' : project })
  }
  const kb = given.one('kb') ?? 'kb'
  if (statSync(kb, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`There is no folder \`${kb}\`.`, 'Name the folder of pages with `--kb DIR`.')
  }
  const { compileBase } = await import('../compile/index.js')
  return compileBase({ kb })
}

/** The diagnostics as text; empty when there are none. */
export async function diagnosticsText({ diagnostics }: Compilation): Promise<string> {
  if (diagnostics.length === 0) return ''
  const { formatDiagnostics } = await import('../compile/index.js')
  const { plainLines } = await import('../report/plain.js')
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const warnings = diagnostics.length - errors
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
  return `${plainLines(formatDiagnostics(diagnostics))}\n${count(errors, 'error')}, ${count(warnings, 'warning')}\n`
}

export function isBroken({ diagnostics }: Compilation): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}
