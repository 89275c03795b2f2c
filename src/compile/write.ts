import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * Writes the files of a base as the whole content of `outDir`. They are written to a folder beside it first, which then
 * takes its place: whatever interrupts this, the old base or the new one is there whole.
 */
export async function writeGenerated(files: ReadonlyMap<string, string>, outDir: string): Promise<void> {
  const target = resolve(outDir)
  const beside = (what: string) =>
    join(dirname(target), `.${basename(target)}.${what}.${randomBytes(4).toString('hex')}`)
  const fresh = beside('new')
  const old = beside('old')
  await mkdir(fresh, { recursive: true })
  try {
    for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const handle = await open(join(fresh, name), 'w')
      try {
        await handle.writeFile(content)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
    const replaced = await moved(target, old)
    try {
      await rename(fresh, target)
    } catch (error) {
      if (replaced) await rename(old, target)
      throw error
    }
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  await rm(old, { recursive: true, force: true })
}

/** Renames a folder away; false when there is none. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
