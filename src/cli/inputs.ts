// What the arguments of `kb check` name: files, folders and standard input, one document each.
import { type Dirent, readdirSync } from 'node:fs'
import { UsageError } from '../usage-error.js'
import { isFolder } from './is-folder.js'

/** Names of the files that a folder is searched for. */
const judged = /\.(json|dot|gv)$/i
/** Names of files that may launch something. */
export const launching = /\.(sh|bash|ya?ml)$/i
const skipped = new Set(['node_modules'])

/**
 * The arguments with every folder replaced by the files in it, sorted; scripts and manifests only where they are wanted. Hidden folders and links are not followed. What
 * cannot be looked into stays as it is: reading it will say why.
 */
export function expandInputs(args: readonly string[], wantsLaunches = false): string[] {
  const inputs = args.flatMap((arg) => (arg !== '-' && isFolder(arg) ? filesOf(arg, wantsLaunches) : [arg]))
  if (inputs.filter((input) => input === '-').length > 1) throw new UsageError('`-` can be given once.')
  return inputs
}

function filesOf(folder: string, wantsLaunches: boolean): string[] {
  const found = search(folder.replace(/(?<=.)[/\\]+$/, ''), wantsLaunches)
  if (found.length === 0) {
    throw new UsageError(
      `There is no *.json, *.dot or *.gv file in \`${folder}\`, nor a launch command in a script or manifest.`,
      'Name the files to judge.',
    )
  }
  return found
}

function search(folder: string, wantsLaunches: boolean): string[] {
  const entries = entriesOf(folder)
  if (entries === undefined) return [folder]
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder === '/' ? '' : folder}/${entry.name}`
      if (entry.isDirectory())
        return entry.name.startsWith('.') || skipped.has(entry.name) ? [] : search(path, wantsLaunches)
      const isJudged = judged.test(entry.name) || (wantsLaunches && launching.test(entry.name))
      return entry.isFile() && isJudged ? [path] : []
    })
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return undefined
  }
}
