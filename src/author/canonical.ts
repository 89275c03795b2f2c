// A YAML block in canonical layout: keys in the order of its schema, two columns a level, one space where one is needed.
// Scalars and comments stand as the author wrote them, and so does a collection that he wrote in brackets. Where a
// block uses what this printer does not know, it is left as it is; so is one that would not read the same afterwards.
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Shape } from './key-order.js'

/** Ends the printing of a block that is better left alone. */
class Unusual extends Error {}

/** The block in canonical layout; as it was where it cannot be brought into it. */
export function canonicalYaml(source: string, shape: Shape): string {
  const { contents, errors } = parseDocument(source, {
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
  })
  if (errors.length > 0 || !(isMap(contents) || isSeq(contents)) || contents.flow) return source
  try {
    const lines = source.split('\n')
    const printed = new Printer(source, lines).block(contents, shape, 0, lines.length, 0)
    while (printed.at(-1) === '') printed.pop()
    const result = printed.join('\n')
    return readsAlike(source, result) ? result : source
  } catch (error) {
    if (!(error instanceof Unusual)) throw error
    return source
  }
}

/** An item of a block collection with the lines that belong to it. */
interface Item {
  readonly lead: readonly string[]
  readonly lines: readonly string[]
  readonly rank: number
}

/** Where an item stands (its lines, and the column of its key or dash), and the indentation that it gets. */
interface Region {
  readonly first: number
  readonly end: number
  readonly column: number
  readonly indent: number
}

type Collection = YAMLMap | YAMLSeq

class Printer {
  private readonly source: string
  private readonly lines: readonly string[]
  private readonly starts: readonly number[]

  constructor(source: string, lines: readonly string[]) {
    this.source = source
    this.lines = lines
    let at = 0
    this.starts = lines.map(({ length }) => {
      const start = at
      at += length + 1
      return start
    })
  }

  /** A collection in block style, which has the lines `from` to `to`. */
  block(node: Collection, shape: Shape, from: number, to: number, indent: number): string[] {
    const pad = ' '.repeat(indent)
    const firsts = node.items.map((item) => this.lineOf(startOf(item)))
    const column = this.columnOf(node)
    const order = isMap(node) ? shape.keys() : []
    let head: string[] = []
    let tail: string[] = []
    const items = node.items.map((item, i): Item => {
      const first = firsts[i]!
      const lead = this.lines.slice(i === 0 ? from : this.leadStart(node, i, firsts, column), first)
      if (i === 0) {
        const blank = lead.findLastIndex((line) => line.trim() === '')
        head = lead.splice(0, blank + 1)
      }
      const next = firsts[i + 1]
      let end = next === undefined ? to : this.leadStart(node, i + 1, firsts, column)
      if (next === undefined) {
        const last = this.lastLine(item) + 1
        const rest = this.lines.slice(last, to)
        const outer = rest.findIndex((line) => line.trim() !== '' && indentOf(line) <= column)
        if (outer >= 0) {
          tail = rest.slice(outer)
          end = last + outer
        }
      }
      const region = { first, end, column, indent }
      const lines = isMap(node)
        ? this.pair(item as Pair, shape, region)
        : this.item(item, shape.item(), region)
      return { lead, lines, rank: rankOf(item, order) }
    })
    const sorted = items.map((item, i) => ({ ...item, i })).sort((a, b) => a.rank - b.rank || a.i - b.i)
    const printed = sorted.flatMap(({ lead, lines }) => [...this.comments(lead, pad), ...lines])
    const all = [...this.comments(head, pad), ...printed, ...this.comments(tail, pad)]
    const start = all.findIndex((line) => line !== '')
    return all.slice(start).filter((line, i, kept) => line !== '' || kept[i - 1] !== '')
  }

  /** The first of the lines right above an item that are comments of it, or empty. */
  private leadStart(node: Collection, i: number, firsts: readonly number[], column: number): number {
    const least = this.lastLine(node.items[i - 1]) + 1
    let line = firsts[i]!
    while (line > least && isLead(this.lines[line - 1]!, column)) line--
    return line
  }

  private pair({ key, value }: Pair, shape: Shape, region: Region): string[] {
    const name = isScalar(key) ? String(key.value) : ''
    const opening = `${' '.repeat(region.indent)}${this.text(key)}:`
    return this.value(opening, value, shape.at(name), this.colonBehind(key as Node), region)
  }

  /** Offset behind the colon of a pair. */
  private colonBehind(key: Node): number {
    const end = key.range![1]
    const colon = this.source.indexOf(':', end)
    if (colon < 0 || this.source.slice(end, colon).trim() !== '') throw new Unusual()
    return colon + 1
  }

  private item(node: unknown, shape: Shape, region: Region): string[] {
    const { first, end, column, indent } = region
    const dash = this.starts[first]! + column
    if (this.source[dash] !== '-') throw new Unusual()
    const opening = `${' '.repeat(indent)}-`
    if (!isCollection(node) || node.flow) return this.value(opening, node, shape, dash + 1, region)
    if (this.lineOf(node.range![0]) !== first) throw new Unusual()
    const lines = this.block(node, shape, first, end, indent + 2)
    // The first line stands behind the dash, and a comment cannot.
    if (lines[0]!.trimStart().startsWith('#')) throw new Unusual()
    return [`${opening} ${lines[0]!.trimStart()}`, ...lines.slice(1)]
  }

