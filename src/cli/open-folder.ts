// A folder whose files may be read by name from outside, and no other.
import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Document } from '../check/check.js'
import { UsageError } from '../usage-error.js'
import { isFolder } from './is-folder.js'
import { readInput } from './read-input.js'

/**
 * Reads a file by its path below the folder; neither `..` nor a link leads out of it.
 * @throws UsageError for a path that leads out, and for what is no file
 */
export function openFolder(folder: string): (path: string) => Document {
  if (!isFolder(folder))
    throw new UsageError(`\`${folder}\` is no folder.`, 'Name the folder whose files are open.')
  const root = realpathSync(folder)
  return (path) => {
    const asked = resolve(root, path)
    if (!isBelow(root, asked)) throw outside(path)
    const real = realOf(asked, path)
    if (!isBelow(root, real)) throw outside(path)
    if (!statSync(real).isFile()) throw new UsageError(`\`${path}\` is no file.`, 'Name one file.')
    return { ...readInput(real), input: path }
  }
}

function isBelow(root: string, path: string): boolean {
  const inside = relative(root, path)
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)
}

function outside(path: string): UsageError {
  return new UsageError(
    `\`${path}\` is not below the open folder.`,
    'Name a file by its path below the folder.',
  )
}

function realOf(path: string, asked: string): string {
  try {
    return realpathSync(path)
  } catch {
    throw new UsageError(`\`${asked}\` cannot be read: there is no such file.`, 'Check the path.')
  }
}
