// The pages of a base, as arguments name them.
import { basename, join, relative, resolve } from 'node:path'
import { nearest } from '../knowledge/near.js'
import { UsageError } from '../usage-error.js'

export interface PageFile {
  /** As findings name it: `kb/05_x/page.md`. */
  readonly name: string
  readonly path: string
  readonly stratum: string
}

/** The pages of the folder `kb`, in order. */
export async function pageFiles(kb: string): Promise<PageFile[]> {
  const { readKnowledge } = await import('../compile/1-read/files.js')
  const prefix = `${basename(resolve(kb))}/`
  const { files } = await readKnowledge(kb)
  return files.map(({ text, stratum }) => {
    return { name: text.name, path: join(kb, text.name.slice(prefix.length)), stratum }
  })
}

/** The page that an argument names: a path, with or without the folder and the ending, or its last part alone. */
export function pageNamed(argument: string, pages: readonly PageFile[]): PageFile {
  const wanted = argument.replaceAll('\\', '/').replace(/\.md$/, '')
  const found = pages.filter(({ name, path }) => {
    const whole = name.replace(/\.md$/, '')
    const isPath = relative(resolve(path), resolve(argument)) === ''
    return isPath || whole === wanted || whole.endsWith(`/${wanted}`)
  })
  if (found.length === 1) return found[0]!
  if (found.length > 1) {
    const names = found.map(({ name }) => name).join(', ')
    throw new UsageError(`\`${argument}\` names several pages.`, `Name one of ${names}.`)
  }
  const names = pages.flatMap(({ name }) => [name, basename(name, '.md')])
  const near = nearest(wanted, names) ?? nearest(basename(wanted), names)
  const hint = near === undefined ? 'Name a file below the folder of pages.' : `Did you mean \`${near}\`?`
  throw new UsageError(`There is no page \`${argument}\`.`, hint)
}
