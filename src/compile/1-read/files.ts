// The files of a base: which folders are strata, which pages they hold, and their digest.
import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { Text } from '../diagnostic.js'

/** A page of knowledge; larger files are refused. */
const maxBytes = 2_000_000

export interface KnowledgeFile {
  readonly text: Text
  readonly content: string
  readonly stratum: string
}

export interface KnowledgeFiles {
  readonly strata: readonly string[]
  readonly files: readonly KnowledgeFile[]
  /** Files that could not be read as a page, with the reason. */
  readonly refused: readonly { readonly text: Text; readonly reason: string }[]
}

const stratumName = /^\d\d_[^/]+$/

/** A folder of pages, and how the names of its pages begin: `kb`, where the folder has that name. */
export interface Layer {
  readonly folder: string
  readonly name: string
  /** Whether it belongs to a base that is extended, so that the author cannot edit it. */
  readonly given: boolean
}

/** The pages of several folders as one base: those of the first folder come first, strata in their own order. */
export async function readLayers(
  layers: readonly Layer[],
  known = new KnownFiles(),
): Promise<KnowledgeFiles> {
  const read = await Promise.all(layers.map((layer) => readKnowledge(layer, known)))
  return {
    strata: [...new Set(read.flatMap(({ strata }) => strata))].sort(),
    files: read.flatMap(({ files }) => files),
    refused: read.flatMap(({ refused }) => refused),
  }
}

/**
 * Lists and reads the pages of a folder: every `*.md` in a stratum (a folder or file directly under it whose name
 * starts with two digits and `_`), in the order of their paths. Links that lead outside the folder are refused.
 * Throws where the folder itself cannot be read.
 */
async function readKnowledge({ folder, name: prefix }: Layer, known: KnownFiles): Promise<KnowledgeFiles> {
  const root = await realpath(resolve(folder))
  const entries = (await readdir(root)).filter((name) => stratumName.test(name)).sort()
  const strata: string[] = []
  const paths: { path: string; stratum: string }[] = []
  for (const entry of entries) {
    const pages = await pagesUnder(root, entry)
    if (pages.length === 0) continue
    const stratum = entry.replace(/\.md$/, '')
    if (!strata.includes(stratum)) strata.push(stratum)
    paths.push(...pages.map((path) => ({ path, stratum })))
  }
  const files: KnowledgeFile[] = []
  const refused: { text: Text; reason: string }[] = []
  for (const { path, stratum } of paths.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = `${prefix}/${path}`
    const read = readPage(root, path)
    const file = 'reason' in read ? read : known.recall(read.bytes, name, stratum)
    if ('reason' in file) refused.push({ text: { name, lines: [] }, reason: file.reason })
    else files.push(file)
  }
  return { strata, files, refused }
}

async function pagesUnder(root: string, path: string): Promise<string[]> {
  if (path.endsWith('.md')) return [path]
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => [])
  const found: string[] = []
  for (const entry of entries.filter(({ name }) => !name.startsWith('.'))) {
    const inner = `${path}/${entry.name}`
    if (entry.isDirectory()) found.push(...(await pagesUnder(root, inner)))
    else if (entry.name.endsWith('.md') && entry.name !== 'README.md') found.push(inner)
  }
  return found
}

/** Reads at once: a hundred small files are there sooner than they are waited for one by one. */
function readPage(root: string, path: string): { bytes: Buffer } | { reason: string } {
  const real = unlessFailing(() => realpathSync.native(join(root, path)))
  if (real === undefined) return { reason: 'the file cannot be read' }
  if (!real.startsWith(root + sep)) return { reason: 'the path leads outside of the base' }
  // Asked before it is opened: a pipe would be waited for, a device never ends.
  const found = unlessFailing(() => statSync(real))
  if (found !== undefined && !found.isFile()) return { reason: 'the path leads to no file' }
  if (found !== undefined && found.size > maxBytes)
    return { reason: `the file has more than ${maxBytes} bytes` }
  const bytes = unlessFailing(() => readFileSync(real))
  return bytes === undefined ? { reason: 'the file cannot be read' } : { bytes }
}

function unlessFailing<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** Files by their names, as they were made of the same bytes before. */
export class KnownFiles {
  private before = new Map<string, { readonly bytes: Buffer; readonly file: KnowledgeFile }>()
  private now = new Map<string, { readonly bytes: Buffer; readonly file: KnowledgeFile }>()

  /** The file of some bytes, or why it is none. */
  recall(bytes: Buffer, name: string, stratum: string): KnowledgeFile | { readonly reason: string } {
    const known = this.before.get(name)
    const isSame = known !== undefined && known.file.stratum === stratum && known.bytes.equals(bytes)
    const file = isSame ? known.file : fileOf(bytes, name, stratum)
    if (!('reason' in file)) this.now.set(name, { bytes, file })
    return file
  }

  /** Forgets the files that were not recalled since this was last called. */
  forgetUnused(): void {
    this.before = this.now
    this.now = new Map()
  }
}

function fileOf(bytes: Buffer, name: string, stratum: string): KnowledgeFile | { readonly reason: string } {
  try {
    const content = normalise(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return { text: { name, lines: content.split('\n') }, content, stratum }
  } catch {
    return { reason: 'the file is not UTF-8' }
  }
}

/** Line ends and a byte order mark are no knowledge: they change neither positions nor digests. */
function normalise(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
}

/** SHA-256, in hexadecimal, over names and contents in order. */
export function digestOf(files: readonly { readonly name: string; readonly content: string }[]): string {
  const hash = createHash('sha256')
  for (const { name, content } of files) hash.update(`${name}\0${Buffer.byteLength(content)}\0${content}\0`)
  return hash.digest('hex')
}
