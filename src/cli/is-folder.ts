import { statSync } from 'node:fs'

/** Whether the path leads to a folder; false also where it leads nowhere or may not be followed. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
