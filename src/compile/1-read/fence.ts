// Fenced code: what kind of block it is, and whether its fence was closed.
import type { Code } from 'mdast'
import type { Diagnostics, Text } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import { type Data, type ParsedTexts, readData } from './data.js'
import { spanOf } from './nodes.js'
import { type BlockKind, blockKinds } from './page.js'
import { mapperOf } from './position.js'

export interface FencedBlock {
  readonly kind: BlockKind
  readonly data: Data
}

const fenceLine = /^(`{3,}|~{3,})\s*(\S*)\s*(\S*)/

/** Reads a fence; undefined when it is no block of knowledge or cannot be read (then that is reported). */
export function readFence(
  node: Code,
  text: Text,
  diagnostics: Diagnostics,
  parsed: ParsedTexts,
): FencedBlock | undefined {
  if (reportUnclosed(node, text, diagnostics)) return undefined
  if (node.lang !== 'yaml' || !node.meta) return undefined
  const word = node.meta.trim().split(/\s+/)[0]!
  const kind = blockKinds.find((known) => known === word)
  if (kind === undefined) {
    const values = { kind: word }
    diagnostics.report('block/unknown-kind', text, spanOf(node), values, {
      expected: blockKinds.join(', '),
      hint: nearestHint(word, blockKinds),
    })
    return undefined
  }
  const at = mapperOf(node.value, text.lines, node.position!.start.line + 1)
  const data = readData(node.value, text, at, diagnostics, parsed)
  return data && { kind, data }
}

/**
 * An unclosed fence is legal Markdown and swallows what follows: to the end of its container, or to the closing fence of
 * the next block, whose opening fence it then contains.
 */
function reportUnclosed(node: Code, text: Text, diagnostics: Diagnostics): boolean {
  const { start, end } = node.position!
  const opening = fenceLine.exec(text.lines[start.line - 1]!.slice(start.column - 1))
  if (!opening) return false
  const fence = opening[1]!
  const lines = node.value.split('\n')
  const swallowed = lines.findIndex((line) => {
    const inner = fenceLine.exec(line.trimStart())
    return inner !== null && inner[1]!.startsWith(fence) && inner[2] === 'yaml' && inner[3] !== ''
  })
  const last = text.lines[end.line - 1]!.slice(0, end.column - 1).replace(/^[\s>]*/, '')
  const closed = end.line > start.line && last.startsWith(fence) && /^[`~]+$/.test(last.trimEnd())
  if (closed && swallowed < 0) return false
  const heading = lines.findIndex((line) => /^\s*#{1,6} /.test(line))
  const upTo = start.line + (swallowed >= 0 ? swallowed : heading >= 0 ? heading : lines.length)
  const hint = `write ${fence} on a line of its own where the block ends, at the latest behind line ${upTo}`
  const what =
    swallowed < 0 ? 'the rest of the page' : `the block that opens in line ${start.line + 1 + swallowed}`
  diagnostics.report(
    'block/unclosed-fence',
    text,
    spanOf(node),
    { what },
    { expected: `a closing ${fence}`, hint },
  )
  return true
}
