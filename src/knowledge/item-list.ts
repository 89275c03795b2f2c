// A list of the base from its file. What is asked of all items, their heads, stands in a file of its own and is read at once; an
// item itself is read when something else is asked of it. A verdict on a small plan asks it of one in ten.
import { BaseError } from './base-error.js'

/** What is known of a list before any of its items is read. */
export interface ListHeads {
  /** Bytes before the first item, and between two. */
  readonly before: number
  readonly between: number
  /** Bytes of the whole file. */
  readonly bytes: number
  /** The members that heads do not have, in the order of the items: each selection that occurs. */
  readonly forms: readonly (readonly string[])[]
  /** An item each: which form it has, and its bytes. */
  readonly items: readonly (readonly [form: number, bytes: number])[]
  readonly heads: readonly object[]
}

type Members = Readonly<Record<string, unknown>>

export class ItemList<Item extends object> {
  readonly file: string
  private readonly known: ListHeads
  private readonly content: Buffer
  private readonly starts: readonly number[]
  private readonly descriptors: readonly PropertyDescriptorMap[]
  private readonly rows = new Map<object, number>()
  private readonly read: (Members | undefined)[] = []

  /** `content` is the file of which the heads are known. @throws BaseError where it is another */
  constructor(known: ListHeads, content: Buffer, file: string) {
    if (content.length !== known.bytes) throw foreign(file)
    this.file = file
    this.known = known
    this.content = content
    let start = known.before
    this.starts = known.items.map(([, bytes]) => {
      start += bytes + known.between
      return start - bytes - known.between
    })
    const later = new Map<string, PropertyDescriptor>()
    for (const key of known.forms.flat()) if (!later.has(key)) later.set(key, this.later(key))
    this.descriptors = known.forms.map((form) =>
      Object.fromEntries(form.map((key) => [key, later.get(key)!])),
    )
  }

  /** The items. Members that their heads do not give are read when they are first looked at. */
  items(): readonly Item[] {
    return this.complete(this.known.heads)
  }

  /** Gives heads, of this list or of one that goes with it, the members of the items. */
  complete(heads: readonly object[]): readonly Item[] {
    const { items } = this.known
    if (heads.length !== items.length) throw foreign(this.file)
    for (const [row, head] of heads.entries()) {
      this.rows.set(head, row)
      Object.defineProperties(head, this.descriptors[items[row]![0]]!)
    }
    return heads as readonly Item[]
  }

  /** A member that becomes an ordinary one when it is first looked at. */
  private later(key: string): PropertyDescriptor {
    const item = (head: object): Members => this.item(head, this.rows.get(head)!)
    return {
      enumerable: true,
      configurable: true,
      get(this: object) {
        const value = item(this)[key]
        Object.defineProperty(this, key, { enumerable: true, value })
        return value
      },
    }
  }

  private item(head: object, row: number): Members {
    let item = this.read[row]
    if (item === undefined) {
      item = this.parse(head, row)
      this.read[row] = item
    }
    return item
  }

  private parse(head: object, row: number): Members {
    const start = this.starts[row]!
    const name = nameOf(head)
    try {
      const text = this.content.toString('utf8', start, start + this.known.items[row]![1])
      const item = JSON.parse(text) as Members
      if (nameOf(item) === name) return item
    } catch {
      // Told below.
    }
    throw new BaseError(`${this.file} cannot be read at ${name}: run kb compile`)
  }
}

function nameOf(item: object): unknown {
  const { id, name } = item as { readonly id?: unknown; readonly name?: unknown }
  return id ?? name
}

const foreign = (file: string): BaseError =>
  new BaseError(`${file} does not go with the heads beside it: run kb compile`)
