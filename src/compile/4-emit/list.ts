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

/** The file of a list: what `printJson` makes of it, but that a short list is no shorter. */
export function listText(
  file: string,
  { name, items }: Omit<List, 'asked'>,
  note: string,
  printed: PrintedItems,
): string {
  const [before, after] = around(name, items, note)
  const texts = items.map((item) => printItem(item, printed))
  return printed.joined(file, [before, ...texts], () => `${before}${texts.join(between)}${after}`)
}

/** What stands before and behind the items in the file of a list. */
function around(
  name: string,
  items: readonly object[],
  note: string,
): readonly [before: string, after: string] {
  const [open, close] = items.length === 0 ? ['[', ']'] : ['[\n  ', '\n ]']
  return [`{\n "note": ${JSON.stringify(note)},\n ${JSON.stringify(name)}: ${open}`, `${close}\n}\n`]
}

/** The heads of a list, as JSON. */
export function headsText({ name, items, asked }: List, note: string, printed: PrintedItems): string {
  const [before, after] = around(name, items, note)
  const entries = items.map((item) => entryOf(item, asked, printed))
  const forms = new Map<string, number>()
  const placed = entries.map(({ form, bytes }) => {
    const number = forms.get(form) ?? forms.size
    forms.set(form, number)
    return [number, bytes] as const
  })
  const gaps = between.length * Math.max(items.length - 1, 0)
  const known: Omit<ListHeads, 'items' | 'heads'> = {
    before: Buffer.byteLength(before),
    between: between.length,
    bytes: placed.reduce((sum, [, bytes]) => sum + bytes, Buffer.byteLength(before + after) + gaps),
    forms: [...forms.keys()].map((form) => form.split(' ').filter((member) => member !== '')),
  }
  return byLines(known, {
    items: placed.map((each) => JSON.stringify(each)),
    heads: entries.map(({ head }) => head),
  })
}

/** An object whose lists have an item to a line. */
function byLines(known: object, lines: Readonly<Record<string, readonly string[]>>): string {
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
    return { bytes: Buffer.byteLength(text), head: JSON.stringify(Object.fromEntries(own!)), form }
  })
}
