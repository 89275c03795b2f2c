// The pages of a base, as arguments name them.
import { basename, join, relative, resolve } from 'node:path'
import type { Layer } from '../compile/index.js'
import { nearest } from '../knowledge/near.js'
import { UsageError } from '../usage-error.js'

export interface PageFile {
  /** As findings name it: `kb/05_x/page.md`. */
  readonly name: string
  readonly path: string
  readonly stratum: string
}

/** The pages of a folder, in order. */
export async function pageFiles(layer: Layer): Promise<PageFile[]> {
  const { readLayers } = await import('../compile/1-read/files.js')
  const { files } = await readLayers([layer])
  return files.map(({ text, stratum }) => {
    return { name: text.name, path: join(layer.folder, text.name.slice(layer.name.length + 1)), stratum }
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
