import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Writes a file under another name first, which then takes its place: nobody sees half of it. Its mode stays. */
export function writeFileWhole(path: string, content: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode
  const fresh = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.new`)
  try {
    const file = openSync(fresh, 'wx', mode)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(fresh, path)
  } finally {
    rmSync(fresh, { force: true })
  }
}
