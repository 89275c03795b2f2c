// Variables that a script itself gives a value once and for all: `TP=8` and then `$TP`; or a default, where nothing else is
// known to set them: `${TP:-8}`. Nothing is run for it: a name that is assigned twice, in a branch, a loop or a function, by a
// command, or from something unknown, stays unknown.
import type { ShellCommand, ShellWord } from './shell.js'

/** Longer values are no words of a launch, and values made of values grow. */
const MOST_VALUE = 10_000
/** So much of a value is told, and so many defaults of one word: values are made of values. */
const MOST_SHOWN = 60
const MOST_DEFAULTS = 20

const OPENS = /^(?:if|for|while|until|case|select|function|\{)$/
const CLOSES = /^(?:fi|done|esac|\})$/
const DECLARES = /^(?:export|declare|typeset|readonly)$/
/** Words behind which names are given values by something that is not read. */
const GIVES = /^(?:for|select|read|mapfile|readarray|getopts|local|unset|let|eval|source|\.|set|printf)$/
const ASSIGNMENT = /^([A-Za-z_]\w*)(\+?)=/
const NAME = /^[A-Za-z_]\w*$/
const EXPANSION = /\$(?:\{([A-Za-z_]\w*|\d)(?:(:?)-([^{}$`'"\\]*))?\}|([A-Za-z_]\w*))/g

/** A variable: its text where that is known, and the defaults that it is made of. */
export interface Value {
  readonly text: string | undefined
  readonly defaults?: readonly string[]
}

/**
 * The names that the commands of a script assign once, outside of what may not run or run again; and the others that they
 * give values.
 */
export function namesIn(commands: readonly ShellCommand[]): {
  readonly settled: ReadonlySet<string>
  readonly unsettled: ReadonlySet<string>
} {
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
  return { settled: new Set([...once].filter((name) => !unsettled.has(name))), unsettled }
}

/** Notes what a command assigns to settled names; a value that is not known leaves its name unknown. */
export function noteValues(
  { assignments, words }: ShellCommand,
  settled: ReadonlySet<string>,
  values: Map<string, Value>,
): void {
  const declared = words.length > 0 && DECLARES.test(words[0]!.text) ? words.slice(1) : []
  if (words.length > 0 && declared.length === 0) return
  for (const { text, open, defaults } of [...assignments, ...declared]) {
    const [all, name] = ASSIGNMENT.exec(text) ?? []
    if (name === undefined || !settled.has(name)) continue
    const isKnown = open === undefined && text.length <= MOST_VALUE
    values.set(name, { text: isKnown ? text.slice(all!.length) : undefined, ...(defaults && { defaults }) })
  }
}

/**
 * A word with the variables in it replaced, taken apart at white space where no quotes hold it together, as a shell does; the
 * word itself where any variable in it is unknown. A budget bounds what all words of a text come to: a short text can name a long
 * value again and again.
 */
export function replaced(
  word: ShellWord,
  values: ReadonlyMap<string, Value>,
  budget: { characters: number },
): readonly ShellWord[] {
  const { open, raw } = word
  // Quotes and escapes of the other kinds may keep a variable from being one.
  if (open === undefined || /['\\`]|\$\(/.test(raw)) return [word]
  // In a function an argument is that of the function, for which no default of the script stands.
  if (!ASSIGNMENT.test(raw) && /\$\{\d/.test(raw)) return [word]
  const known = withValues(word, values)
  if (known === undefined || known.text.length > budget.characters) return [word]
  const { text: whole, defaults } = known
  budget.characters -= whole.length
  if (raw.includes('"') || ASSIGNMENT.test(raw) || !/\s/.test(whole)) return [known]
  // Several words that are one in the text have no places of their own.
  return whole
    .split(/\s+/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, raw: piece, at: -1, ...(defaults && { defaults }) }))
}

/** A word with the variables in it replaced; undefined where any of them is unknown, or something else is open. */
export function withValues(word: ShellWord, values: ReadonlyMap<string, Value>): ShellWord | undefined {
  const { open: _, text, ...rest } = word
  const defaults = new Set<string>()
  const note = (one: string): void => {
    if (defaults.size < MOST_DEFAULTS) defaults.add(one)
  }
  let isKnown = true
  const standing = (name: string, colon = '', otherwise?: string): string => {
    const value = values.get(name)
    const isUnset = value === undefined || (colon !== '' && value.text === '')
    if (isUnset && otherwise !== undefined) {
      if (value === undefined) note(`$${name} is ${otherwise.slice(0, MOST_SHOWN)}`)
      return otherwise
    }
    if (value?.text === undefined) isKnown = false
    for (const one of value?.defaults ?? []) note(one)
    return value?.text ?? ''
  }
  const whole = text.replace(
    EXPANSION,
    (_, braced?: string, colon?: string, otherwise?: string, bare?: string) =>
      standing(braced ?? bare!, colon, otherwise),
  )
  if (!isKnown || /[$<]/.test(text.replace(EXPANSION, '')) || whole.length > MOST_VALUE) return undefined
  return { ...rest, text: whole, ...(defaults.size > 0 && { defaults: [...defaults] }) }
}
