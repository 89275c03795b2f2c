// Which program a command launches: programs and container images by the tables of the base.
import type { Base } from '../../knowledge/base.js'
import { nearest } from '../../knowledge/near.js'
import type { FileAt } from './arguments.js'
import { kept, listOf, type Row, rowsOf, textOf } from './tables.js'

/** A program that serves models. */
export interface Launcher {
  /** The words that name it. */
  readonly words: readonly string[]
  readonly engine: string
  /** The table of its flags. */
  readonly flags: string
  readonly positional?: string
  readonly abbreviates: boolean
  /** Whether its flags overrule a file of options (`before`), or that them (`behind`). */
  readonly fileAt?: FileAt
  /** Whether it stands for its engine where no program is named. */
  readonly main: boolean
}

/** An image, and the program that it starts where it is given nothing but flags. */
export interface Image {
  readonly name: string
  readonly engine?: string
  readonly starts?: string
  /** Whether its tag is the version of the engine. */
  readonly tagged: boolean
  /** How it is pulled, with `{version}` in the place of a version. */
  readonly reference?: string
}

export interface Launchers {
  readonly all: readonly Launcher[]
  /** By the first word, those with more words first. */
  readonly byFirst: ReadonlyMap<string, readonly Launcher[]>
  readonly images: ReadonlyMap<string, Image>
  /** Programs that read a script from a word. */
  readonly shells: ReadonlySet<string>
  /** Programs that only speak of others. */
  readonly bystanders: ReadonlySet<string>
  /** Texts of which at least one stands in everything that launches. */
  readonly marks: readonly string[]
}

export const launchersOf: (base: Base) => Launchers = kept((base: Base): Launchers => {
  const all = Object.entries(rowsOf(base, 'launchers')).map(([key, row]) => launcherOf(key, row))
  all.sort((a, b) => b.words.length - a.words.length)
  const byFirst = new Map<string, Launcher[]>()
  for (const launcher of all) {
    const first = launcher.words[0]!
    byFirst.set(first, [...(byFirst.get(first) ?? []), launcher])
  }
  const images = new Map(Object.entries(rowsOf(base, 'images')).map(([key, row]) => [key, imageOf(key, row)]))
  // The module behind `-m`, or the program.
  const marks = all.map(({ words }) => (words[0]!.startsWith('-') ? words[1]! : words[0]!))
  return {
    ...{ all, byFirst, images },
    shells: new Set(Object.keys(rowsOf(base, 'shells'))),
    bystanders: new Set(Object.keys(rowsOf(base, 'bystanders'))),
    marks: [...new Set([...marks, ...images.keys()])],
  }
})

function launcherOf(key: string, row: Row): Launcher {
  const [positional, fileAt] = [textOf(row, 'positional'), textOf(row, 'file')]
  return {
    words: key.split(' '),
    engine: textOf(row, 'engine') ?? '',
    flags: textOf(row, 'flags') ?? '',
    abbreviates: row['abbreviates'] === true,
    main: row['main'] === true,
    ...(positional !== undefined && { positional }),
    ...(fileAt !== undefined && { fileAt: fileAt as FileAt }),
  }
}

function imageOf(name: string, row: Row): Image {
  const [engine, starts, reference] = [textOf(row, 'engine'), textOf(row, 'starts'), textOf(row, 'reference')]
  return {
    name,
    tagged: row['tagged'] === true,
    ...(engine !== undefined && { engine }),
    ...(starts !== undefined && { starts }),
    ...(reference !== undefined && { reference }),
  }
}

/** Whether a text may launch anything at all: a cheap look before it is read. */
export function mayLaunch(text: string, base: Base): boolean {
  return launchersOf(base).marks.some((mark) => text.includes(mark))
}

/** The program that the first words of a text are spelt most like, for a text that launches nothing. */
export function nearestProgram(text: string, base: Base): string | undefined {
  const words = text.slice(0, 400).trim().split(/\s+/, 12)
  for (const { words: program } of launchersOf(base).all) {
    const name = program.join(' ')
    for (let i = 0; i + program.length <= words.length; i++)
      if (nearest(words.slice(i, i + program.length).join(' '), [name]) !== undefined) return name
  }
  return undefined
}

/** The launcher that the words at an index name, and how many of them do. */
export function launcherAt(
  words: readonly { readonly text: string }[],
  at: number,
  { byFirst, all }: Launchers,
): { readonly launcher: Launcher; readonly length: number } | undefined {
  const text = words[at]!.text
  const slash = text.lastIndexOf('/')
  for (const launcher of byFirst.get(slash < 0 ? text : text.slice(slash + 1)) ?? []) {
    const fits = launcher.words.every((word, i) => i === 0 || words[at + i]?.text === word)
    if (fits) return { launcher, length: launcher.words.length }
  }
  // A module by the path of its file.
  if (slash < 0 || !text.endsWith('.py')) return undefined
  const module = `.${text.slice(0, -3).replaceAll('/', '.')}`
  const launcher = all.find(({ words }) => words[0] === '-m' && module.endsWith(`.${words[1]}`))
  return launcher && { launcher, length: 1 }
}

/** The image that a word names, whatever its registry, and the version in its tag. */
export function imageAt(
  text: string,
  { images }: Launchers,
): { readonly image: Image; readonly version?: string } | undefined {
  const [, path, tag] =
    /^([\w.\-/]+(?::\d+\/[\w.\-/]+)?)(?::([\w.-]+))?(?:@[\w:]+)?$/.exec(text.slice(0, 512)) ?? []
  if (path === undefined || !path.includes('/')) return undefined
  for (let from = 0; from >= 0; ) {
    const image = images.get(path.slice(from))
    if (image !== undefined) {
      const version = image.tagged
        ? /^v?(\d+\.\d+(?:\.\d+)?(?:\.?(?:post|rc|dev|a|b)\d+)*)/.exec(tag ?? '')?.[1]
        : undefined
      return version === undefined ? { image } : { image, version }
    }
    const next = path.indexOf('/', from)
    from = next < 0 ? -1 : next + 1
  }
  return undefined
}

/** The launcher of an engine, or of the nearest that it descends from: for flags that stand without their program. */
export function launcherOfEngine(engine: string, base: Base): Launcher | undefined {
  const engines = base.tables.find(({ id }) => id === 'engines')
  const key = engines?.aliases?.[engine.toLowerCase().replace(/[\s_-]+/g, '-')] ?? engine
  const row = engines?.rows[key]
  const lineage = row === undefined ? [engine] : [...listOf(row, 'lineage')].reverse()
  const { all } = launchersOf(base)
  for (const name of lineage) {
    const found = all.find((launcher) => launcher.main && launcher.engine === name)
    if (found !== undefined) return found
  }
  return undefined
}
