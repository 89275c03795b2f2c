// A piece of YAML on a page: its value as plain data, and the place of every key and value. The `yaml` library stays
// behind these functions.
import { type Document, isMap, isScalar, type Node, parseDocument, visit } from 'yaml'
import type { Diagnostics, Span, Text } from '../diagnostic.js'
import type { Mapper } from './position.js'
import { scalarOffsets } from './scalar.js'

export type Path = readonly (string | number)[]

/** How often an alias may be resolved: enough to save typing, too little for an expansion bomb. */
const maxAliasCount = 50
/** Nesting beyond which YAML is refused before anything recurses into it. */
const maxDepth = 60

/** Names that every object has from its prototype; as keys they are refused. */
export const unsafeNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

export class Data {
  readonly value: unknown
  readonly text: Text
  private readonly document: Document
  private readonly source: string
  private readonly at: Mapper

  constructor(value: unknown, text: Text, document: Document, source: string, at: Mapper) {
    this.value = value
    this.text = text
    this.document = document
    this.source = source
    this.at = at
  }

  /** Place of the value at a path; of the nearest enclosing value where there is none. */
  where(path: Path = []): Span {
    for (let length = path.length; length >= 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true) as Node | undefined
      if (node?.range) return this.at(node.range[0], node.range[1])
    }
    return this.at(0)
  }

  /** Place of the key that ends a path; of its map where there is no such key. */
  whereKey(path: Path): Span {
    const map = path.length === 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true)
    const wanted = String(path.at(-1))
    const pair = isMap(map)
      ? map.items.find(({ key }) => isScalar(key) && String(key.value) === wanted)
      : undefined
    const range = (pair?.key as Node | undefined)?.range
    return range ? this.at(range[0], range[1]) : this.where(path.slice(0, -1))
  }

  /** Place of the characters `start` to `end` of the text at a path. */
  whereIn(path: Path, start: number, end: number): Span {
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true)
    if (!isScalar(node) || typeof node.value !== 'string') return this.where(path)
    const offsets = scalarOffsets(this.source, node, node.value)
    const last = offsets.length - 1
    const from = offsets[Math.min(Math.max(start, 0), last)]!
    return this.at(from, Math.max(offsets[Math.min(Math.max(end, 0), last)]!, from + 1))
  }
}

/** Reads YAML; undefined when it has errors, which are reported at their place. */
export function readData(source: string, text: Text, at: Mapper, diagnostics: Diagnostics): Data | undefined {
  const deep = tooDeep(source)
  if (deep !== undefined) {
    diagnostics.report('yaml/too-deep', text, at(deep), { limit: maxDepth })
    return undefined
  }
  const document = parseDocument(source, { prettyErrors: false, uniqueKeys: true, stringKeys: true })
  for (const found of [...document.errors, ...document.warnings]) {
    const reason = found.message.split('\n')[0]!
    diagnostics.report('yaml/syntax', text, at(found.pos[0], found.pos[1]), { reason })
  }
  if (document.errors.length > 0) return undefined
  const unsafe = unsafeKey(document)
  if (unsafe !== undefined) {
    diagnostics.report('yaml/unsafe-key', text, at(unsafe[0], unsafe[1]), { key: source.slice(...unsafe) })
    return undefined
  }
  try {
    return new Data(document.toJS({ maxAliasCount }), text, document, source, at)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    diagnostics.report('yaml/syntax', text, at(firstAlias(document)), { reason })
    return undefined
  }
}

/** A key that would reach the prototype of an object; nothing on a page needs such a name. */
function unsafeKey(document: Document): [number, number] | undefined {
  let found: [number, number] | undefined
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || !unsafeNames.has(String(key.value)) || !key.range) return undefined
      found = [key.range[0], key.range[1]]
      return visit.BREAK
    },
  })
  return found
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

/** Offset at which brackets or dashes nest too deep; a cheap over-approximation that looks at characters alone. */
function tooDeep(source: string): number | undefined {
  let open = 0
  let run = 0
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!
    if (c === '[' || c === '{') open++
    else if ((c === ']' || c === '}') && open > 0) open--
    if (c === '\n') run = 0
    else if (c === '-' || c === '?') run++
    else if (c !== ' ') run = 0
    if (open > maxDepth || (run > maxDepth && source[i + 1] === ' ')) return i
  }
  return undefined
}
