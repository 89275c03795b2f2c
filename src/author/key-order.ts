// The order of keys in a block: that in which its JSON Schema (`rules/*.schema.json`) names them.

interface Schema {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** What a schema says of a value: the alternatives that it may be. */
export class Shape {
  private readonly root: Schema
  private readonly alternatives: readonly Schema[]

  constructor(root: object, alternatives: readonly object[] = [root]) {
    this.root = root
    this.alternatives = alternatives.flatMap((schema) => this.resolved(schema))
  }

  /** Keys in order; none where a map may have any. */
  keys(): string[] {
    return [...new Set(this.alternatives.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  }

  at(key: string): Shape {
    const inner = this.alternatives.flatMap(({ properties, additionalProperties }) => {
      const own = properties?.[key]
      return own ?? (typeof additionalProperties === 'object' ? additionalProperties : [])
    })
    return new Shape(this.root, inner)
  }

  item(): Shape {
    return new Shape(
      this.root,
      this.alternatives.flatMap(({ items }) => items ?? []),
    )
  }

  private resolved(schema: Schema): Schema[] {
    const name = schema.$ref?.split('/').at(-1)
    const target = name === undefined ? undefined : this.root.definitions?.[name]
    if (target !== undefined) return this.resolved(target)
    return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap((one) => this.resolved(one))
  }
}
