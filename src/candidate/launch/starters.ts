// What the programs in front of a launched one say of the processes that they start: how many, on how many hosts. Which
// programs these are, and their flags, are tables of the base.
import type { Base } from '../../knowledge/base.js'
import { flagTable } from './flag-table.js'
import { readText } from './read-text.js'
import { Settings } from './settings.js'
import type { ShellWord } from './shell.js'
import { kept, listOf, type Row, rowsOf, textOf } from './tables.js'
import { arity, readValue } from './value.js'

interface Starter {
  /** The words that name it. */
  readonly words: readonly string[]
  /** The table of its flags, where it has any that count. */
  readonly flags?: string
  readonly row: Row
}

const startersOf: (base: Base) => readonly Starter[] = kept((base: Base) =>
  Object.entries(rowsOf(base, 'starters')).map(([key, row]) => {
    const flags = textOf(row, 'flags')
    return { words: key.split(' '), row, ...(flags !== undefined && { flags }) }
  }),
)

/**
 * Reads the words before a program into settings. Each starter's flags end where the next starter stands; of a flag that
 * stands twice the first counts, since a program between a starter and the launch may have one of the same name. A value
 * that is not known leaves its path open, and so does one that is no number.
 */
export function readStarters(before: readonly ShellWord[], base: Base, into: Settings): void {
  const found = before.flatMap((_, at) => {
    const starter = startersOf(base).find(({ words }) => stands(words, before, at))
    return starter === undefined ? [] : [{ starter, from: at + starter.words.length }]
  })
  for (const [i, { starter, from }] of found.entries()) {
    const next = found[i + 1]
    const own = before.slice(from, next && next.from - next.starter.words.length)
    for (const path of listOf(starter.row, 'states')) into.set(path, true)
    const table = starter.flags === undefined ? undefined : base.tables.find(({ id }) => id === starter.flags)
    if (table === undefined) continue
    const known = flagTable(table)
    const settings = new Settings()
    for (let at = 0; at < own.length; at++) {
      const word = own[at]!
      const equals = word.text.startsWith('--') ? word.text.indexOf('=') : -1
      const attached = /^(-[A-Za-z])(\d.*)$/.exec(word.text)
      const flag = known.find(equals < 0 ? (attached?.[1] ?? word.text) : word.text.slice(0, equals))
      if (flag === undefined || arity(flag.kind) === 'none') continue
      const text = equals < 0 ? attached?.[2] : word.text.slice(equals + 1)
      const value = text === undefined ? own[++at] : { ...word, text }
      if (value === undefined || settings.seen.has(flag)) continue
      const read = value.open === undefined ? readValue(flag.kind, [value]) : undefined
      settings.state(flag, read !== undefined && 'value' in read ? read.value : undefined, [])
      if (value.open !== undefined) into.open.add(() => `${word.text} is ${value.raw.slice(0, 60)}`)
    }
    settings.fillAbsent(known, readText)
    for (const [path, value] of settings.values) into.set(path, value)
  }
}

/** Whether the words of a program stand at an index, the first by the last part of its path. */
function stands(words: readonly string[], among: readonly ShellWord[], at: number): boolean {
  return words.every((word, i) => {
    const text = among[at + i]?.text
    return text === word || (i === 0 && text?.endsWith(`/${word}`) === true)
  })
}
