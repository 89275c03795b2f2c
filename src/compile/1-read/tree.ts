import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml'

export type Path = readonly (string | number)[]

/** The nodes of a YAML document by path. Maps are indexed once, so that a long map costs its length and not its square. */
export class Tree {
  private readonly document: Document
  private readonly indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

  constructor(document: Document) {
    this.document = document
  }

  /** The node at a path; undefined where there is none. */
  value(path: Path): Node | undefined {
    let node: unknown = this.document.contents
    for (const step of path) {
      const here = isAlias(node) ? node.resolve(this.document) : node
      if (isMap(here)) node = this.pairs(here).get(String(step))?.value
      else if (isSeq(here)) node = here.items[Number(step)]
      else return undefined
    }
    return isNode(node) ? node : undefined
  }

  /** The key that ends a path. */
  key(path: Path): Node | undefined {
    const map = this.value(path.slice(0, -1))
    const key = isMap(map) ? this.pairs(map).get(String(path.at(-1)))?.key : undefined
    return isNode(key) ? key : undefined
  }

  private pairs(map: YAMLMap): ReadonlyMap<string, Pair> {
    let index = this.indexes.get(map)
    if (index === undefined) {
      index = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]))
      this.indexes.set(map, index)
    }
    return index
  }
}
