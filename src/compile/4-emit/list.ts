// A list of which a base reads the items one by one: its file, and where in it each item stands.
import type { ListHeads } from '../../knowledge/item-list.js'
import type { Memo } from '../memo.js'
import { printItem } from './print.js'

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
  memo: Memo<string>,
): { readonly text: string; readonly heads: ListHeads } {
  const before = `{\n "note": ${JSON.stringify(note)},\n ${JSON.stringify(name)}: [\n  `
  const texts = items.map((item) => printItem(item, memo))
  const text = `${before}${texts.join(between)}\n ]\n}\n`
  const forms = new Map<string, readonly [number, readonly string[]]>()
  const placed = items.map((item, i) => {
    const form = membersOf(item).filter((member) => !asked.includes(member))
    const key = form.join(' ')
    const [number] = forms.get(key) ?? [forms.size]
    forms.set(key, [number, form])
    return [number, Buffer.byteLength(texts[i]!)] as const
  })
  return {
    text,
    heads: {
      before: Buffer.byteLength(before),
      between: between.length,
      bytes: Buffer.byteLength(text),
      forms: [...forms.values()].map(([, form]) => form),
      items: placed,
      heads: items.map((item) => headOf(item, asked)),
    },
  }
}

function headOf(item: object, asked: readonly string[]): object {
  return Object.fromEntries(Object.entries(item).filter(([member]) => asked.includes(member)))
}

const membersOf = (item: object): readonly string[] =>
  Object.entries(item).flatMap(([member, value]) => (value === undefined ? [] : [member]))
