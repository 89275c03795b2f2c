// Finds the launches in the commands of a shell text, or among the words of a container.
import type { Base } from '../../knowledge/base.js'
import { imageAt, type Launcher, launcherAt, launchersOf } from './launcher.js'
import { placesWithin } from './places.js'
import { readShell, type ShellCommand, type ShellProblem, type ShellWord } from './shell.js'
import { namesIn, noteValues, replaced, type Value } from './variables.js'

/** A program that is launched: its arguments, its environment, the files that the text writes before. */
export interface Launch {
  readonly launcher: Launcher
  /** The words in front of the program, and those in front of the script that it stands in. */
  readonly before: readonly ShellWord[]
  /** The words that name the program; none where flags stand alone. */
  readonly program: readonly ShellWord[]
  readonly words: readonly ShellWord[]
  /** What a container runtime is told before the image. */
  readonly container: readonly ShellWord[]
  readonly environment: ReadonlyMap<string, ShellWord>
  readonly files: ReadonlyMap<string, string>
  /** The engine and its version where an image names them. */
  readonly engine?: string
  readonly version?: string
  /** Offset in the text. */
  readonly at: number
}

/** More text than a launch is read from: as much as Linux passes to a program. */
export const MOST_TEXT = 2 ** 21
/** More launches than this are not read. */
export const MOST_LAUNCHES = 100
/** More characters than this do not come of a script's variables. */
const MOST_REPLACED = 2 ** 18
/** Scripts inside words of scripts: deeper ones are not looked at. */
const MOST_DEPTH = 4

export interface Found {
  readonly launches: readonly Launch[]
  readonly problem?: ShellProblem
}

/**
 * The launches of a shell text, in order; one more than the most, where there are more. `given` are variables that it is
 * run with.
 */
export function findLaunches(text: string, base: Base, given: ReadonlyMap<string, Value> = new Map()): Found {
  if (text.length > MOST_TEXT)
    return {
      launches: [],
      problem: { at: 0, read: `${text.length} characters`, expected: `at most ${MOST_TEXT}` },
    }
  const launches: Launch[] = []
  const environment = new Map<string, ShellWord>()
  const files = new Map<string, string>()
  const values = new Map(given)
  const budget = { characters: MOST_REPLACED }
  const visit = (
    script: string,
    outer: ShellWord | undefined,
    at: number | undefined,
    depth: number,
    before: readonly ShellWord[],
  ): ShellProblem | undefined => {
    const { commands, problem } = readShell(script)
    const place = outer && placesWithin(outer)
    const { settled, unsettled } = namesIn(commands)
    for (const name of unsettled) values.set(name, { text: undefined })
    for (const read of commands) {
      const known = {
        ...read,
        assignments: read.assignments.flatMap((word) => replaced(word, values, budget)),
        words: read.words.flatMap((word) => replaced(word, values, budget)),
      }
      const command = place === undefined ? known : { ...known, words: known.words.map(placedWithin(place)) }
      noteValues(command, settled, values)
      if (launches.length > MOST_LAUNCHES) return undefined
      noteFiles(command, files)
      for (const word of assignmentsOf(command)) assign(word, environment)
      const { front, scripts } = scriptsIn(command.words, base)
      if (scripts.length > 0 && depth < MOST_DEPTH) {
        const outside = [...before, ...front]
        for (const word of scripts) {
          const inner = visit(word.text, word, at ?? word.at, depth + 1, outside)
          if (inner !== undefined) return { ...inner, at: at ?? word.at }
        }
      }
      const launch = launchIn(command.words, environment, files, base)
      if (launch !== undefined)
        launches.push({ ...launch, before: [...before, ...launch.before], at: at ?? command.at })
      // Without words, or by `export`, an assignment holds on; before a program it holds for that program alone.
      if (command.words.length > 0) for (const word of command.assignments) environment.delete(nameOf(word))
    }
    return problem
  }
  const problem = visit(text, undefined, undefined, 0, [])
  return problem === undefined ? { launches } : { launches, problem }
}

