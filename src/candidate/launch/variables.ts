// Variables that a script itself gives a value once and for all: `TP=8` and then `$TP`. Nothing is run for it: a name that is
// assigned twice, in a branch, a loop or a function, by a command, or from something unknown, stays unknown.
import type { ShellCommand, ShellWord } from './shell.js'

/** Longer values are no words of a launch, and values made of values grow. */
const MOST_VALUE = 10_000

const OPENS = /^(?:if|for|while|until|case|select|function|\{)$/
const CLOSES = /^(?:fi|done|esac|\})$/
const DECLARES = /^(?:export|declare|typeset|readonly)$/
/** Words behind which names are given values by something that is not read. */
const GIVES = /^(?:for|select|read|mapfile|readarray|getopts|local|unset|let|eval|source|\.|set|printf)$/
const ASSIGNMENT = /^([A-Za-z_]\w*)(\+?)=/
const NAME = /^[A-Za-z_]\w*$/
const EXPANSION = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g

/** The names that a command assigns. */
export function namesIn({ assignments, words }: ShellCommand): readonly string[] {
  return [...assignments, ...words].flatMap(({ text }) => ASSIGNMENT.exec(text)?.[1] ?? [])
}

/** The names that the commands of a script assign once, outside of what may not run or run again. */
export function settledNames(commands: readonly ShellCommand[]): ReadonlySet<string> {
  const once = new Set<string>()
  const unsettled = new Set<string>()
  let depth = 0
  for (const { assignments, words } of commands) {
    const first = words[0]?.text ?? ''
    if (OPENS.test(first)) depth++
    const isPlain = depth === 0 && (words.length === 0 || DECLARES.test(first))
    for (const { text } of [...assignments, ...words]) {
      const [, name, more] = ASSIGNMENT.exec(text) ?? []
      if (name === undefined) {
        if (GIVES.test(first) && NAME.test(text)) unsettled.add(text)
      } else if (!isPlain || more === '+' || once.has(name)) unsettled.add(name)
      else once.add(name)
    }
    if (CLOSES.test(first) && depth > 0) depth--
  }
  return new Set([...once].filter((name) => !unsettled.has(name)))
}

/** Notes what a command assigns to settled names; a value that is not known leaves its name unknown. */
export function noteValues(
  { assignments, words }: ShellCommand,
  settled: ReadonlySet<string>,
  values: Map<string, string>,
): void {
  const declared = words.length > 0 && DECLARES.test(words[0]!.text) ? words.slice(1) : []
  if (words.length > 0 && declared.length === 0) return
  for (const word of [...assignments, ...declared]) {
    const [all, name] = ASSIGNMENT.exec(word.text) ?? []
    if (name === undefined || !settled.has(name)) continue
    if (word.open === undefined && word.text.length <= MOST_VALUE)
      values.set(name, word.text.slice(all!.length))
  }
}

/**
 * A word with the variables in it replaced, taken apart at white space where no quotes hold it together, as a shell does; the
 * word itself where any variable in it is unknown. A budget bounds what all words of a text come to: a short text can name a long
 * value again and again.
 */
export function replaced(
  word: ShellWord,
  values: ReadonlyMap<string, string>,
  budget: { characters: number },
): readonly ShellWord[] {
  const { open, raw, text } = word
  // Quotes and escapes of the other kinds may keep a variable from being one.
  if (open === undefined || values.size === 0 || /['\\`]|\$\(/.test(raw)) return [word]
  let isKnown = true
  const whole = text.replace(EXPANSION, (_, braced?: string, bare?: string) => {
    const value = values.get(braced ?? bare!)
    if (value === undefined) isKnown = false
    return value ?? ''
  })
  const rest = text.replace(EXPANSION, '')
  if (!isKnown || /[$<]/.test(rest) || whole.length > MOST_VALUE || whole.length > budget.characters)
    return [word]
  budget.characters -= whole.length
  const { open: _, ...known } = word
  if (raw.includes('"') || ASSIGNMENT.test(raw) || !/\s/.test(whole)) return [{ ...known, text: whole }]
  // Several words that are one in the text have no places of their own.
  return whole
    .split(/\s+/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, raw: piece, at: -1 }))
}
