import { getSystemErrorMap } from 'node:util'

/** What the operating system says was wrong (`not a directory`); undefined for an error that is not the system's. */
export function systemReason(error: unknown): string | undefined {
  const errno = error instanceof Error ? (error as NodeJS.ErrnoException).errno : undefined
  return errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]
}