/** Words that stand nowhere stay there. */
const placedWithin =
  (place: (word: ShellWord) => ShellWord) =>
  (word: ShellWord): ShellWord =>
    word.at < 0 ? word : place(word)

/** The launch among the words of one command; its environment is copied, as it changes later. */
export function launchIn(
  words: readonly ShellWord[],
  environment: ReadonlyMap<string, ShellWord>,
  files: ReadonlyMap<string, string>,
  base: Base,
): Launch | undefined {
  const launchers = launchersOf(base)
  if (words.length === 0 || launchers.bystanders.has(words[0]!.text)) return undefined
  let image:
    | { readonly at: number; readonly engine?: string; readonly version?: string; readonly starts?: string }
    | undefined
  for (let i = 0; i < words.length; i++) {
    const found = launcherAt(words, i, launchers)
    if (found !== undefined) {
      const { launcher, length } = found
      return launchOf(launcher, i, length, words.slice(0, image?.at ?? i), image)
    }
    const named = image === undefined ? imageAt(words[i]!.text, launchers) : undefined
    if (named !== undefined) {
      const { engine, starts } = named.image
      const { version } = named
      image = { at: i, ...(engine && { engine }), ...(starts && { starts }), ...(version && { version }) }
    }
  }
  const started = launchers.all.find((launcher) => launcher.words.join(' ') === image?.starts)
  return started && launchOf(started, image!.at, 1, words.slice(0, image!.at), image)

  function launchOf(
    launcher: Launcher,
    from: number,
    length: number,
    container: readonly ShellWord[],
    named: typeof image,
  ): Launch {
    return {
      ...{
        launcher,
        before: words.slice(0, from),
        program: words.slice(from, from + length),
        words: words.slice(from + length),
        container,
        environment: new Map(environment),
        files: new Map(files),
        at: 0,
      },
      ...(named?.engine !== undefined && { engine: named.engine }),
      ...(named?.version !== undefined && { version: named.version }),
    }
  }
}

/** Words with white space that a shell of the command reads as a script, and the words in front of the shell. */
function scriptsIn(
  words: readonly ShellWord[],
  base: Base,
): { readonly front: readonly ShellWord[]; readonly scripts: readonly ShellWord[] } {
  const { shells } = launchersOf(base)
  const shell = words.findIndex(({ text }) => shells.has(text.slice(text.lastIndexOf('/') + 1)))
  if (shell < 0) return { front: [], scripts: [] }
  return {
    front: words.slice(0, shell),
    scripts: words.slice(shell + 1).filter(({ text }) => /\s/.test(text)),
  }
}

function assignmentsOf({ assignments, words }: ShellCommand): readonly ShellWord[] {
  const declares = words.length > 0 && /^(?:export|env|declare|local|typeset|set)$/.test(words[0]!.text)
  return declares
    ? [...assignments, ...words.slice(1).filter(({ text }) => /^[A-Za-z_]\w*=/.test(text))]
    : assignments
}

const nameOf = ({ text }: ShellWord): string => text.slice(0, text.indexOf('=')).replace(/\+$/, '')

/** `NAME=value` into the environment. */
export function assign(word: ShellWord, environment: Map<string, ShellWord>): void {
  const equals = word.text.indexOf('=')
  environment.set(nameOf(word), {
    ...word,
    text: word.text.slice(equals + 1),
    raw: word.raw.slice(word.raw.indexOf('=') + 1),
  })
}

/** A heredoc is the text of the file that the command writes: by redirection, or named among its words as for `tee`. */
function noteFiles({ heredoc, output, words }: ShellCommand, files: Map<string, string>): void {
  if (heredoc === undefined) return
  const names = output === undefined ? words.slice(1).map(({ text }) => text) : [output]
  for (const name of names.slice(0, 4)) if (!name.startsWith('-')) files.set(name, heredoc)
}
