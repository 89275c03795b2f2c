import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { UsageError } from '../usage-error.js'

/** Writes a file under a temporary name and renames it: what was there stays whole until all is written. */
export function writeWhole(path: string, content: string): void {
  const fresh = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.new`)
  try {
    writeFileSync(fresh, content)
    renameSync(fresh, path)
  } catch {
    rmSync(fresh, { force: true })
    throw new UsageError(`\`${path}\` cannot be written.`, 'Check that its folder exists.')
  }
}