  /** A value behind `opening` (a key or a dash), which ends at the offset `opened`. */
  private value(opening: string, node: unknown, shape: Shape, opened: number, region: Region): string[] {
    const { first, end, indent } = region
    if (isCollection(node) && !node.flow) {
      if (this.lineOf(node.range![0]) === first) throw new Unusual()
      const nested = this.block(node, shape, first + 1, end, indent + 2)
      return [opening + this.remark(opened, first), ...nested]
    }
    const deeper = () => this.comments(this.lines.slice(first + 1, end), ' '.repeat(indent + 2))
    const range = isNode(node) ? node.range : undefined
    if (!range || range[0] === range[1]) return [opening + this.remark(opened, first), ...deeper()]
    if (this.lineOf(range[0]) !== first) throw new Unusual()
    if (this.lineOf(range[1] - 1) > first || isBlockScalar(node)) {
      return this.verbatim(opening, range[0], region)
    }
    const text = isCollection(node) ? this.flow(node, shape) : this.text(node)
    return [`${opening} ${text}${this.remark(range[1], first)}`, ...deeper()]
  }

  /** A value of several lines: they keep their distance from the column of its key or dash. */
  private verbatim(opening: string, start: number, { first, end, column, indent }: Region): string[] {
    const shift = indent - column
    const moved = this.lines.slice(first + 1, end).map((line) => {
      if (line.trim() === '') return ''
      return shift >= 0 ? ' '.repeat(shift) + line : line.slice(Math.min(-shift, indentOf(line)))
    })
    const header = this.source.slice(start, this.starts[first]! + this.lines[first]!.length).trimEnd()
    return [`${opening} ${header}`, ...moved]
  }

  private flow(node: Node, shape: Shape): string {
    if (isSeq(node) && this.source[node.range![0]] === '[') {
      return `[${node.items.map((item) => this.flow(item as Node, shape.item())).join(', ')}]`
    }
    if (!isMap(node)) return this.text(node)
    if (this.source[node.range![0]] !== '{') throw new Unusual()
    const order = shape.keys()
    const pairs = [...node.items].map((pair, i) => ({ pair, i, rank: rankOf(pair, order) }))
    const texts = pairs
      .sort((a, b) => a.rank - b.rank || a.i - b.i)
      .map(({ pair: { key, value } }) => {
        const inner = value === null ? '' : this.flow(value as Node, shape.at(String((key as Scalar).value)))
        return inner === '' ? this.text(key) : `${this.text(key)}: ${inner}`
      })
    return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`
  }

  /** A scalar as written. */
  private text(node: unknown): string {
    if (!isScalar(node) || !node.range) throw new Unusual()
    const text = this.source.slice(node.range[0], node.range[1])
    if (text.includes('\n')) throw new Unusual()
    return text
  }

  /** What follows on the line: a comment, or nothing. */
  private remark(offset: number, line: number): string {
    const rest = this.source.slice(offset, this.starts[line]! + this.lines[line]!.length).trim()
    if (rest !== '' && !rest.startsWith('#')) throw new Unusual()
    return rest === '' ? '' : ` ${rest}`
  }

  private comments(lines: readonly string[], pad: string): string[] {
    return lines.map((line) => {
      const text = line.trim()
      if (text !== '' && !text.startsWith('#')) throw new Unusual()
      return text === '' ? '' : pad + text
    })
  }

  private lineOf(offset: number): number {
    const after = this.starts.findIndex((start) => start > offset)
    return (after < 0 ? this.starts.length : after) - 1
  }

  private columnOf(node: Collection): number {
    const [first] = node.items
    const offset = isMap(node) ? startOf(first) : node.range![0]
    return offset - this.starts[this.lineOf(offset)]!
  }

  /** The last line of an item's value. */
  private lastLine(item: unknown): number {
    const node = isPair(item) ? (item.value ?? item.key) : item
    if (isCollection(node) && !node.flow && node.items.length > 0) return this.lastLine(node.items.at(-1))
    const [start, end] = (node as Node).range!
    return this.lineOf(Math.max(start, end - 1))
  }
}

const isCollection = (node: unknown): node is Collection => isMap(node) || isSeq(node)
const isPair = (item: unknown): item is Pair =>
  typeof item === 'object' && item !== null && !isNode(item) && 'key' in item
const isBlockScalar = (node: unknown): boolean =>
  isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED)
const indentOf = (line: string): number => line.length - line.trimStart().length
const isLead = (line: string, column: number): boolean =>
  line.trim() === '' || (line.trimStart().startsWith('#') && indentOf(line) <= column)

function startOf(item: unknown): number {
  const node = isPair(item) ? item.key : item
  if (!isNode(node) || !node.range) throw new Unusual()
  return node.range[0]
}

/** Keys that the schema does not name come last, in the order in which they stand. */
function rankOf(item: unknown, order: readonly string[]): number {
  if (!isPair(item) || !isScalar(item.key)) return 0
  const rank = order.indexOf(String(item.key.value))
  return rank < 0 ? order.length : rank
}

/** Whether two texts have the same value and the same comments. */
function readsAlike(before: string, after: string): boolean {
  const value = (text: string): string => {
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, stringKeys: true })
    return document.errors.length > 0
      ? text
      : JSON.stringify(document.toJS({ maxAliasCount: 50 }), sortedKeys)
  }
  const comments = (text: string): string =>
    [...new Lexer().lex(text)]
      .filter((token) => token.startsWith('#'))
      .sort()
      .join('\n')
  return value(before) === value(after) && comments(before) === comments(after)
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
