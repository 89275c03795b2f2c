// Names of files as URIs, for reports that want those.
import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Place } from '../knowledge/base.js'
import { repositoryPath } from './github.js'

/** The URI of an input, relative to the root of the repository where it lies in it; undefined for standard input. */
export function artifactUri(input: string): string | undefined {
  if (input === '-') return undefined
  const path = repositoryPath(input)
  return isAbsolute(path) ? pathToFileURL(path).href : encodedPath(path)
}

/** Each name of the path encoded: a space, a colon or a `#` in it belongs to the name. Lone surrogates have no encoding. */
function encodedPath(path: string): string {
  return Buffer.from(path).toString('utf8').split('/').map(encodeURIComponent).join('/')
}

/**
 * The address on GitHub of a line of a page, in a run of GitHub Actions whose repository holds the pages beside the base;
 * undefined elsewhere: a page of an installed package has no address.
 */
export function pageUri({ page, line }: Place, baseFolder: string): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = process.env
  if (!server || !repository || !commit) return undefined
  const path = join(baseFolder, '..', page)
  const inside = repositoryPath(path)
  if (isAbsolute(inside) || inside.startsWith('..') || inside.includes('node_modules/') || !existsSync(path))
    return undefined
  return `${server}/${repository}/blob/${commit}/${encodedPath(inside)}#L${line}`
}
