// Launches in manifests of clusters: containers with a command or arguments, wherever they stand, with what stands around
// them. Which keys mean what is a table of the base.
import type { Base } from '../../knowledge/base.js'
import { isObject } from '../plan/fields.js'
import { assign, findLaunches, type Launch, launchIn } from './find.js'
import { imageAt, launchersOf } from './launcher.js'
import { placesWithin } from './places.js'
import { readShell, type ShellWord } from './shell.js'
import { rowsOf, textOf } from './tables.js'
import { readValue } from './value.js'
import { type Value, withValues } from './variables.js'
import type { ScalarAt, Standing } from './yaml.js'

/** A launch of a manifest with the name and the numbers that stand around it. */
export interface ContainerLaunch {
  readonly launch: Launch
  readonly name: string
  readonly around: ReadonlyMap<string, unknown>
}

/** Deeper members are not looked at. */
const MOST_DEPTH = 24
/** More members than a manifest has; the rest is not looked at. */
const MOST_MEMBERS = 200_000
/** Files below a key, such as those of a ConfigMap. */
const MOST_FILES = 100

/** Keys on the way to a member, the last first. */
interface Keys {
  readonly above: Keys | undefined
  readonly key: string | number
}

function listed(keys: Keys | undefined): readonly (string | number)[] {
  const list: (string | number)[] = []
  for (let at = keys; at !== undefined; at = at.above) list.unshift(at.key)
  return list
}

/** The scalar at keys below a container. */
type ScalarBelow = (...keys: readonly (string | number)[]) => Standing | undefined

interface Surroundings {
  readonly name: string
  readonly around: ReadonlyMap<string, unknown>
  readonly keys: Keys | undefined
}

/** The launches below documents that are already parsed, in their order. */
export function findInManifests(
  documents: readonly unknown[],
  scalarAt: ScalarAt,
  base: Base,
): readonly ContainerLaunch[] {
  const keys = rowsOf(base, 'manifestKeys')
  const files = filesIn(documents)
  const found: ContainerLaunch[] = []
  let members = 0
  let document = 0
  const visit = (value: unknown, { name, around, keys: above }: Surroundings, depth: number): void => {
    if (depth > MOST_DEPTH || members++ > MOST_MEMBERS) return
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries())
        visit(item, { name, around, keys: { above, key: i } }, depth + 1)
      return
    }
    if (!isObject(value)) return
    const here = { name: nameOf(value) ?? name, around: withNumbers(value, around, keys) }
    const scalarBelow = (...below: readonly (string | number)[]) =>
      scalarAt(document, [...listed(above), ...below])
    const launch = launchOf(value, files, scalarBelow, base)
    if (launch !== undefined) found.push({ launch, ...here })
    for (const [key, member] of Object.entries(value)) {
      const named = isObject(member) && /^services$/i.test(key) ? undefined : here.name
      const inside = { above, key }
      if (named !== undefined) visit(member, { ...here, keys: inside }, depth + 1)
      // The members of a list of services are called by their keys.
      else
        for (const [service, item] of Object.entries(member as object))
          visit(item, { ...here, name: service, keys: { above: inside, key: service } }, depth + 1)
    }
  }
  for (; document < documents.length; document++)
    visit(documents[document], { name: '', around: new Map(), keys: undefined }, 0)
  return found
}

function nameOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const { metadata, name } = value
  const own = isObject(metadata) ? metadata['name'] : name
  return typeof own === 'string' && own !== '' && own.length <= 200 ? own : undefined
}

/** Numbers of an object and of the objects below it that speak of the container: devices in its limits, nodes of its group. */
function withNumbers(
  value: Readonly<Record<string, unknown>>,
  around: ReadonlyMap<string, unknown>,
  keys: ReturnType<typeof rowsOf>,
): ReadonlyMap<string, unknown> {
  let now: Map<string, unknown> | undefined
  for (const key of Object.keys(keys)) {
    const read = at(value, key)
    const path = textOf(keys[key]!, 'path')
    if (path === undefined || (typeof read !== 'string' && typeof read !== 'number')) continue
    const text = String(read)
    const number = readValue(textOf(keys[key]!, 'kind') ?? 'integer', [{ text, raw: text, at: 0 }])
    if (!('value' in number) || number.value === undefined) continue
    now ??= new Map(around)
    now.set(path, number.value)
  }
  return now ?? around
}

/** A member by a path whose keys may hold dots: the parts of a row's key are separated by spaces. */
function at(value: unknown, path: string): unknown {
  let member = value
  for (const key of path.split(' ')) {
    // The members of a list are called by their numbers.
    if (typeof member !== 'object' || member === null || !Object.hasOwn(member, key)) return undefined
    member = (member as Readonly<Record<string, unknown>>)[key]
  }
  return member
}

