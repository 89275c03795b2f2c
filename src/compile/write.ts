import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, lstatSync, renameSync } from 'node:fs'
import { mkdir, open, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { systemReason } from '../system-reason.js'
import { UsageError } from '../usage-error.js'

/**
 * Writes the files of a base as the whole content of `outDir`. `last` is told what was written, and spares the next call the files
 * that lie there still and say the same. They are written to a folder beside it first, which then
 * takes its place: whatever fails before that, the old base is there whole. Leftovers of interrupted runs are removed.
 * @throws UsageError when the folder holds something else than a base, which would be lost, or cannot be written
 */
export async function writeGenerated(
  files: ReadonlyMap<string, string>,
  outDir: string,
  last: Written = new Map(),
): Promise<void> {
  try {
    await refuseForeign(outDir)
    await replaceFolder(files, await realpath(outDir).catch(() => resolve(outDir)), last)
  } catch (error) {
    const reason = systemReason(error)
    if (reason === undefined) throw error
    throw new UsageError(`\`${outDir}\` cannot be written: ${reason}.`, 'Name another folder.')
  }
}

/** What stands there is replaced as a whole, so it must be nothing, an empty folder or a base. */
async function refuseForeign(outDir: string): Promise<void> {
  if (!existsSync(outDir)) return
  const entries = await readdir(outDir, { withFileTypes: true })
  if (entries.length === 0) return
  const index = await readFile(join(outDir, 'index.json'), 'utf8').catch(() => '')
  if (entries.every((entry) => entry.isFile()) && index.includes('"digest"')) return
  throw new UsageError(
    `\`${outDir}\` holds something else than a compiled base, which would be lost.`,
    'Name a new or empty folder.',
  )
}

async function replaceFolder(
  files: ReadonlyMap<string, string>,
  target: string,
  last: Written,
): Promise<void> {
  const prefix = join(dirname(target), `.${basename(target)}.`)
  const stem = prefix + randomBytes(4).toString('hex')
  const fresh = `${stem}.new`
  // Not recursive for the last step: where the system makes no folders, Node would try for ever.
  if (!existsSync(dirname(target))) await mkdir(dirname(target), { recursive: true })
  await mkdir(fresh)
  try {
    const others = [...files].filter(
      ([name, content]) =>
        !isAsWritten(join(target, name), content, last.get(name)) ||
        !linked(join(target, name), join(fresh, name)),
    )
    // All at once: each waits for the disk. All have ended before one that failed ends the run.
    const ends = await Promise.allSettled(
      others.map(([name, content]) => writeDurably(join(fresh, name), content)),
    )
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    swap(fresh, target, `${stem}.old`)
    last.clear()
    for (const [name, content] of files) last.set(name, { content, state: stateOf(join(target, name)) })
  } finally {
    await removeLeftovers(prefix)
  }
}

/** What was written last, by the name of the file, and how the system then described the file. */
export type Written = Map<string, { readonly content: string; readonly state: string | undefined }>

function isAsWritten(path: string, content: string, last: ReturnType<Written['get']>): boolean {
  return last?.state !== undefined && last.content === content && last.state === stateOf(path)
}

/** Which file it is, and since when it is as it is; nothing where there is none. A second name for a file changes neither. */
function stateOf(path: string): string | undefined {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  return found?.isFile() ? `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs}` : undefined
}

/** Gives a file a second name; false where the system does not. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch {
    return false
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
