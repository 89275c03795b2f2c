// The difference of two texts as a unified diff. Lines that each text has once and both have are the anchors, as in a
// patience diff: what stands between two anchors was replaced as a whole.

interface Change {
  /** Lines `from` up to `to` of the old text are replaced by lines `newFrom` up to `newTo` of the new one. */
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

const CONTEXT = 3

/** A unified diff of two texts under one name; empty where they are equal. */
export function unifiedDiff(name: string, before: string, after: string): string {
  const [a, b] = [linesOf(before), linesOf(after)]
  const changes = changesOf(a, b)
  if (changes.length === 0) return ''
  const hunks = hunksOf(changes).map((hunk) => hunkText(hunk, a, b))
  return `--- ${name}\n+++ ${name}\n${hunks.join('')}`
}

/** Lines with their ends, so that a missing last newline is seen. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function changesOf(a: readonly string[], b: readonly string[]): Change[] {
  const changes: Change[] = []
  const open = [{ from: 0, to: a.length, newFrom: 0, newTo: b.length }]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    let { from, to, newFrom, newTo } = part
    while (from < to && newFrom < newTo && a[from] === b[newFrom]) {
      from++
      newFrom++
    }
    while (from < to && newFrom < newTo && a[to - 1] === b[newTo - 1]) {
      to--
      newTo--
    }
    if (from === to && newFrom === newTo) continue
    const anchors = anchorsOf(a, b, { from, to, newFrom, newTo })
    if (anchors.length === 0) {
      changes.push({ from, to, newFrom, newTo })
      continue
    }
    let [last, lastNew] = [from, newFrom]
    for (const [old, fresh] of [...anchors, [to, newTo] as const]) {
      open.push({ from: last, to: old, newFrom: lastNew, newTo: fresh })
      ;[last, lastNew] = [old + 1, fresh + 1]
    }
  }
  return changes.sort((x, y) => x.from - y.from || x.newFrom - y.newFrom)
}

/** Pairs of equal lines, each the only one of its text, in ascending order in both. */
function anchorsOf(a: readonly string[], b: readonly string[], part: Change): (readonly [number, number])[] {
  const old = onlyLines(a, part.from, part.to)
  const fresh = onlyLines(b, part.newFrom, part.newTo)
  const pairs: [number, number][] = []
  for (const [line, at] of old) {
    const there = at < 0 ? -1 : (fresh.get(line) ?? -1)
    if (there >= 0) pairs.push([at, there])
  }
  pairs.sort((x, y) => x[0] - y[0])
  return longestAscending(pairs)
}

function onlyLines(lines: readonly string[], from: number, to: number): Map<string, number> {
  const found = new Map<string, number>()
  for (let i = from; i < to; i++) found.set(lines[i]!, found.has(lines[i]!) ? -1 : i)
  return found
}

/** The longest run of pairs whose second numbers ascend. */
function longestAscending(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = []
  const previous: number[] = []
  pairs.forEach(([, value], index) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[ends[middle]!]![1] < value) low = middle + 1
      else high = middle
    }
    previous[index] = low > 0 ? ends[low - 1]! : -1
    ends[low] = index
  })
  const run: (readonly [number, number])[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) run.push(pairs[at]!)
  return run.reverse()
}

/** Changes whose surroundings touch are shown together. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = []
  for (const change of changes) {
    const last = hunks.at(-1)
    if (last !== undefined && change.from - last.at(-1)!.to <= 2 * CONTEXT) last.push(change)
    else hunks.push([change])
  }
  return hunks
}

function hunkText(hunk: readonly Change[], a: readonly string[], b: readonly string[]): string {
  const [first, last] = [hunk[0]!, hunk.at(-1)!]
  const from = Math.max(0, first.from - CONTEXT)
  const to = Math.min(a.length, last.to + CONTEXT)
  const newFrom = first.newFrom - (first.from - from)
  const newTo = last.newTo + (to - last.to)
  const lines: string[] = []
  let at = from
  for (const change of hunk) {
    for (; at < change.from; at++) lines.push(marked(' ', a[at]!))
    for (; at < change.to; at++) lines.push(marked('-', a[at]!))
    for (let i = change.newFrom; i < change.newTo; i++) lines.push(marked('+', b[i]!))
  }
  for (; at < to; at++) lines.push(marked(' ', a[at]!))
  return `@@ -${range(from, to)} +${range(newFrom, newTo)} @@\n${lines.join('')}`
}

/** First line, counted from 1, and number of lines; of no lines the line before. */
function range(from: number, to: number): string {
  const count = to - from
  return `${count === 0 ? from : from + 1},${count}`
}

function marked(mark: string, line: string): string {
  return line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`
}
