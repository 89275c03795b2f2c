// A page with its blocks in canonical layout. Prose, tables, frontmatter and other code are not touched.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readData } from '../compile/1-read/data.js'
import { parseMarkdown } from '../compile/1-read/markdown.js'
import { walk } from '../compile/1-read/nodes.js'
import { type BlockKind, blockKinds } from '../compile/1-read/page.js'
import { Diagnostics } from '../compile/diagnostic.js'
import { canonicalYaml } from './canonical.js'
import { Shape } from './key-order.js'

export type Shapes = Readonly<Record<BlockKind, Shape>>

/** The order of keys of every kind of block, from the grammar folder. */
export async function blockShapes(rules: string): Promise<Shapes> {
  const entries = await Promise.all(
    blockKinds.map(async (kind) => {
      const text = await readFile(join(rules, `${kind}.schema.json`), 'utf8')
      return [kind, new Shape(JSON.parse(text) as object)] as const
    }),
  )
  return Object.fromEntries(entries) as Shapes
}

/** The page with canonical blocks. Blocks that cannot be read stay as they are: `kb compile` says what is wrong. */
export function formatPage(content: string, shapes: Shapes): string {
  const windows = content.includes('\r\n')
  const lines = content.replaceAll('\r\n', '\n').split('\n')
  // Line ends of both kinds, or bare returns: not ours to choose.
  if (content.includes('\r') && lines.join('\r\n') !== content) return content
  const fences = [...walk(parseMarkdown(lines.join('\n')))].filter((node) => node.type === 'code')
  for (const { lang, meta, value, position } of fences.reverse()) {
    const word = meta?.trim().split(/\s+/)[0]
    const kind = lang === 'yaml' ? blockKinds.find((known) => known === word) : undefined
    const first = position!.start.line
    const length = value.split('\n').length
    const isPlain = lines.slice(first, first + length).join('\n') === value
    const isClosed = position!.end.line === first + length + 1
    if (kind === undefined || value === '' || !isPlain || !isClosed || !isReadable(value)) continue
    lines.splice(first, length, ...canonicalYaml(value, shapes[kind]).split('\n'))
  }
  return lines.join(windows ? '\r\n' : '\n')
}

/** Whether the compiler reads the text: what nests without end is not even parsed. */
function isReadable(source: string): boolean {
  const text = { name: '', lines: source.split('\n') }
  return readData(source, text, () => ({ line: 1, column: 1 }), new Diagnostics()) !== undefined
}
