import { randomBytes } from 'node:crypto'
import { renameSync } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * Writes the files of a base as the whole content of `outDir`. They are written to a folder beside it first, which then
 * takes its place: whatever fails before that, the old base is there whole. Leftovers of interrupted runs are removed.
 */
export async function writeGenerated(files: ReadonlyMap<string, string>, outDir: string): Promise<void> {
  const target = resolve(outDir)
  const prefix = join(dirname(target), `.${basename(target)}.`)
  const stem = prefix + randomBytes(4).toString('hex')
  const fresh = `${stem}.new`
  await mkdir(fresh, { recursive: true })
  try {
    for (const [name, content] of files) await writeDurably(join(fresh, name), content)
    swap(fresh, target, `${stem}.old`)
  } finally {
    await removeLeftovers(prefix)
  }
}

async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Two renames with nothing between them; the first is undone when the second fails. */
function swap(fresh: string, target: string, old: string): void {
  const hadOld = renamed(target, old)
  try {
    renameSync(fresh, target)
  } catch (error) {
    if (hadOld) renamed(old, target)
    throw error
  }
}

/** False when there is nothing to rename. */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

async function removeLeftovers(prefix: string): Promise<void> {
  const folder = dirname(prefix)
  const leftover = /^[0-9a-f]{8}\.(new|old)$/
  for (const name of await readdir(folder)) {
    const isOurs = name.startsWith(basename(prefix)) && leftover.test(name.slice(basename(prefix).length))
    if (isOurs) await rm(join(folder, name), { recursive: true, force: true })
  }
}
