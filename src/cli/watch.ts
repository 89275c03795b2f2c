// Waits for changes of files.
import { type FSWatcher, readdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { UsageError } from '../usage-error.js'

/** An editor writes a file in several steps; what comes within this many milliseconds is one change. */
const settle = 15

/** A folder whose files are watched, those of the folders in it too where `recursive`. */
export interface Watched {
  readonly folder: string
  readonly recursive: boolean
}

/**
 * Runs `round` at once and then again after every change in the folders that the last round named, one round at a time,
 * until the signal ends it; a round that has begun is finished. After a round that names a new folder there is another:
 * it may have changed before it was watched. Rejects where a round does, or where a folder cannot be watched.
 */
export async function watching(signal: AbortSignal, round: () => Promise<readonly Watched[]>): Promise<void> {
  let changed = true
  let wake = (): void => {}
  let failure: Error | undefined
  const notice = (): void => {
    changed = true
    wake()
  }
  const watchers = new Map<string, FSWatcher>()
  const follow = (folders: readonly Watched[]): void => {
    const wanted = new Set(folders.flatMap(withSubfolders))
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      watchers.delete(folder)
    }
    for (const folder of wanted) {
      if (watchers.has(folder)) continue
      const watcher = watch(folder, notice)
      watcher.on('error', (error) => {
        failure = error
        notice()
      })
      watchers.set(folder, watcher)
      changed = true
    }
  }
  signal.addEventListener('abort', notice)
  try {
    while (!signal.aborted) {
      changed = false
      follow(await round())
      while (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (failure) throw new UsageError(`The pages cannot be watched: ${failure.message}.`)
      if (!signal.aborted) await pause(settle)
    }
  } finally {
    signal.removeEventListener('abort', notice)
    for (const watcher of watchers.values()) watcher.close()
  }
}

/**
 * The folders to watch one by one: on Linux, Node's own recursive watch follows files and not folders, and loses a file
 * that was replaced, as `kb fmt`, `kb new` and many editors do.
 */
function withSubfolders({ folder, recursive }: Watched): string[] {
  if (!recursive) return [folder]
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return [folder, ...inside.flatMap(({ name }) => withSubfolders({ folder: join(folder, name), recursive }))]
}
