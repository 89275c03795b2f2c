// Waits for changes of files.
import { type FSWatcher, watch } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { UsageError } from '../usage-error.js'

/** An editor writes a file in several steps; what comes within this many milliseconds is one change. */
const settle = 15

/**
 * Runs `round` at once and then again after every change below the folders, one round at a time, until the signal ends
 * it; a round that has begun is finished. Rejects where a round does, or where a folder cannot be watched.
 */
export async function watching(
  folders: readonly string[],
  signal: AbortSignal,
  round: () => Promise<void>,
): Promise<void> {
  let changed = true
  let wake = (): void => {}
  let failure: Error | undefined
  const notice = (): void => {
    changed = true
    wake()
  }
  const watchers: FSWatcher[] = []
  signal.addEventListener('abort', notice)
  try {
    for (const folder of folders) {
      const watcher = watch(folder, { recursive: true }, notice)
      watchers.push(watcher)
      watcher.on('error', (error) => {
        failure = error
        notice()
      })
    }
    while (!signal.aborted) {
      changed = false
      await round()
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
    for (const watcher of watchers) watcher.close()
  }
}