/** The launch of a container, whose command is a list of words, or text that is read like a shell's. */
function launchOf(
  container: Readonly<Record<string, unknown>>,
  files: ReadonlyMap<string, string>,
  scalarBelow: ScalarBelow,
  base: Base,
): Launch | undefined {
  const { image, command, args, entrypoint, modelCommand } = container
  if (command === undefined && args === undefined && entrypoint === undefined) {
    if (typeof image !== 'string' || container['environment'] === undefined) return undefined
  }
  const environment = environmentOf(container)
  const named = typeof image === 'string' ? imageAt(image, launchersOf(base)) : undefined
  const within = (inner: Launch): Launch => ({
    ...inner,
    ...(named?.image.engine !== undefined && { engine: named.image.engine }),
    ...(named?.version !== undefined && { version: named.version }),
    environment: new Map([...environment, ...inner.environment]),
    files: new Map([...files, ...inner.files]),
  })
  const values = valuesOf(environment)
  for (const [key, text] of Object.entries({ command, args })) {
    if (typeof text !== 'string') continue
    const inner = findLaunches(text, base, values).launches[0]
    if (inner !== undefined) return within(placed(inner, wordOf(text, scalarBelow(key))))
  }
  const parts = Object.entries({ image, modelCommand, entrypoint, command, args })
  const words = parts
    .flatMap(([key, part]) => wordsOf(part, (...keys) => scalarBelow(key, ...keys)))
    .map((word) => filledIn(word, values))
  const script = words.find(({ text }) => /\s/.test(text) && hasShellBefore(words, text, base))
  if (script !== undefined) {
    const inner = findLaunches(script.text, base, values).launches[0]
    const front = words.slice(0, words.indexOf(script))
    return inner && within({ ...placed(inner, script), before: [...front, ...inner.before] })
  }
  return launchIn(words, environment, files, base)
}

function hasShellBefore(words: readonly ShellWord[], script: string, base: Base): boolean {
  const { shells } = launchersOf(base)
  for (const { text } of words) {
    if (text === script) return false
    if (shells.has(text.slice(text.lastIndexOf('/') + 1))) return true
  }
  return false
}

/** A launch in a script that is one word of a manifest, with the places of its words in the manifest. */
function placed(launch: Launch, script: ShellWord): Launch {
  const place = placesWithin(script)
  const [program, words, container] = [launch.program, launch.words, launch.container].map((list) =>
    list.map(place),
  )
  return { ...launch, program: program!, words: words!, container: container! }
}

function wordsOf(part: unknown, scalarBelow: ScalarBelow): readonly ShellWord[] {
  // Where words stand in one text, they are parted as a shell parts them.
  if (typeof part === 'string') {
    const place = placesWithin(wordOf(part, scalarBelow()))
    return readShell(part).commands.flatMap(({ words }) => words.map(place))
  }
  if (!Array.isArray(part)) return []
  return part.flatMap((item, i) => (typeof item === 'object' ? [] : [wordOf(String(item), scalarBelow(i))]))
}

/** A word that no shell has touched; `$(NAME)` and `${NAME}` are replaced by the cluster. */
function wordOf(text: string, standing?: Standing): ShellWord {
  const open = /\$\(\w+\)|\$\{[^}]{1,80}\}|\{\{[^}]{1,80}\}\}/.exec(text)?.[0]
  return { text, ...(standing ?? { raw: text, at: -1 }), ...(open !== undefined && { open }) }
}

/** The variables of a container; those whose values come from elsewhere are set to something that is not known. */
function valuesOf(environment: ReadonlyMap<string, ShellWord>): ReadonlyMap<string, Value> {
  return new Map(
    [...environment].map(([name, { text, open, defaults }]) => [
      name,
      { text: open === undefined ? text : undefined, ...(defaults && { defaults }) },
    ]),
  )
}

/** `$(NAME)` and `${NAME}` become the value of the container's variable, wherever all in a word are known. */
function filledIn(word: ShellWord, values: ReadonlyMap<string, Value>): ShellWord {
  if (word.open === undefined || /\s|\{\{/.test(word.text)) return word
  const braced = word.text.replace(/\$\((\w+)\)/g, (_, name: string) => `$\{${name}}`)
  return withValues({ ...word, text: braced }, values) ?? word
}

/** `env` is a list of names and values, or of names and where the value comes from; `environment` the same, an object or lines. */
function environmentOf(container: Readonly<Record<string, unknown>>): Map<string, ShellWord> {
  const environment = new Map<string, ShellWord>()
  const set = (name: string, value: unknown): void => {
    if (value === undefined) return
    const elsewhere = { text: '', raw: 'set elsewhere', open: name, at: -1 }
    environment.set(name, isPlain(value) ? filledIn(wordOf(String(value)), new Map()) : elsewhere)
  }
  for (const part of [container['env'], container['environment']]) {
    if (Array.isArray(part)) {
      for (const item of part) {
        if (typeof item === 'string' && item.includes('='))
          assign(filledIn(wordOf(item), new Map()), environment)
        else if (isObject(item) && typeof item['name'] === 'string')
          set(item['name'], item['value'] ?? item['valueFrom'])
      }
    } else if (isObject(part)) for (const [name, value] of Object.entries(part)) set(name, value)
  }
  return environment
}

const isPlain = (value: unknown): boolean => typeof value !== 'object'

/** Texts below `data`, by their keys: the files of ConfigMaps. */
function filesIn(documents: readonly unknown[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const document of documents) {
    const data = isObject(document) ? document['data'] : undefined
    if (!isObject(data)) continue
    for (const [name, text] of Object.entries(data))
      if (typeof text === 'string' && files.size < MOST_FILES) files.set(name, text)
  }
  return files
}
