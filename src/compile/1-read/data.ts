// A piece of YAML on a page: its value as plain data, and the place of every key and value. The `yaml` library stays
// behind this file and `tree.ts`.
import { type Document, isScalar, parseDocument, visit } from 'yaml'
import type { Diagnostics, Span, Text } from '../diagnostic.js'
import type { Mapper } from './position.js'
import { refusesDepth, refusesKeys } from './refuse.js'
import { scalarOffsets } from './scalar.js'
import { type Path, Tree } from './tree.js'

export type { Path } from './tree.js'

/** How often an alias may be resolved: enough to save typing, too little for an expansion bomb. */
const maxAliasCount = 50

export class Data {
  readonly value: unknown
  readonly text: Text
  private readonly tree: Tree
  private readonly source: string
  private readonly at: Mapper

  constructor(value: unknown, text: Text, tree: Tree, source: string, at: Mapper) {
    this.value = value
    this.text = text
    this.tree = tree
    this.source = source
    this.at = at
  }

  /** Place of the value at a path; of the nearest enclosing value where there is none. */
  where(path: Path = []): Span {
    for (let length = path.length; length >= 0; length--) {
      const range = this.tree.value(path.slice(0, length))?.range
      if (range) return this.at(range[0], range[1])
    }
    return this.at(0)
  }

  /** Place of the key that ends a path; of its map where there is no such key. */
  whereKey(path: Path): Span {
    const range = this.tree.key(path)?.range
    return range ? this.at(range[0], range[1]) : this.where(path.slice(0, -1))
  }

  /** Place of the characters `start` to `end` of the text at a path. */
  whereIn(path: Path, start: number, end: number): Span {
    const node = this.tree.value(path)
    if (!isScalar(node) || typeof node.value !== 'string') return this.where(path)
    const offsets = scalarOffsets(this.source, node, node.value)
    const last = offsets.length - 1
    const from = offsets[Math.min(Math.max(start, 0), last)]!
    return this.at(from, Math.max(offsets[Math.min(Math.max(end, 0), last)]!, from + 1))
  }
}

/** Documents by their texts, which nobody changes: those of a page, and those of the page as it was before. */
export class ParsedTexts {
  private before: ParsedTexts | undefined
  private readonly documents = new Map<string, Document.Parsed>()

  constructor(before?: ParsedTexts) {
    this.before = before
  }

  /** The document of a text. */
  parse(source: string): Document.Parsed {
    const document =
      this.documents.get(source) ??
      this.before?.documents.get(source) ??
      parseDocument(source, { prettyErrors: false, uniqueKeys: false, stringKeys: true })
    this.documents.set(source, document)
    return document
  }

  /** Forgets what only the page as it was before had. */
  forget(): void {
    this.before = undefined
  }
}

/** Reads YAML; undefined when it has errors, which are reported at their place. */
export function readData(
  source: string,
  text: Text,
  at: Mapper,
  diagnostics: Diagnostics,
  parsed = new ParsedTexts(),
): Data | undefined {
  if (refusesDepth(source, text, at, diagnostics)) return undefined
  const document = parsed.parse(source)
  for (const found of [...document.errors, ...document.warnings]) {
    const reason = found.message.split('\n')[0]!
    diagnostics.report('yaml/syntax', text, at(found.pos[0], found.pos[1]), { reason })
  }
  if (document.errors.length > 0 || refusesKeys(document, text, at, diagnostics)) return undefined
  try {
    return new Data(document.toJS({ maxAliasCount }), text, new Tree(document), source, at)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    diagnostics.report('yaml/syntax', text, at(firstAlias(document)), { reason })
    return undefined
  }
}

function firstAlias(document: Document): number {
  let offset = 0
  visit(document, {
    Alias(_, { range }) {
      offset = range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return offset
}
