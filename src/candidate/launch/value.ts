// What the words behind a flag mean, by the kind of the flag.
import type { ShellWord } from './shell.js'

/** How many words a kind takes: none, one, or all up to the next flag. */
export function arity(kind: string): 'none' | 'one' | 'many' {
  if (kind === 'switch' || kind === 'toggle') return 'none'
  return kind === 'list' || kind === 'integers' ? 'many' : 'one'
}

/** A value, or what the kind takes where the words are none. */
export type Reading = { readonly value: unknown } | { readonly expected: string }

const MULTIPLES: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
}

/** Reads the words of a value. Numbers are plain decimals; `size` also takes `32k` (thousands) and `32K` (1024s). */
export function readValue(kind: string, words: readonly ShellWord[]): Reading {
  const text = words[0]?.text ?? ''
  switch (kind) {
    case 'integer':
      return integer(text)
    case 'number':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)
        ? { value: Number(text) }
        : { expected: 'a number' }
    case 'size': {
      // What the engine is to find out itself.
      if (text === 'auto' || text === '-1') return { value: undefined }
      const [, digits, unit] = /^(\d+(?:\.\d+)?)([kmgtKMGT]?)$/.exec(text) ?? []
      if (digits === undefined) return { expected: 'a whole number, or one such as 32k' }
      return { value: Math.round(Number(digits) * MULTIPLES[unit!]!) }
    }
    case 'truth':
    case 'switch':
    case 'toggle':
      return truth(text)
    case 'json':
      return json(words)
    case 'integers': {
      const items = words.flatMap((word) => word.text.split(/[\s,]+/)).filter((item) => item !== '')
      return items.length > 0 && items.every((item) => /^\d{1,9}$/.test(item))
        ? { value: items.map(Number) }
        : { expected: 'whole numbers' }
    }
    case 'list':
      return { value: words.map((word) => word.text) }
    case 'devices':
      return devices(text)
    case 'text-or-auto':
      return { value: text === 'auto' ? undefined : text }
    default:
      return { value: text }
  }
}

function integer(text: string): Reading {
  const value = Number(text)
  return /^[+-]?\d+$/.test(text) && Number.isSafeInteger(value) ? { value } : { expected: 'a whole number' }
}

function truth(text: string): Reading {
  if (/^(?:true|yes|on|1)$/i.test(text)) return { value: true }
  return /^(?:false|no|off|0)$/i.test(text) ? { value: false } : { expected: 'true or false' }
}

/** JSON; where a shell would have taken the quotes inside away, as it was written. */
function json(words: readonly ShellWord[]): Reading {
  const [first] = words
  for (const text of [first?.text ?? '', first?.raw ?? '']) {
    try {
      return { value: JSON.parse(text) }
    } catch {}
  }
  return { expected: 'JSON' }
}

/** How many devices a list of them names; a number alone is the name of one. Words such as `all` name no number. */
function devices(text: string): Reading {
  const list = text.replace(/^["']?device=|["']/g, '')
  const items = list.split(',').filter((item) => item.trim() !== '')
  if (items.length === 0 || items.some((item) => /^(?:all|none|void|-1)$/.test(item.trim())))
    return { value: undefined }
  return { value: items.length }
}
