// Files that hold for a folder and all below it.
import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The folder that holds a file of that name: the current one, or the nearest above it. Its path may be empty. */
export function folderAbove(name: string): string | undefined {
  let up = ''
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    if (statSync(join(folder, name), { throwIfNoEntry: false })?.isFile()) return up
    if (dirname(folder) === folder) return undefined
    up = join(up, '..')
  }
}
