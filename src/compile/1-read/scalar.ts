// Where each character of a YAML scalar's value stands in the source, so that an error inside an expression is shown
// at its own column whatever style the scalar was written in.
import { Scalar } from 'yaml'

/** Offsets in `source` of the characters of `value`; one more entry gives the end. */
export function scalarOffsets(source: string, node: Scalar, value: string): number[] {
  const [start, end] = node.range ?? [0, 0]
  if (node.type === Scalar.QUOTE_DOUBLE) return doubleQuoted(source, start + 1, end - 1, value)
  if (node.type === Scalar.QUOTE_SINGLE) return aligned(source, start + 1, end - 1, value, true)
  if (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL) {
    const newline = source.indexOf('\n', start)
    return aligned(source, newline < 0 ? start : newline + 1, end, value, false)
  }
  return aligned(source, start, end, value, false)
}

/** Plain, block and single-quoted scalars: the same characters in the same order, but for folded white space. */
function aligned(source: string, start: number, end: number, value: string, quoted: boolean): number[] {
  const offsets: number[] = []
  let at = start
  for (let i = 0; i < value.length; i++) {
    const wanted = value[i]!
    while (at < end && source[at] !== wanted && isBlank(source[at]!) && !isBlank(wanted)) at++
    offsets.push(Math.min(at, end))
    if (isBlank(wanted) && source[at] !== wanted) {
      while (at < end && isBlank(source[at]!)) at++
    } else at += quoted && wanted === "'" ? 2 : 1
  }
  offsets.push(Math.min(at, end))
  return offsets
}

const isBlank = (c: string): boolean => c === ' ' || c === '\n' || c === '\t'

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** A fold: the end of a line, empty lines, and the indentation of the next. */
const fold = /[ \t]*\n[ \t\n]*/y
const escapedFold = /\\\n[ \t\n]*/y

function doubleQuoted(source: string, start: number, end: number, value: string): number[] {
  const offsets: number[] = []
  let at = start
  const push = (times: number) => {
    for (let i = 0; i < times; i++) offsets.push(at)
  }
  while (offsets.length < value.length && at < end) {
    const escaped = matchAt(escapedFold, source, at)
    const folded = escaped ?? matchAt(fold, source, at)
    if (folded !== undefined) {
      const breaks = folded.split('\n').length - 1
      push(escaped === undefined ? Math.max(1, breaks - 1) : breaks - 1)
      at += folded.length
    } else if (source[at] === '\\') {
      const digits = hexDigits[source[at + 1] ?? ''] ?? 0
      push(digits === 8 && value.codePointAt(offsets.length)! > 0xffff ? 2 : 1)
      at += 2 + digits
    } else {
      push(1)
      at++
    }
  }
  while (offsets.length <= value.length) offsets.push(Math.min(at, end))
  return offsets
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0]
}
