// The folder of pages that a command compiles, and what is told when it does not compile.
import { basename, join, posix, resolve } from 'node:path'
import type { Compilation, Layer, Memory } from '../compile/index.js'
import { UsageError } from '../usage-error.js'
import type { Given, Option } from './command.js'
import { configName, configurationFolder, nearestConfiguration } from './configuration.js'
import { isFolder } from './is-folder.js'

export const kbOption: Option = {
  type: 'string',
  value: 'DIR',
  description: `The folder of pages. By default those of ${configName} in this folder or the nearest above, else kb.`,
}

/** The pages that are the author's own, as the compiler names them: those of `--kb` or of the nearest configuration. */
export function ownPages(given: Given): Layer {
  const asked = given.one('kb')
  const configuration = asked === undefined ? nearestConfiguration() : undefined
  if (configuration !== undefined) {
    const { folder, kb } = configuration
    return { folder: join(folder, kb), name: posix.normalize(kb), given: false }
  }
  const kb = asked ?? 'kb'
  return { folder: kb, name: basename(resolve(kb)), given: false }
}

/** The author's own pages where there are any; else a usage error. */
export function presentPages(given: Given): Layer {
  const layer = ownPages(given)
  if (isFolder(layer.folder)) return layer
  throw new UsageError(`There is no folder \`${layer.folder}\`.`, 'Name the folder of pages with `--kb DIR`.')
}

/**
 * Compiles the folder of `--kb`, or what the nearest configuration says, in memory; what an earlier run remembers saves time.
 * A folder without pages is a wrong folder.
 */
export async function compileFolder(given: Given, memory?: Memory): Promise<Compilation> {
  const { compileBase } = await import('../compile/index.js')
  const project = given.one('kb') === undefined ? configurationFolder() : undefined
  if (project !== undefined) return compileBase({ project }, memory)
  const { folder: kb } = presentPages(given)
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
