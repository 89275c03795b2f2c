// The folder of pages that a command compiles, and what is told when it does not compile.
import type { Compilation, Memory } from '../compile/index.js'
import { UsageError } from '../usage-error.js'
import type { Given, Option } from './command.js'
import { isFolder } from './is-folder.js'

export const kbOption: Option = {
  type: 'string',
  value: 'DIR',
  description: 'The folder of pages; kb by default.',
}

/** The folder of `--kb`; a usage error where it is none. */
export function kbFolder(given: Given): string {
  const kb = given.one('kb') ?? 'kb'
  if (!isFolder(kb)) {
    throw new UsageError(`There is no folder \`${kb}\`.`, 'Name the folder of pages with `--kb DIR`.')
  }
  return kb
}

/**
 * Compiles the folder of `--kb`, in memory; what an earlier run remembers saves time. A folder without pages is a wrong
 * folder.
 */
export async function compileFolder(given: Given, memory?: Memory): Promise<Compilation> {
  const kb = kbFolder(given)
  const { compileBase } = await import('../compile/index.js')
  const compilation = await compileBase({ kb }, memory)
  if (compilation.coverage.length === 0 && compilation.diagnostics.length === 0) {
    throw new UsageError(
      `There is no page of knowledge in \`${kb}\`.`,
      'Pages lie in folders whose names start with two digits and `_`, such as `00_basics/page.md`.',
    )
  }
  return compilation
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
