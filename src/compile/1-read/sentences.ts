// Normative sentences: prose that states a law. Code, tables and quotations state none; a heading states one
// like any sentence.
import type { Heading, Nodes, Paragraph } from 'mdast'
import type { Span, Text } from '../diagnostic.js'
import { walk } from './nodes.js'
import type { Sentence } from './page.js'

const normative = /\b(must(n't)?|never|only\s+if|cannot|requires?|has\s+to|shall)\b/i
const excuse = /^<!--\s*not law:\s*(\S[\s\S]*?)\s*-->$/
/** Code and quotations inside of a sentence say nothing of their own. */
const quotation = /`[^`]*`|"[^"]*"|“[^”]*”|„[^“]*“/g
/** A full stop behind these ends no sentence. */
const abbreviation = /\b(e\.g|i\.e|cf|vs|etc|approx|resp|fig|no)\.$/i

/** The reason of a comment that excuses the sentence before it; undefined for any other text. */
export function excuseOf(html: string): string | undefined {
  return excuse.exec(html.trim())?.[1]
}

interface Draft {
  text: string
  span: Span
  codes: string[]
  excuse?: string
}

/** The normative sentences of a paragraph or heading; `behind` is the comment that follows it, where one does. */
export function sentencesOf(
  paragraph: Paragraph | Heading,
  text: Text,
  behind: string | undefined,
): Sentence[] {
  const drafts = split(paragraph, text)
  const last = drafts.at(-1)
  if (last && behind !== undefined) last.excuse = behind
  return drafts.filter((draft) => normative.test(draft.text.replace(quotation, '')))
}

function split(paragraph: Paragraph | Heading, text: Text): Draft[] {
  const drafts: Draft[] = []
  let open: Draft | undefined
  const begin = (span: Span): Draft => {
    if (open === undefined) {
      open = { text: '', span, codes: [] }
      drafts.push(open)
    }
    return open
  }
  for (const node of walk(paragraph)) {
    const start = node.position!.start
    if (node.type === 'inlineCode') {
      begin({ line: start.line, column: start.column }).codes.push(node.value)
      open!.text += `\`${node.value}\``
    } else if (node.type === 'html') {
      const reason = excuseOf(node.value)
      const last = drafts.at(-1)
      if (reason !== undefined && last) last.excuse = reason
    } else if (node.type === 'text') {
      for (const piece of pieces(node.value)) {
        const lead = piece.text.length - piece.text.trimStart().length
        if (open === undefined && piece.text.trim() === '') continue
        begin(placeIn(node, node.value, piece.start + lead, text)).text += piece.text
        if (piece.ends && !abbreviation.test(open!.text)) open = undefined
      }
    }
  }
  return drafts.map((draft) => ({ ...draft, text: draft.text.replace(/\s+/g, ' ').trim() }))
}

/** Text cut behind each end of a sentence. */
function pieces(value: string): { text: string; start: number; ends: boolean }[] {
  const found: { text: string; start: number; ends: boolean }[] = []
  let start = 0
  for (const end of value.matchAll(/[.!?]+["”)\]]*(?=\s|$)/g)) {
    const stop = end.index + end[0].length
    found.push({ text: value.slice(start, stop), start, ends: true })
    start = stop
  }
  if (start < value.length) found.push({ text: value.slice(start), start, ends: false })
  return found
}

/** Line and column of a character of a text node, whose later lines start behind their indentation. */
function placeIn(node: Nodes, value: string, offset: number, text: Text): Span {
  const before = value.slice(0, offset).split('\n')
  const { line, column } = node.position!.start
  const inLine = before.at(-1)!.length
  if (before.length === 1) return { line, column: column + inLine }
  const indent = /^[\s>]*/.exec(text.lines[line - 2 + before.length] ?? '')![0].length
  return { line: line - 1 + before.length, column: indent + inLine + 1 }
}
