// Reads the words of a shell text as data: quotes, escapes, comments, pipes, redirections and heredocs are understood,
// and nothing is expanded or run. One pass over the text.
import { endOfExpansion, isExpansion } from './expansions.js'

/** A word as the program would get it. An expansion stays as it is written, and the word is open: its value is unknown. */
export interface ShellWord {
  readonly text: string
  /** As it stands in the text, quotes and all. */
  readonly raw: string
  /** The first expansion or placeholder in it. */
  readonly open?: string
  /** Variables in it that are not known to be set, with the values that the text gives them then. */
  readonly defaults?: readonly string[]
  /** Offset in the text; negative where the word does not stand in it as it is. */
  readonly at: number
}

/** A simple command: assignments before it, its words, the file that its output goes to, and what a heredoc gives it. */
export interface ShellCommand {
  readonly assignments: readonly ShellWord[]
  readonly words: readonly ShellWord[]
  readonly output?: string
  readonly heredoc?: string
  readonly at: number
}

/** Where the text breaks off: the offset of what is never closed, and what would close it. */
export interface ShellProblem {
  readonly at: number
  readonly read: string
  readonly expected: string
}

export interface ShellText {
  readonly commands: readonly ShellCommand[]
  readonly problem?: ShellProblem
}

const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/
/** `<model>`: documentation writes it for a value to be filled in, where a shell would read a redirection. */
const PLACEHOLDER = /<[A-Za-z][\w .:/-]{0,80}>/y
const PLAIN = /[^\s'"\\$`;&|<>()#]+/y
const QUOTED = /[^"\\$`]+/y
const OPERATOR = /<<<|<<-|<<|<&|<>|>>|>&|>\||<|>/y
const SPACE = /[ \t\r]+/y

interface Heredoc {
  readonly end: string
  readonly indented: boolean
  readonly into: { heredoc?: string }
}

interface Draft {
  assignments: ShellWord[]
  words: ShellWord[]
  output?: string
  heredoc?: string
}

/** The simple commands of a shell text, in order, and the first thing in it that is never closed. */
export function readShell(text: string): ShellText {
  const commands: ShellCommand[] = []
  let draft: Draft = { assignments: [], words: [] }
  let heredocs: Heredoc[] = []
  let redirection: 'output' | 'heredoc' | 'indented' | 'other' | undefined
  let i = 0

  const close = (): void => {
    const at = (draft.assignments[0] ?? draft.words[0])?.at
    // A heredoc is filled in when its lines come, behind the command that asks for it.
    if (at !== undefined) commands.push(Object.assign(draft, { at }))
    draft = { assignments: [], words: [] }
    redirection = undefined
  }
  const take = (word: ShellWord): void => {
    const kind = redirection
    redirection = undefined
    if (kind === 'output') draft.output = word.text
    else if (kind === 'heredoc' || kind === 'indented')
      heredocs.push({ end: word.text, indented: kind === 'indented', into: draft })
    else if (kind === undefined) {
      if (draft.words.length === 0 && ASSIGNMENT.test(word.raw)) draft.assignments.push(word)
      else draft.words.push(word)
    }
  }
  const takeHeredocs = (): void => {
    for (const { end, indented, into } of heredocs) {
      const lines: string[] = []
      while (i < text.length) {
        const next = text.indexOf('\n', i)
        const line = text.slice(i, next < 0 ? text.length : next).replace(/\r$/, '')
        i = next < 0 ? text.length : next + 1
        const bare = indented ? line.replace(/^\t+/, '') : line
        if (bare === end) break
        lines.push(bare)
      }
      into.heredoc = lines.join('\n')
    }
    heredocs = []
  }

  while (i < text.length) {
    const c = text[i]!
    if (c === ' ' || c === '\t' || c === '\r') {
      SPACE.lastIndex = i
      SPACE.test(text)
      i = SPACE.lastIndex
    } else if (c === '\n') {
      i++
      close()
      if (heredocs.length > 0) takeHeredocs()
    } else if (c === '#') {
      const end = text.indexOf('\n', i)
      i = end < 0 ? text.length : end
    } else if (c === '\\' && /^\r?\n/.test(text.slice(i + 1, i + 3))) {
      i += text[i + 1] === '\r' ? 3 : 2
    } else if (c === '&' && text[i + 1] === '>') {
      redirection = 'other'
      i += text[i + 2] === '>' ? 3 : 2
    } else if (c === ';' || c === '&' || c === '|' || c === '(' || c === ')') {
      i++
      close()
    } else if ((c === '<' || c === '>') && !isPlaceholder(text, i)) {
      OPERATOR.lastIndex = i
      const found = OPERATOR.exec(text)![0]
      i += found.length
      redirection =
        found === '<<' ? 'heredoc' : found === '<<-' ? 'indented' : found === '>' ? 'output' : 'other'
    } else {
      const word = readWord(text, i)
      if ('expected' in word) {
        close()
        return { commands, problem: word }
      }
      i = word.end
      // The number before a redirection names a stream and is no word: `2>&1`.
      if (!(/^\d$/.test(word.text) && /[<>]/.test(text[i] ?? '') && !isPlaceholder(text, i))) take(word)
    }
  }
  close()
  return { commands }
}

function isPlaceholder(text: string, at: number): boolean {
  PLACEHOLDER.lastIndex = at
  return PLACEHOLDER.test(text)
}

/** The word that begins at an offset; or what in it is never closed. */
function readWord(text: string, start: number): (ShellWord & { readonly end: number }) | ShellProblem {
  const parts: string[] = []
  let open: string | undefined
  let i = start
  const unclosed = (at: number, expected: string): ShellProblem => ({
    at,
    read: text.slice(at, at + 24),
    expected,
  })
  const expand = (): ShellProblem | undefined => {
    const end = endOfExpansion(text, i)
    if (end === undefined) {
      const closing = text[i] === '`' ? 'a backtick' : text[i + 1] === '(' ? '`)`' : '`}`'
      return unclosed(i, `${closing} that closes it`)
    }
    const expansion = text.slice(i, end)
    open ??= expansion
    parts.push(expansion)
    i = end
    return undefined
  }
  while (i < text.length) {
    const c = text[i]!
    PLAIN.lastIndex = i
    if (PLAIN.test(text)) {
      parts.push(text.slice(i, PLAIN.lastIndex))
      i = PLAIN.lastIndex
    } else if (c === "'") {
      const end = text.indexOf("'", i + 1)
      if (end < 0) return unclosed(i, "a `'` that closes it")
      parts.push(text.slice(i + 1, end))
      i = end + 1
    } else if (c === '"') {
      const from = i++
      for (;;) {
        if (i >= text.length) return unclosed(from, 'a `"` that closes it')
        QUOTED.lastIndex = i
        if (QUOTED.test(text)) {
          parts.push(text.slice(i, QUOTED.lastIndex))
          i = QUOTED.lastIndex
        } else if (text[i] === '"') break
        else if (text[i] === '\\') {
          const next = text[i + 1] ?? ''
          if (next !== '\n') parts.push('"\\$`'.includes(next) ? next : `\\${next}`)
          i += 2
        } else if (text[i] === '`' || isExpansion(text, i)) {
          const problem = expand()
          if (problem !== undefined) return problem
        } else parts.push(text[i++]!)
      }
      i++
    } else if (c === '\\') {
      if (/^\r?\n/.test(text.slice(i + 1, i + 3))) i += text[i + 1] === '\r' ? 3 : 2
      else {
        parts.push(text[i + 1] ?? '')
        i += 2
      }
    } else if (c === '`' || (c === '$' && isExpansion(text, i))) {
      const problem = expand()
      if (problem !== undefined) return problem
    } else if (c === '$' || c === '#') {
      // `$'…'` and `$"…"` quote; a `#` inside a word is a letter.
      if (c === '#' || !/['"]/.test(text[i + 1] ?? '')) parts.push(c)
      i++
    } else if (c === '<' && isPlaceholder(text, i)) {
      const placeholder = text.slice(i, PLACEHOLDER.lastIndex)
      open ??= placeholder
      parts.push(placeholder)
      i = PLACEHOLDER.lastIndex
    } else break
  }
  const whole = { text: parts.join(''), raw: text.slice(start, i), at: start, end: i }
  return open === undefined ? whole : { ...whole, open }
}
