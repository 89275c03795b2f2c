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

function doubleQuoted(source: string, start: number, end: number, value: string): number[] {
  const offsets: number[] = []
  let at = start
  while (offsets.length < value.length && at < end) {
    const c = source[at]!
    if (c === '\\' && source[at + 1] === '\n') {
      at += 2
      while (at < end && isBlank(source[at]!)) at++
    } else if (c === '\\') {
      offsets.push(at)
      const digits = hexDigits[source[at + 1] ?? ''] ?? 0
      if (digits === 8 && value.codePointAt(offsets.length - 1)! > 0xffff) offsets.push(at)
      at += 2 + digits
    } else {
      offsets.push(at)
      if (c === '\n') while (at < end && isBlank(source[at]!)) at++
      else if (isBlank(c) && /^[ \t]*\n/.test(source.slice(at, end)))
        while (at < end && isBlank(source[at]!)) at++
      else at++
    }
  }
  while (offsets.length <= value.length) offsets.push(Math.min(at, end))
  return offsets
}
