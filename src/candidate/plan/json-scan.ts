// A strict JSON scanner that runs only where something is wrong: it finds the first offence against the grammar, and the
// places of values by their paths. JSON.parse reads; it says neither. Nesting costs memory, not call stack.
import {
  type JsonOffence,
  JsonRefusal,
  refuseKey,
  refuseNext,
  refuseString,
  refuseValue,
} from './json-refusal.js'

export type JsonPath = readonly (string | number)[]

/** A place that is looked for: the value at a path, or (with `key`) the name of the member that holds it. */
export interface WantedPlace {
  readonly path: JsonPath
  readonly key?: boolean
}

/** The wanted paths that lead through a value. */
interface Trie {
  readonly next: Map<string | number, Trie>
  readonly wanted: number[]
}

interface Frame {
  readonly list: boolean
  readonly trie: Trie | undefined
  index: number
  /** Names of the members so far, where somebody asks for those that occur again. */
  names?: Set<string>
}

type VisitName = (frame: Frame, start: number, end: number) => void

type Visit = (trie: Trie, keyOffset: number, valueOffset: number, depth: number) => void

/** The first offence of a text against the grammar of JSON, or undefined. */
export function jsonOffence(text: string): JsonOffence | undefined {
  try {
    scan(text, undefined, () => {})
    return undefined
  } catch (error) {
    if (error instanceof JsonRefusal) return error.offence
    throw error
  }
}

/**
 * Offsets of the wanted places in a valid JSON text, in the order asked; where a path leads nowhere, the offset of the
 * nearest value around it. Of members with one name the last counts, as for JSON.parse.
 */
export function jsonOffsets(text: string, wanted: readonly WantedPlace[]): number[] {
  const root: Trie = { next: new Map(), wanted: [] }
  wanted.forEach(({ path }, index) => {
    let trie = root
    trie.wanted.push(index)
    for (const step of path) {
      const next: Trie = trie.next.get(step) ?? { next: new Map(), wanted: [] }
      trie.next.set(step, next)
      next.wanted.push(index)
      trie = next
    }
  })
  const offsets = wanted.map(() => 0)
  scan(text, root, (trie, keyOffset, valueOffset, depth) => {
    for (const index of trie.wanted) {
      const { path, key } = wanted[index]!
      offsets[index] = key === true && keyOffset >= 0 && path.length === depth ? keyOffset : valueOffset
    }
  })
  return offsets
}

/** Offsets of member names that their object holds already, in a valid JSON text. JSON.parse keeps the last value silently. */
export function repeatedNames(text: string): number[] {
  const repeated: number[] = []
  const visitName: VisitName = (frame, start, end) => {
    const name = JSON.parse(text.slice(start, end)) as string
    frame.names ??= new Set()
    if (frame.names.has(name)) repeated.push(start)
    frame.names.add(name)
  }
  scan(text, undefined, () => {}, visitName)
  return repeated
}

function scan(text: string, root: Trie | undefined, visit: Visit, visitName?: VisitName): void {
  const stack: Frame[] = []
  let trie = root
  let keyOffset = -1
  let i = skipSpace(text, 0)
  for (;;) {
    // A value begins here.
    if (trie !== undefined) visit(trie, keyOffset, i, stack.length)
    const c = text.charCodeAt(i)
    let opened = false
    if (c === 0x7b || c === 0x5b) {
      const list = c === 0x5b
      i = skipSpace(text, i + 1)
      if (text.charCodeAt(i) === (list ? 0x5d : 0x7d)) i++
      else {
        stack.push({ list, trie, index: 0 })
        opened = true
      }
    } else i = scanScalar(text, i, c)
    // Close what ends, up to where the next value begins.
    while (!opened) {
      const frame = stack.at(-1)
      i = skipSpace(text, i)
      if (frame === undefined) {
        if (i < text.length)
          throw new JsonRefusal(i, 'the end of the text', 'remove what follows the document')
        return
      }
      const d = text.charCodeAt(i)
      if (d === 0x2c) {
        i = skipSpace(text, i + 1)
        frame.index++
        opened = true
      } else if (d === (frame.list ? 0x5d : 0x7d)) {
        stack.pop()
        i++
      } else refuseNext(text, i, frame.list ? ']' : '}')
    }
    const frame = stack.at(-1)!
    if (frame.list) {
      keyOffset = -1
      trie = frame.trie?.next.get(frame.index)
    } else {
      if (text.charCodeAt(i) !== 0x22) refuseKey(text, i)
      keyOffset = i
      i = scanString(text, i)
      visitName?.(frame, keyOffset, i)
      trie = frame.trie?.next.get(
        frame.trie === undefined ? '' : (JSON.parse(text.slice(keyOffset, i)) as string),
      )
      i = skipSpace(text, i)
      if (text.charCodeAt(i) !== 0x3a) throw new JsonRefusal(i, 'a colon', 'put a colon behind the name')
      i = skipSpace(text, i + 1)
    }
  }
}

function skipSpace(text: string, from: number): number {
  let i = from
  for (;;) {
    const c = text.charCodeAt(i)
    if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return i
    i++
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\d.\w])/y
const WORD = /(?:true|false|null)(?!\w)/y

/** The offset behind a string, number, true, false or null. */
function scanScalar(text: string, i: number, c: number): number {
  if (c === 0x22) return scanString(text, i)
  const pattern = c === 0x2d || (c >= 0x30 && c <= 0x39) ? NUMBER : WORD
  pattern.lastIndex = i
  return pattern.test(text) ? pattern.lastIndex : refuseValue(text, i)
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/** The offset behind the string whose opening quote stands at `start`. */
function scanString(text: string, start: number): number {
  let i = start + 1
  for (;;) {
    const c = text.charCodeAt(i)
    if (c === 0x22) return i + 1
    if (c === 0x5c) {
      ESCAPE.lastIndex = i
      if (!ESCAPE.test(text)) refuseString(text, start, i + 1 >= text.length ? i + 1 : i)
      i = ESCAPE.lastIndex
    } else if (c >= 0x20) i++
    else refuseString(text, start, i)
  }
}
