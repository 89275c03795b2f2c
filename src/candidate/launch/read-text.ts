// A value that a table writes, read by the kind of its flag.
import type { Flag } from './flag-table.js'
import { readValue } from './value.js'

/** What a text means as the value of a flag; undefined where it is none of the flag's kind. */
export function readText(flag: Flag, text: string): unknown {
  const read = readValue(flag.kind, [{ text, raw: text, at: 0 }])
  return 'value' in read ? read.value : undefined
}
