// The folder that `kb compile` writes. Its content is replaced as a whole, so it must be one that holds nothing else.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../usage-error.js'

/** Refuses a folder whose other files would be lost; `files` are the names that will be written. */
export function checkOutFolder(folder: string, files: ReadonlyMap<string, unknown>): void {
  const kind = statSync(folder, { throwIfNoEntry: false })
  if (kind === undefined) return
  if (!kind.isDirectory()) throw new UsageError(`\`${folder}\` is no folder.`, 'Name one with `--out DIR`.')
  const other = readdirSync(folder).find((name) => !files.has(name))
  if (other === undefined || isBase(folder)) return
  throw new UsageError(
    `\`${folder}\` holds \`${other}\`, which \`kb compile\` did not write and would remove.`,
    'Name a folder of its own with `--out DIR`.',
  )
}

function isBase(folder: string): boolean {
  try {
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as object | null
    return typeof index === 'object' && index !== null && 'digest' in index && 'strata' in index
  } catch {
    return false
  }
}
