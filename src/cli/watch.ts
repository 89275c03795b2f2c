// Waits for changes of files.
import { type FSWatcher, watch } from 'node:fs'
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
    const wanted = new Map(folders.map((watched) => [JSON.stringify(watched), watched]))
    for (const [key, watcher] of watchers) {
      if (wanted.has(key)) continue
      watcher.close()
      watchers.delete(key)
    }
    for (const [key, { folder, recursive }] of wanted) {
      if (watchers.has(key)) continue
      const watcher = watch(folder, { recursive }, notice)
      watcher.on('error', (error) => {
        failure = error
        notice()
      })
      watchers.set(key, watcher)
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
