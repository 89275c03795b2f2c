import { PrintedItems } from './printed-items.js'

/** Values that fit a line of this width are written on one. */
const width = 110

/**
 * JSON that is good to compare by lines: what fits a line stands on one, the rest is broken up with one space of
 * indentation a level. The same value gives the same text; keys keep their order, and `undefined` is left out.
 `items`
 * remembers how the items of lists that stand in the value itself were printed.
 */
export function printJson(value: unknown, items = new PrintedItems()): string {
  const print = (part: unknown, depth: number): string =>
    depth === itemDepth ? printItem(part, items) : printed(part, depth, print)
  return `${print(value, 0)}\n`
}

/** An item as it stands in a list that is a member of the whole. */
export function printItem(item: unknown, items: PrintedItems): string {
  const print = (part: unknown, depth: number): string => printed(part, depth, print)
  return items.recall(item, () => print(item, itemDepth))
}

/** An item of a list in an object is two levels deep. */
const itemDepth = 2

type Print = (value: unknown, depth: number) => string

function printed(value: unknown, depth: number, print: Print): string {
  const flat = flatWithin(value, width - depth)
  if (flat !== undefined) return flat
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const indent = ' '.repeat(depth + 1)
  const close = ' '.repeat(depth)
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => indent + print(item, depth + 1)).join(',\n')}\n${close}]`
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  const lines = entries.map(([key, item]) => `${indent}${JSON.stringify(key)}: ${print(item, depth + 1)}`)
  return `{\n${lines.join(',\n')}\n${close}}`
}

/** The value on one line, if that takes no more than `most` characters: looks no further than that. */
function flatWithin(value: unknown, most: number): string | undefined {
  if (most < 0) return undefined
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value) ?? 'null'
    return text.length <= most ? text : undefined
  }
  const list = Array.isArray(value)
  let text = list ? '[' : '{'
  for (const [key, item] of list ? value.entries() : Object.entries(value)) {
    if (!list && item === undefined) continue
    if (text.length > 1) text += ','
    if (!list) text += `${JSON.stringify(key)}:`
    const inner = flatWithin(item, most - text.length - 1)
    if (inner === undefined) return undefined
    text += inner
  }
  return text.length < most ? text + (list ? ']' : '}') : undefined
}
