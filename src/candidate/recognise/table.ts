import type { PatternTable } from '../../knowledge/base.js'
import { compilePattern, type Matcher, textLimit } from '../../knowledge/pattern.js'
import { sourcesOf } from '../../knowledge/sources.js'
import type { TensorUse } from '../candidate.js'
import { type FieldValue, type Names, type Reader, readerOf } from './readers.js'
import { type Hit, missed, type Text, Texts } from './texts.js'

/** The texts that a source gives for the subject at hand. */
export type Sources = (source: string) => readonly string[]

/** The same, as texts that remember what was found in them. */
type RememberingSources = (source: string) => readonly Text[]

/** A prepared pattern table. */
export interface Recogniser {
  readonly field: string
  /** The value of the field, or undefined when no row matches. */
  read(sources: RememberingSources): FieldValue | undefined
}

/** Prepared tables with the texts that they have seen. */
export interface Recognisers {
  readonly tables: readonly Recogniser[]
  readonly texts: Texts
}

/** Prepares tables that are run together. */
export function prepareAll(tables: readonly PatternTable[], names: Names): Recognisers {
  const texts = new Texts()
  return { tables: tables.map((table) => prepare(table, names, texts)), texts }
}

/** Rows that follow each other and read the same source: one look-up for all of them. */
interface Run {
  readonly source: string
  readonly rows: readonly { readonly matcher: Matcher; readonly value: string }[]
  /** Where a text remembers what this run found in it. */
  readonly number: number
}

/**
 * Prepares a table. Rows are tried in order, each on every text of its source; the first whose value can be read gives the
 * value of the field, and a row without a value leaves the field unknown. Tensors are gathered from all texts that the row matches, as inputs stand on a line each.
 */
function prepare(table: PatternTable, names: Names, seen: Texts): Recogniser {
  const reader = readerOf(table, names)
  if (reader === undefined) throw new TypeError(`${table.id}: nothing reads a value as ${table.as}`)
  const runs = runsOf(table, seen)
  const gathers = table.as === 'dimensions'
  return {
    field: table.field,
    read(sources) {
      for (const run of runs) {
        const texts = sources(run.source)
        const best = firstHit(run, texts, reader)
        if (best === undefined) continue
        return gathers && best.value !== undefined ? gather(run, texts, reader, best.row) : best.value
      }
      return undefined
    },
  }
}

/** Runs tables in order and adds what they find to `fields`; a field that has a value keeps it. */
export function readFields(
  { tables, texts }: Recognisers,
  sources: Sources,
  fields: Map<string, FieldValue>,
): void {
  const remembering = remember(sources, texts)
  for (const table of tables) {
    if (fields.has(table.field)) continue
    const value = table.read(remembering)
    if (value !== undefined) fields.set(table.field, value)
  }
}

/** The first value that a table finds in the texts of a source. */
export function readFirst({ tables, texts }: Recognisers, sources: Sources): FieldValue | undefined {
  const remembering = remember(sources, texts)
  for (const table of tables) {
    const value = table.read(remembering)
    if (value !== undefined) return value
  }
  return undefined
}

/** Looks the texts of a source up once, as long as the source gives the same list of them. */
function remember(sources: Sources, texts: Texts): RememberingSources {
  const known = new Map<readonly string[], readonly Text[]>()
  return (source) => {
    const strings = sources(source)
    let found = known.get(strings)
    if (found === undefined) {
      found = strings.map((text) => texts.of(text))
      known.set(strings, found)
    }
    return found
  }
}

/** The hit of the lowest row; of several texts that it matches, the first. */
function firstHit(run: Run, texts: readonly Text[], reader: Reader): Hit | undefined {
  let best: Hit | undefined
  for (const text of texts) {
    const hit = look(run, text, reader)
    if (hit !== undefined && (best === undefined || hit.row < best.row)) best = hit
  }
  return best
}

function gather(run: Run, texts: readonly Text[], reader: Reader, row: number): FieldValue {
  const tensors: TensorUse[] = []
  for (const text of texts) {
    const hit = look(run, text, reader)
    if (hit?.row === row) tensors.push(...(hit.value as readonly TensorUse[]))
  }
  return tensors
}

/** Rows of one source that follow each other are one run; with several sources, a run for each. */
function runsOf(table: PatternTable, seen: Texts): readonly Run[] {
  const runs: Run[] = []
  let start = 0
  for (let end = 1; end <= table.rows.length; end++) {
    const { source } = table.rows[start]!
    if (table.rows[end]?.source === source) continue
    const rows = table.rows.slice(start, end)
    const prepared = rows.map(({ pattern, value }) => ({ matcher: compilePattern(pattern), value }))
    for (const name of sourcesOf(source)) runs.push({ source: name, rows: prepared, number: seen.nextRun() })
    start = end
  }
  return runs
}

function look(run: Run, text: Text, reader: Reader): Hit | undefined {
  let hit = text.hits[run.number]
  if (hit === undefined) {
    hit = search(run, text, reader) ?? missed
    text.hits[run.number] = hit
  }
  return hit === missed ? undefined : hit
}

function search(run: Run, { text, shape }: Text, reader: Reader): Hit | undefined {
  if (text.length > textLimit) return undefined
  let misses = shape.misses[run.number]
  if (misses === undefined) {
    misses = new Uint8Array(run.rows.length)
    shape.misses[run.number] = misses
  }
  for (const [row, { matcher, value }] of run.rows.entries()) {
    if (misses[row] === 1) continue
    const match = matcher.exec(text)
    if (match === null) {
      if (matcher.takesDigitsAlike) misses[row] = 1
      continue
    }
    if (value === '') return { row, value: undefined }
    const read = reader(fillIn(value, match))
    if (read !== undefined) return { row, value: read }
  }
  return undefined
}

/** A template with `$1` … `$9` replaced by the groups of a match; a group that took no part is empty. */
function fillIn(template: string, match: readonly (string | undefined)[]): string {
  return template.replace(/\$([1-9])/g, (_, group: string) => match[Number(group)] ?? '')
}
