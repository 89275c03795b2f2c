// Standard output and error. A reader that closes early (`kb rules | head`) ends output quietly.
import { once } from 'node:events'
import { writeSync } from 'node:fs'

let closed = false

/** Ends output quietly when the reader has gone; called once, before anything is written. */
export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      closed = true
    })
  }
}

/** Writes to standard output and waits until the reader has taken it. */
export async function print(text: string): Promise<void> {
  if (closed || text === '') return
  if (process.stdout.write(text)) return
  try {
    await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')])
  } catch (error) {
    // Waiting ends with the stream's error too, which `guardOutput` has dealt with.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
}

/** Writes a line for people to standard error. */
export function tell(line: string): void {
  try {
    writeSync(process.stderr.fd, `${line}\n`)
  } catch {
    // Nobody reads standard error: nothing is left to be told.
  }
}

/** Whether colour is wanted: only on a terminal, and not against NO_COLOR. */
export function wantsColour(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
}

/** Columns of the terminal; a fixed width where output is not a terminal, so that it is the same everywhere. */
export function width(): number {
  const columns = process.stdout.isTTY ? process.stdout.columns : undefined
  return Math.min(Math.max(columns ?? 100, 40), 120)
}
