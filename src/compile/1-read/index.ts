// Phase 1: pages from Markdown. Every block, table, reference and sentence keeps its place.
import type { Heading, Nodes, RootContent } from 'mdast'
import type { Diagnostics, Text } from '../diagnostic.js'
import { type Data, ParsedTexts, readData } from './data.js'
import { readFence } from './fence.js'
import type { KnowledgeFile } from './files.js'
import { parseMarkdown } from './markdown.js'
import { plainText, spanOf, walk } from './nodes.js'
import type { Block, Page, Reference, Section } from './page.js'
import { mapperOf } from './position.js'
import { excuseOf, sentencesOf } from './sentences.js'
import { readTable } from './table.js'

/** Reads one page. What cannot be read is reported and left out. `parsed` knows YAML that the page had before. */
export function readPage(file: KnowledgeFile, diagnostics: Diagnostics, parsed = new ParsedTexts()): Page {
  try {
    return readParts(file, diagnostics, parsed)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const { text, stratum } = file
    const reason = 'its lists or quotations nest too deep'
    diagnostics.report('page/unreadable', text, { line: 1, column: 1 }, { reason })
    return { text, stratum, sections: [], definitions: [] }
  }
}

function readParts(file: KnowledgeFile, diagnostics: Diagnostics, parsed: ParsedTexts): Page {
  const { text, stratum } = file
  const root = parseMarkdown(file.content)
  let frontmatter: Data | undefined
  const parts: { heading?: Heading; nodes: RootContent[] }[] = [{ nodes: [] }]
  for (const node of root.children) {
    if (node.type === 'yaml') {
      frontmatter = readData(
        node.value,
        text,
        mapperOf(node.value, text.lines, node.position!.start.line + 1),
        diagnostics,
        parsed,
      )
    } else if (node.type === 'heading') parts.push({ heading: node, nodes: [] })
    else parts.at(-1)!.nodes.push(node)
  }
  const sections = parts
    .filter(({ heading, nodes }) => heading !== undefined || nodes.length > 0)
    .map(({ heading, nodes }) => readSection(heading, nodes, text, diagnostics, parsed))
  const definitions: Reference[] = []
  for (const node of walk(root)) {
    if (node.type === 'footnoteDefinition')
      definitions.push({ name: node.label ?? node.identifier, span: spanOf(node) })
  }
  return { text, stratum, ...(frontmatter ? { frontmatter } : {}), sections, definitions }
}

function readSection(
  heading: Heading | undefined,
  nodes: readonly RootContent[],
  text: Text,
  diagnostics: Diagnostics,
  parsed: ParsedTexts,
): Section {
  const footnotes: Reference[] = []
  const codes: Reference[] = []
  for (const top of heading ? [heading, ...nodes] : nodes) {
    for (const node of walk(top)) {
      if (node.type === 'footnoteReference')
        footnotes.push({ name: node.label ?? node.identifier, span: spanOf(node) })
      if (node.type === 'inlineCode') codes.push({ name: node.value, span: spanOf(node) })
    }
  }
  return {
    heading: heading ? plainText(heading).trim() : '',
    depth: heading?.depth ?? 0,
    line: (heading ?? nodes[0])!.position!.start.line,
    prose: proseOf(nodes, text),
    blocks: blocksOf(nodes, text, diagnostics, parsed),
    footnotes,
    codes,
    sentences: [...(heading ? [heading] : []), ...nodes].flatMap((node, index, all) =>
      sentencesUnder(node, all[index + 1], text),
    ),
  }
}

/** The blocks of a section; a table belongs to the last `facts` or `patterns` block before it that has none yet. */
function blocksOf(
  nodes: readonly RootContent[],
  text: Text,
  diagnostics: Diagnostics,
  parsed: ParsedTexts,
): Block[] {
  const blocks: Block[] = []
  for (const top of nodes) {
    for (const node of walk(top)) {
      if (node.type === 'code') {
        const block = readFence(node, text, diagnostics, parsed)
        if (block) blocks.push({ ...block, span: { line: spanOf(node).line, column: spanOf(node).column } })
      } else if (node.type === 'table') {
        const last = blocks.findLastIndex(({ kind }) => kind === 'facts' || kind === 'patterns')
        const owner = blocks[last]
        if (owner && !owner.table) blocks[last] = { ...owner, table: readTable(node) }
      }
    }
  }
  return blocks
}

/** Paragraphs, lists and quotations as written; what holds a fence gives its paragraphs only. */
function proseOf(nodes: readonly RootContent[], text: Text): string {
  const pieces: string[] = []
  for (const top of nodes) {
    if (!['paragraph', 'list', 'blockquote'].includes(top.type)) continue
    const inner = [...walk(top)]
    const shown = inner.some(({ type }) => type === 'code')
      ? inner.filter(({ type }) => type === 'paragraph')
      : [top]
    for (const node of shown) pieces.push(sourceOf(node, text))
  }
  return pieces.join('\n\n')
}

function sourceOf(node: Nodes, text: Text): string {
  const { start, end } = node.position!
  const lines = text.lines.slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - 1)
  lines[0] = lines[0]!.slice(start.column - 1)
  return lines.join('\n').replace(/\s*<!--[\s\S]*?-->/g, '')
}

function sentencesUnder(node: Nodes, next: Nodes | undefined, text: Text): Section['sentences'] {
  if (node.type === 'paragraph' || node.type === 'heading')
    return sentencesOf(node, text, next?.type === 'html' ? excuseOf(next.value) : undefined)
  if (node.type === 'blockquote' || node.type === 'table' || node.type === 'footnoteDefinition') return []
  if (!('children' in node)) return []
  const children: readonly Nodes[] = node.children
  return children.flatMap((child, index) => sentencesUnder(child, children[index + 1], text))
}
