// `kb.config.json`: a base of one's own, the base that it extends, and what it changes of the rules it is given.
import { readFile, stat } from 'node:fs/promises'
import { basename, join, posix, resolve } from 'node:path'
import type { Severity } from '../knowledge/base.js'
import { packagePath } from '../project.js'
import { type Data, readData } from './1-read/data.js'
import type { Layer } from './1-read/files.js'
import { mapperOf } from './1-read/position.js'
import type { Schemas } from './2-resolve/schemas.js'
import { validate } from './2-resolve/validate.js'
import type { Diagnostics, Text } from './diagnostic.js'

const configName = 'kb.config.json'
const ourName = 'shardwright'

interface Config {
  readonly extends?: string
  readonly kb?: string
  readonly generated?: string
  readonly rules?: Readonly<Record<string, Change>>
}

/** What a configuration says of one rule. */
export interface Change {
  readonly off?: true
  readonly severity?: Severity
  readonly reason: string
}

/** The changes of one configuration, with the places to report them at. */
export interface Changes {
  readonly rules: Readonly<Record<string, Change>>
  readonly text: Text
  readonly data: Data
}

/** A base with all that it extends, the lowest first. */
export interface Project {
  readonly layers: readonly Layer[]
  readonly changes: readonly Changes[]
  /** The configurations: they are part of what is compiled. */
  readonly contents: readonly { readonly name: string; readonly content: string }[]
  /** The folder that is written. */
  readonly out: string
}

/** Reads the configuration of a folder and of the folders that it extends. What is wrong with one is reported. */
export async function readProject(
  folder: string,
  schemas: Schemas,
  diagnostics: Diagnostics,
): Promise<Project> {
  return readConfig(folder, '', [], { schemas, diagnostics })
}

interface Reading {
  readonly schemas: Schemas
  readonly diagnostics: Diagnostics
}

/** `prefix` leads from the folder of the first configuration to this one; `path` are the folders on the way. */
async function readConfig(
  folder: string,
  prefix: string,
  path: readonly string[],
  reading: Reading,
): Promise<Project> {
  const { schemas, diagnostics } = reading
  const name = posix.join(prefix, configName)
  const content = (await readFile(join(folder, configName), 'utf8')).replace(/\r\n?/g, '\n')
  const text: Text = { name, lines: content.split('\n') }
  const data = readJson(content, text, diagnostics)
  const isValid = data !== undefined && validate(data, schemas.config, 'configuration', diagnostics)
  const config: Config = isValid ? (data.value as Config) : {}
  const below = await extended(config.extends, { folder, prefix, path, text, data, reading })
  const kb = config.kb ?? 'kb'
  const isFolder = (await stat(join(folder, kb)).catch(() => undefined))?.isDirectory() === true
  // A base may change rules of another one and have no page of its own.
  if (isValid && !isFolder && config.extends === undefined)
    diagnostics.report('config/no-pages', text, { line: 1, column: 1 }, { folder: kb })
  return {
    layers: [
      ...below.layers,
      ...(isFolder
        ? [{ folder: join(folder, kb), name: posix.join(prefix, kb), given: path.length > 0 }]
        : []),
    ],
    changes: [...below.changes, ...(data && config.rules ? [{ rules: config.rules, text, data }] : [])],
    contents: [...below.contents, { name, content }],
    out: join(folder, config.generated ?? 'generated'),
  }
}

interface Extending {
  readonly folder: string
  readonly prefix: string
  readonly path: readonly string[]
  readonly text: Text
  readonly data: Data | undefined
  readonly reading: Reading
}

type Below = Pick<Project, 'layers' | 'changes' | 'contents'>
const nothing: Below = { layers: [], changes: [], contents: [] }

async function extended(name: string | undefined, from: Extending): Promise<Below> {
  if (name === undefined) return nothing
  if (name === ourName)
    return { ...nothing, layers: [{ folder: packagePath('kb'), name: `${ourName}/kb`, given: true }] }
  const { diagnostics } = from.reading
  const span = from.data!.where(['extends'])
  const folder = resolve(from.folder, name)
  const prefix = posix.join(from.prefix, name)
  const path = [...from.path, resolve(from.folder)]
  if (path.includes(folder)) {
    const circle = [...path.slice(path.indexOf(folder)), folder].map((each) => basename(each)).join(' → ')
    diagnostics.report('config/circle', from.text, span, { path: circle })
    return nothing
  }
  const isFile = (await stat(join(folder, configName)).catch(() => undefined))?.isFile() === true
  if (isFile) return readConfig(folder, prefix, path, from.reading)
  const kb = join(folder, 'kb')
  if ((await stat(kb).catch(() => undefined))?.isDirectory())
    return { ...nothing, layers: [{ folder: kb, name: posix.join(prefix, 'kb'), given: true }] }
  const hint = 'name the folder that holds `kb`, relative to that of this file'
  diagnostics.report('config/no-base', from.text, span, { folder: name }, { hint })
  return nothing
}

/** JSON with the place of each key and value; what only YAML would accept is refused. */
function readJson(content: string, text: Text, diagnostics: Diagnostics): Data | undefined {
  const data = readData(content, text, mapperOf(content, text.lines, 1), diagnostics)
  try {
    JSON.parse(content)
    return data
  } catch (error) {
    const reason = (error as Error).message
    if (data) diagnostics.report('config/unreadable', text, { line: 1, column: 1 }, { reason })
    return undefined
  }
}
