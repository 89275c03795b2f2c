// Standard output and error. A reader that closes early (`kb rules | head`) ends output quietly.
import { writeSync } from 'node:fs'
import { systemReason } from '../system-reason.js'
import { UsageError } from '../usage-error.js'

/** Keeps a failing stream from ending the process: `print` tells what failed. Called once, before anything is written. */
export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/**
 * Writes to standard output and waits until the reader has taken it. A reader that has gone is no error.
 * @throws UsageError when there is no room, or the output cannot be written for another reason
 */
export async function print(text: string): Promise<void> {
  if (text === '' || process.stdout.destroyed) return
  const error = await new Promise<Error | null | undefined>((taken) => process.stdout.write(text, taken))
  if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') {
    throw new UsageError(`The output cannot be written: ${systemReason(error) ?? error.message}.`)
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
