// Where a hub keeps the files of a model: a row of the base's table `hubs`, or a mirror of one.
import type { Base } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'

export interface Hub {
  /** Address of the hub without a slash at its end. */
  readonly base: string
  /** Path of a file below it: `{model}/…/{file}`. */
  readonly path: string
  /** The configuration, and files that complete it where there are any. */
  readonly files: readonly string[]
}

/** Hosts that a plain connection may go to without being asked for: this machine. */
const isLocal = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/**
 * The hub to ask: one of the base by name, or the first of them at another address. Without `wanted` the environment may name
 * a mirror of the first.
 * @throws UsageError for what is neither
 */
export function hubOf(
  base: Base,
  wanted: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Hub {
  const rows = base.tables.find(({ id }) => id === 'hubs')?.rows ?? {}
  const [first] = Object.values(rows)
  if (first === undefined) throw new UsageError('This base names no hub to ask for models.')
  const named = wanted === undefined ? first : Object.hasOwn(rows, wanted) ? rows[wanted]! : undefined
  const row = named ?? first
  const mirror = wanted === undefined ? environment[String(row['mirror'] ?? '')] : wanted
  const address = named !== undefined && wanted !== undefined ? undefined : mirror || undefined
  return {
    base: addressOf(address ?? String(row['base']), Object.keys(rows)),
    path: String(row['path']),
    files: [row['files'] ?? []].flat().map(String),
  }
}

function addressOf(text: string, names: readonly string[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const help = `Name ${names.join(' or ')}, or write an address such as https://mirror.example.org.`
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`\`${text}\` is no hub.`, help)
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new UsageError(`\`${url.origin}${url.pathname}\` with a password or a query is no hub.`, help)
  if (url.protocol === 'http:' && !isLocal(url.hostname))
    throw new UsageError(`\`${text}\` is not encrypted.`, 'Write https://, or a server on this machine.')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** Whether a name can be the id of a model on a hub: an owner and a name, of letters, digits and `-_.`, and no path. */
export function isModelId(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/.test(name) && !name.includes('..')
}

/** The address of a file of a model. */
export function addressOfFile({ base, path }: Hub, model: string, file: string): string {
  return `${base}/${path.replace('{model}', model).replace('{file}', file)}`
}
