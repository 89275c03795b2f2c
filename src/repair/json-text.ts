// A JSON Patch on the text of a document: what it does not touch keeps its layout, byte for byte.
import type { PatchOperation } from '../judge/verdict.js'
import { applyPatch } from './patch.js'
import { keysOf } from './pointer.js'

/** Each operation looks through the text once: of longer patches the text is written anew. */
const MOST_OPERATIONS = 400

/**
 * The text of a JSON document with a patch applied. New members take the line and indentation of the member before them.
 * A long patch, and one on a text that cannot be followed, gives the whole document in the indentation of the text.
 * @throws {RangeError} when the patch does not fit the document
 */
export function patchedText(text: string, patch: readonly PatchOperation[]): string {
  const patched = applyPatch(JSON.parse(text), patch)
  if (patch.length <= MOST_OPERATIONS) {
    const edited = patch.reduce<string | undefined>((now, operation) => now && edit(now, operation), text)
    if (edited !== undefined && sameValue(edited, patched)) return edited
  }
  const indent = /^\s*[{[][^\S\n]*\r?\n([ \t]+)/.exec(text)?.[1]
  return `${JSON.stringify(patched, null, indent)}${/\n\s*$/.test(text) ? '\n' : ''}`
}

function sameValue(text: string, value: unknown): boolean {
  return JSON.stringify(JSON.parse(text)) === JSON.stringify(value)
}

interface Member {
  /** Where the member begins: its name, or its value in a list. */
  readonly start: number
  readonly name: string | undefined
  readonly valueStart: number
  readonly end: number
}

interface Container {
  readonly isList: boolean
  readonly members: readonly Member[]
  /** Behind the opening bracket, and where the closing one stands. */
  readonly open: number
  readonly close: number
}

function edit(text: string, { op, path, value }: PatchOperation): string | undefined {
  const keys = keysOf(path)
  const last = keys.pop()
  let at: number | undefined = skipSpace(text, 0)
  for (const key of keys) at = at === undefined ? undefined : memberAt(containerAt(text, at), key)?.valueStart
  const holder = at === undefined || last === undefined ? undefined : containerAt(text, at)
  if (holder === undefined || last === undefined) return undefined
  const index = holder.isList && last === '-' ? -1 : indexOf(holder, last)
  const member = holder.members[index]
  if (op === 'test') return text
  if (op === 'remove') return member && without(text, holder, index)
  if (member !== undefined && (op === 'replace' || !holder.isList))
    return splice(text, member.valueStart, member.end, written(value, lineIndent(text, member.start)))
  if (op === 'replace') return undefined
  return holder.isList && index >= 0 ? undefined : withMember(text, holder, last, value)
}

/** A value in one line; its brackets are spaced as people write them. */
function written(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const items = Array.isArray(value)
    ? value.map((item) => written(item, indent))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${written(item, indent)}`)
  if (items.length === 0) return Array.isArray(value) ? '[]' : '{}'
  return Array.isArray(value) ? `[${items.join(', ')}]` : `{ ${items.join(', ')} }`
}

/** Behind the last member, parted from it as that is from the one before. */
function withMember(text: string, holder: Container, name: string, value: unknown): string {
  const { members, isList, open, close } = holder
  const last = members.at(-1)
  const before = last === undefined ? open : last.end
  const start = members.at(-1)?.start ?? close
  const gapFrom = members.length > 1 ? members.at(-2)!.end : open
  const gap = last === undefined ? '' : text.slice(gapFrom, start).replace(/^\s*,/, '')
  const parted = last === undefined ? (isList ? '' : ' ') : `,${gap === '' && isList ? ' ' : gap || ' '}`
  const shown = written(value, lineIndent(text, start))
  const member = isList ? shown : `${JSON.stringify(name)}: ${shown}`
  const behind = last === undefined && !isList ? ' ' : ''
  const to = last === undefined ? close : before
  return splice(text, before, to, `${parted}${member}${behind}`)
}

/** The member goes with the comma before it, or behind it where it is the first. */
function without(text: string, { members, open, close }: Container, index: number): string {
  if (members.length === 1) return splice(text, open, close, '')
  if (index > 0) return splice(text, members[index - 1]!.end, members[index]!.end, '')
  return splice(text, members[0]!.start, members[1]!.start, '')
}

const splice = (text: string, from: number, to: number, by: string): string =>
  `${text.slice(0, from)}${by}${text.slice(to)}`

function lineIndent(text: string, at: number): string {
  const line = text.lastIndexOf('\n', at - 1) + 1
  return /^[ \t]*/.exec(text.slice(line, at))![0]
}

function memberAt(container: Container | undefined, key: string): Member | undefined {
  return container?.members[indexOf(container, key)]
}

function indexOf({ members, isList }: Container, key: string): number {
  return isList ? (/^\d+$/.test(key) ? Number(key) : -1) : members.findLastIndex(({ name }) => name === key)
}

/** The members of the object or list that begins there. The text is valid JSON. */
function containerAt(text: string, at: number): Container | undefined {
  const isList = text[at] === '['
  if (!isList && text[at] !== '{') return undefined
  const members: Member[] = []
  let i = skipSpace(text, at + 1)
  while (text[i] !== ']' && text[i] !== '}') {
    const start = i
    let name: string | undefined
    if (!isList) {
      const end = skipValue(text, i)
      name = JSON.parse(text.slice(i, end)) as string
      i = skipSpace(text, skipSpace(text, end) + 1)
    }
    const end = skipValue(text, i)
    members.push({ start, name, valueStart: i, end })
    i = skipSpace(text, end)
    if (text[i] === ',') i = skipSpace(text, i + 1)
  }
  return { isList, members, open: at + 1, close: i }
}

const token = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s",:[\]{}]+/gsu

/** Behind the value that begins there. */
function skipValue(text: string, at: number): number {
  token.lastIndex = at
  let depth = 0
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [first] = match[0]
    if (first === '{' || first === '[') depth++
    else if (first === '}' || first === ']') depth--
    if (depth === 0) return token.lastIndex
  }
  return text.length
}

function skipSpace(text: string, at: number): number {
  let i = at
  while (i < text.length && ' \t\n\r'.includes(text[i]!)) i++
  return i
}
