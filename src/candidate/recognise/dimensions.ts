// Shapes of tensors as people write them: `[batch=128, seq=?, 4096]`, `16×[tokens,4096]`, `Q:[…], K:[…]`.
import type { Dimension, TensorUse } from '../candidate.js'
import type { Rename } from './ranges.js'

/** Dimensions of a tensor and tensors of a value beyond which it is not read. */
const maxParts = 64

/** The canonical name of a remark among dimensions, which is left out. */
const noDimension = '-'

/**
 * Reads the tensors of a text: one for each outermost pair of brackets. A number in front of or behind it (`16×[…]`) says how
 * many there are and is left out; a word with a colon in front of it is the tensor's name.
 * @returns undefined when the text has no brackets or one of them is empty.
 */
export function readTensors(text: string, rename: Rename): readonly TensorUse[] | undefined {
  const tensors: TensorUse[] = []
  for (const { before, inside } of outermost(text)) {
    const dims = readDimensions(inside, rename)
    if (dims === undefined || tensors.length === maxParts) return undefined
    const name = /([\p{L}_][\p{L}\d_]*)\s*[:=]?\s*$/u.exec(before)?.[1]
    tensors.push(name === undefined || /^x$/i.test(name) ? { dims } : { name, dims })
  }
  return tensors.length === 0 ? undefined : tensors
}

/** The content of each outermost pair of square brackets, and what stands before it since the one before. */
function outermost(text: string): { before: string; inside: string }[] {
  const found: { before: string; inside: string }[] = []
  let depth = 0
  let start = 0
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '[') {
      if (depth === 0) start = i + 1
      depth++
    } else if (c === ']' && depth > 0) {
      depth--
      if (depth > 0) continue
      found.push({
        before: text.slice(Math.max(before, start - 60), start - 1),
        inside: text.slice(start, i),
      })
      before = i + 1
    }
  }
  return found
}

function readDimensions(text: string, rename: Rename): readonly Dimension[] | undefined {
  const parts = text.split(/,(?![^()]{0,200}\))/)
  if (parts.length > maxParts) return undefined
  const dims: Dimension[] = []
  for (const part of parts) {
    const written = part.trim()
    if (written === '') return undefined
    const dim = readDimension(written, rename)
    if (dim.name !== noDimension) dims.push(dim)
  }
  return dims
}

function readDimension(text: string, rename: Rename): Dimension {
  const named = /^([\p{L}_][\p{L}\d_ ]{0,60}?)\s*[=:]\s*(\S.*)$/u.exec(text)
  if (named !== null) return { name: rename(named[1]!), size: readSize(named[2]!) }
  const counted = /^(\d{1,15})\s+([\p{L}_][\p{L}\d_]{0,60})$/u.exec(text)
  if (counted !== null) return { name: rename(counted[2]!), size: readSize(counted[1]!) }
  return { size: readSize(text) }
}

/** A number; a product or quotient of numbers by its value; anything else as it stands. */
function readSize(text: string): number | string {
  const factors = text.replace(/,(?=\d{3})/g, '').split(/\s*([*×/])\s*/)
  let size = 1
  for (let i = 0; i < factors.length; i += 2) {
    if (!/^\d{1,15}$/.test(factors[i]!)) return text
    const factor = Number(factors[i])
    size = factors[i - 1] === '/' ? size / factor : size * factor
  }
  return Number.isSafeInteger(size) ? size : text
}
