// What a shell would replace: variables, substitutions of commands, arithmetic. Nothing is replaced here; only where each
// ends is found, in one pass and without recursion, so that a hostile text costs no more than its length.

/** Where an expansion that begins at `start` ends (exclusive), or undefined when the text ends before it does. */
export type Ends = number | undefined

const NAME = /[A-Za-z_]\w*/y
const BEGINS = /[\w({@*#?!$-]/

/** Whether a `$` at this place begins an expansion rather than stand for itself. */
export function isExpansion(text: string, at: number): boolean {
  return BEGINS.test(text[at + 1] ?? '')
}

/** The end of the expansion that the `$` or backtick at `start` begins. */
export function endOfExpansion(text: string, start: number): Ends {
  if (text[start] === '`') return endOfBackticks(text, start)
  const next = text[start + 1]
  if (next === '(' || next === '{') return endOfNested(text, start + 1)
  NAME.lastIndex = start + 1
  return NAME.test(text) ? NAME.lastIndex : start + 2
}

function endOfBackticks(text: string, start: number): Ends {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '`') return i + 1
  }
  return undefined
}

const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}' }

/** The end of `(…)` or `{…}`, with quotes and further brackets inside. A stack of what is open takes the place of recursion. */
function endOfNested(text: string, start: number): Ends {
  const open: string[] = [closing[text[start]!]!]
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i]!
    const waiting = open[open.length - 1]
    if (c === '\\') i++
    else if (waiting === '"') {
      if (c === '"') open.pop()
      else if (c === '$' && /[({]/.test(text[i + 1] ?? '')) open.push(closing[text[++i]!]!)
    } else if (c === "'") {
      const end = text.indexOf("'", i + 1)
      if (end < 0) return undefined
      i = end
    } else if (c === '"') open.push('"')
    else if (c === waiting) {
      open.pop()
      if (open.length === 0) return i + 1
    } else if (c === '(' || (c === '{' && text[i - 1] === '$')) open.push(closing[c]!)
  }
  return undefined
}
