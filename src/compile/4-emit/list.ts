// A list of which a base reads the items one by one: its file, and where in it each item stands.
import type { ListHeads } from '../../knowledge/item-list.js'
import { Kept } from '../kept.js'
import { printItem } from './print.js'
import type { PrintedItems } from './printed-items.js'

export interface List {
  /** What the file calls the list. */
  readonly name: string
  readonly items: readonly object[]
  /** The members that the heads give. */
  readonly asked: readonly string[]
}

const between = ',\n  '

/** Prints a list as `printJson` does. */
export function printList(
  { name, items, asked }: List,
  note: string,
  printed: PrintedItems,
): { readonly text: string; readonly heads: string } {
  const before = `{\n "note": ${JSON.stringify(note)},\n ${JSON.stringify(name)}: [${items.length === 0 ? '' : '\n  '}`
  const after = items.length === 0 ? ']\n}\n' : '\n ]\n}\n'
  const entries = items.map((item) => entryOf(item, asked, printed))
  const forms = new Map<string, number>()
  let bytes = Buffer.byteLength(before) + after.length + between.length * Math.max(items.length - 1, 0)
  const placed = entries.map((entry) => {
    const form = forms.get(entry.form) ?? forms.size
    forms.set(entry.form, form)
    bytes += entry.bytes
    return [form, entry.bytes] as const
  })
  const known: Omit<ListHeads, 'items' | 'heads'> = {
    before: Buffer.byteLength(before),
    between: between.length,
    bytes,
    forms: [...forms.keys()].map((form) => form.split(' ').filter((member) => member !== '')),
  }
  return {
    text: `${before}${entries.map(({ text }) => text).join(between)}${after}`,
    heads: headsText(known, {
      items: placed.map((each) => JSON.stringify(each)),
      heads: entries.map(({ head }) => head),
    }),
  }
}

/** The heads of a list as JSON, an item to a line: thousands of them, of which each run prints most as it did before. */
function headsText(known: object, lines: Readonly<Record<string, readonly string[]>>): string {
  const members = [
    ...Object.entries(known).map(([member, value]) => `${JSON.stringify(member)}: ${JSON.stringify(value)}`),
    ...Object.entries(lines).map(
      ([member, texts]) => `${JSON.stringify(member)}: [\n   ${texts.join(',\n   ')}\n  ]`,
    ),
  ]
  return `{\n  ${members.join(',\n  ')}\n }`
}

/** The file of the heads of all lists, by the names of their files. */
export function printHeads(note: string, heads: Readonly<Record<string, string>>): string {
  const members = Object.entries({ note: JSON.stringify(note), ...heads })
  return `{\n ${members.map(([name, text]) => `${JSON.stringify(name)}: ${text}`).join(',\n ')}\n}\n`
}

interface Entry {
  readonly text: string
  readonly bytes: number
  /** As JSON. */
  readonly head: string
  /** The members that the head does not have. */
  readonly form: string
}

/** By the members that heads give, the entries of items. */
const known = new WeakMap<readonly string[], Kept<Entry>>()

function entryOf(item: object, asked: readonly string[], printed: PrintedItems): Entry {
  const kept = known.get(asked) ?? new Kept<Entry>()
  known.set(asked, kept)
  return kept.recall(item, () => {
    const text = printItem(item, printed)
    const members = Object.entries(item).filter(([, value]) => value !== undefined)
    const [own, others] = [true, false].map((inHead) =>
      members.filter(([member]) => asked.includes(member) === inHead),
    )
    const form = others!.map(([member]) => member).join(' ')
    return { text, bytes: Buffer.byteLength(text), head: JSON.stringify(Object.fromEntries(own!)), form }
  })
}
