import { Char, isWord } from './characters.js'
import type { Diagnosis } from './errors.js'
import { lineAround } from './lines.js'
import { type Scanner, Token } from './scan.js'

/** What the reader was in the middle of. */
export type Context = 'header' | 'statement' | 'subgraph' | 'edge' | 'list' | 'value'

const codeWords =
  /^(for|foreach|while|if|elif|else|def|class|function|return|print|let|const|var|with|try|import|from)\b/
const codeParts =
  /\brange\s*\(|\bfor\s+\S.{0,80}\sin\s|\.(format|join|append|node|edge|items|enumerate)\s*\(|%\s*\(|\+\+|[-+*]=/
const codeOperators: ReadonlySet<number> = new Set([Char.percent, Char.star, Char.open])

/**
 * Says what kind of mistake a token is that cannot continue. `lastValue` is the kind of the attribute value that came
 * last in the same statement.
 */
export function diagnose(scan: Scanner, context: Context, lastValue: number | undefined): Diagnosis {
  const { text, start, kind } = scan
  const line = lineAround(text, start)
  const before = start > 0 ? text.charCodeAt(start - 1) : Number.NaN
  const inBareValue = context === 'list' && lastValue === Token.id
  if (kind === Char.backslash && !inBareValue && /^\\[nrt"]/.test(text.slice(start, start + 2))) {
    return {
      category: 'literal-newline',
      repair: 'replace the two characters "\\n" outside of strings by real newlines',
    }
  }
  const pseudoCode: Diagnosis = {
    category: 'pseudo-code',
    repair: 'DOT has no loops, variables or expressions: write out every node and edge',
  }
  if (codeWords.test(line.trimStart())) return pseudoCode
  if (text.startsWith('...', start)) return pseudoCode
  if (context === 'list' || context === 'value') {
    return diagnoseValue(scan, line, lastValue, pseudoCode)
  }
  if (codeParts.test(line)) return pseudoCode
  if (isQuoteMark(kind) || (kind === Token.string && context !== 'header')) {
    return {
      category: 'stray-quote',
      repair: 'remove the quote, or escape it as \\" if it belongs to a string',
    }
  }
  if (lastValue === Token.html) return htmlLabel
  if (lastValue === Token.string && codeOperators.has(kind)) return pseudoCode
  if (lastValue === Token.id && start > 0) return unquoted('value')
  if (kind === Char.open) return pseudoCode
  const joined = scan.previousEnd === start && isWord(before) && kind < Token.id && kind > Char.space
  if (joined || context === 'subgraph') return unquoted('name')
  return { category: 'corrupted-token', repair: 'correct or remove what stands here' }
}

function diagnoseValue(
  scan: Scanner,
  line: string,
  lastValue: number | undefined,
  pseudoCode: Diagnosis,
): Diagnosis {
  const { text, kind, start } = scan
  if (/=\s*[fFrRbB]{1,2}["']/.test(line)) return pseudoCode
  if (isQuoteMark(kind)) return unquoted('value')
  if (lastValue === Token.html || (kind === Char.greater && lastValue === Token.id)) return htmlLabel
  if (lastValue === Token.string) {
    if (codeOperators.has(kind) || codeParts.test(line) || /"\s*\+/.test(line)) return pseudoCode
    const touches =
      text.charCodeAt(start - 1) === Char.quote || kind === Token.string || kind === Char.backslash
    if (touches || /"[^\s"=,;\]]+[^"=]*"/.test(line.slice(0, 400))) {
      if (kind !== Char.equals) {
        return { category: 'stray-quote', repair: 'write a quote within a string as \\", or remove it' }
      }
    }
    return {
      category: 'corrupted-token',
      repair: 'attributes are written name="value", between "[" and "]"',
    }
  }
  if (lastValue === Token.id || (kind !== Token.edge && /=\s*$/.test(text.slice(start - 20, start)))) {
    return codeParts.test(line) ? pseudoCode : unquoted('value')
  }
  return { category: 'corrupted-token', repair: 'attributes are written name="value", between "[" and "]"' }
}

const htmlLabel: Diagnosis = {
  category: 'html-label',
  repair: 'enclose the whole HTML value in one more pair of angle brackets, <...>, and balance those within',
}

/** A string that lost its closing quote ran on to the next quote; what stands behind that cannot continue. */
export function runawayString(line: number): Diagnosis {
  return {
    category: 'unclosed-string',
    repair: `close the string that opens on line ${line} with a double quote`,
  }
}

function unquoted(what: 'value' | 'name'): Diagnosis {
  return { category: 'unquoted-value', repair: `put the whole ${what} in double quotes` }
}

function isQuoteMark(kind: number): boolean {
  return kind === Char.apostrophe || kind === Char.backtick
}
