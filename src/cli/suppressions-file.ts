// The list of suppressions from its file, with everything that is wrong with it told at its line.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../compile/index.js'
import type { Base } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'
import { folderAbove } from './above.js'

const name = 'shardwright.suppressions.yaml'

/** The file that was asked for, or the one of the current folder or the nearest above it. */
export function suppressionsFile(asked: string | undefined): string | undefined {
  if (asked !== undefined) return asked
  const folder = folderAbove(name)
  return folder === undefined ? undefined : join(folder, name)
}

/** The data of the file, which `misuses` has passed. @throws UsageError with every problem at its line. */
export async function readSuppressionsFile(path: string, base: Base): Promise<unknown> {
  const { Diagnostics, formatDiagnostics, mapperOf, readData } = await import('../compile/index.js')
  const { misuses } = await import('../check/suppressions.js')
  const content = textOf(path)
  const text = { name: path, lines: content.split('\n') }
  const diagnostics = new Diagnostics()
  const data = readData(content, text, mapperOf(content, text.lines, 1), diagnostics)
  for (const { path: where, key, message, hint } of data ? misuses(data.value, base) : []) {
    const span = key ? data!.whereKey(where) : data!.where(where)
    const code = 'suppression/misuse'
    diagnostics.add({
      ...{ code, severity: 'error', page: path, ...span, message },
      ...(hint !== undefined && { hint }),
      source: text.lines[span.line - 1] ?? '',
    })
  }
  const found = diagnostics.sorted()
  if (found.length > 0) throw new UsageError(await told(path, found, formatDiagnostics))
  return data!.value
}

async function told(
  path: string,
  found: readonly Diagnostic[],
  format: (found: readonly Diagnostic[]) => string,
): Promise<string> {
  const { plainLines } = await import('../report/plain.js')
  return `\`${path}\` cannot be used.\n${plainLines(format(found)).trimEnd()}`
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
  } catch {
    throw new UsageError(`\`${path}\` cannot be read.`, 'Check the path.')
  }
}
