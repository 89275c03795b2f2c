import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { systemReason } from '../system-reason.js'
import { UsageError } from '../usage-error.js'

/**
 * Writes a file under another name first, which then takes its place: nobody sees half of it. Its mode stays.
 * @throws UsageError when the system does not let it be written; what was there is still there
 */
export function writeFileWhole(path: string, content: string): void {
  const fresh = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.new`)
  try {
    writeDurably(fresh, content, statSync(path, { throwIfNoEntry: false })?.mode)
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { force: true })
    const reason = systemReason(error)
    if (reason === undefined) throw error
    throw new UsageError(
      `\`${path}\` cannot be written: ${reason}.`,
      'Check that its folder exists and may be written to.',
    )
  }
}

function writeDurably(path: string, content: string, mode: number | undefined): void {
  const file = openSync(path, 'wx', mode)
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
