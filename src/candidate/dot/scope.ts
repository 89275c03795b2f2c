import {
  type Attributes,
  assign,
  copyAttributes,
  newAttributes,
  noAttributes,
  noNames,
  type Pairs,
  type Spend,
} from './attributes.js'
import type { DotAttributes } from './types.js'

/** A node while the graph is read. */
export interface NodeRecord {
  readonly id: string
  readonly index: number
  readonly line: number
  /** The subgraph of the first node statement, or of the first occurrence. */
  scope: Scope
  declared: boolean
  attributes: DotAttributes
  /** Undefined as long as the attributes are the shared defaults. */
  explicit: Set<string> | undefined
  inEdge: boolean
  removed: boolean
}

export type DefaultsOf = 'node' | 'edge'

/** Own settings of a subgraph for its nodes or edges, and what results with those of the subgraphs around it. */
class Defaults {
  own: Attributes | undefined
  effective: DotAttributes = noAttributes
  version = -1
}

/** The graph or a subgraph: what nodes and edges inherit while it is open, and what it contains. */
export class Scope {
  readonly name: string | undefined
  readonly parent: Scope | undefined
  readonly line: number
  readonly members: NodeRecord[] = []
  readonly children: Scope[] = []
  attributes: DotAttributes
  explicit: ReadonlySet<string> = noNames
  private owned: Set<string> | undefined
  private attributesAreShared = true
  private byName: Map<string, Scope> | undefined
  private readonly node = new Defaults()
  private readonly edge = new Defaults()

  constructor(name: string | undefined, parent: Scope | undefined, line: number) {
    this.name = name
    this.parent = parent
    this.line = line
    this.attributes = parent === undefined ? noAttributes : parent.shareAttributes()
  }

  /** The subgraph of that name within this one; a name that occurs again continues the subgraph. */
  child(name: string | undefined, line: number): Scope {
    const known = name === undefined ? undefined : this.byName?.get(name)
    if (known !== undefined) return known
    const scope = new Scope(name, this, line)
    this.children.push(scope)
    if (name !== undefined) {
      this.byName ??= new Map()
      this.byName.set(name, scope)
    }
    return scope
  }

  /** Sets attributes of the subgraph itself. Subgraphs that were opened before keep what they inherited. */
  set(pairs: Pairs, spend: Spend): void {
    if (pairs.length === 0) return
    if (this.owned === undefined) {
      this.owned = new Set()
      this.explicit = this.owned
    }
    if (this.attributesAreShared) {
      this.attributes = copyAttributes(this.attributes, spend)
      this.attributesAreShared = false
    }
    assign(this.attributes as Attributes, pairs)
    for (let i = 0; i < pairs.length; i += 2) this.owned.add(pairs[i]!)
  }

  setDefaults(kind: DefaultsOf, pairs: Pairs): void {
    const defaults = this[kind]
    defaults.own ??= newAttributes()
    assign(defaults.own, pairs)
  }

  /** What a node or edge made here starts with. The object is shared: do not write to it. */
  defaults(kind: DefaultsOf, version: number, spend: Spend): DotAttributes {
    const defaults = this[kind]
    if (defaults.version === version) return defaults.effective
    const inherited = this.parent?.defaults(kind, version, spend) ?? noAttributes
    if (defaults.own === undefined) defaults.effective = inherited
    else {
      const merged = copyAttributes(inherited, spend)
      for (const name in defaults.own) {
        merged[name] = defaults.own[name]!
        spend(1)
      }
      defaults.effective = merged
    }
    spend(1)
    defaults.version = version
    return defaults.effective
  }

  private shareAttributes(): DotAttributes {
    this.attributesAreShared = true
    return this.attributes
  }
}
