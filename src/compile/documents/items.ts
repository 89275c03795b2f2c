// The lists of things that a base has to cover, from the page `traceability.md` beside the strata.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Layer } from '../1-read/files.js'
import { readPage } from '../1-read/index.js'
import { collectBlocks } from '../2-resolve/collect.js'
import type { Schemas } from '../2-resolve/schemas.js'
import { resolveTables } from '../2-resolve/tables.js'
import type { Diagnostics } from '../diagnostic.js'

/** Something that the base has to cover, or says why it does not. */
export interface Item {
  readonly id: string
  readonly title: string
  /** A page below the base that carries it in prose: `04_parallel_primitives/tensor_parallelism.md`. */
  readonly page?: string
  /** Why nothing carries it. */
  readonly dropped?: string
}

export interface ItemList {
  readonly title: string
  readonly items: readonly Item[]
}

const name = 'traceability.md'
const columns = ['item', 'title', 'page', 'dropped'] as const

/** The lists of a base, one a table; undefined where it has no such page. */
export async function readItems(
  own: Layer,
  schemas: Schemas,
  diagnostics: Diagnostics,
): Promise<readonly ItemList[] | undefined> {
  const content = await readFile(join(own.folder, name), 'utf8').catch(() => undefined)
  if (content === undefined) return undefined
  const lines = content.replace(/\r\n?/g, '\n')
  const text = { name: `${own.name}/${name}`, lines: lines.split('\n') }
  const page = readPage({ text, content: lines, stratum: '' }, diagnostics)
  const places = new Map<string, number>()
  return collectBlocks(page, schemas, diagnostics).facts.map((found) => {
    const { data, section, block } = found
    const declared = 'columns' in found.value ? found.value.columns : {}
    for (const column of columns) {
      if (Object.hasOwn(declared, column)) continue
      diagnostics.report('table/no-column', text, data.where(['columns']), { column })
    }
    const rows = resolveTables([found], diagnostics)[0]?.table.rows ?? {}
    for (const id of Object.keys(rows)) {
      const line = places.get(id)
      if (line === undefined) places.set(id, block.span.line)
      else
        diagnostics.report('table/duplicate-key', text, block.span, {
          key: id,
          place: `${text.name}:${line}`,
        })
    }
    return { title: section.heading, items: Object.entries(rows).map(([id, row]) => itemOf(id, row)) }
  })
}

function itemOf(id: string, row: Readonly<Record<string, unknown>>): Item {
  const { title, page, dropped } = row
  return {
    id,
    title: String(title ?? ''),
    ...(page === undefined ? {} : { page: String(page) }),
    ...(dropped === undefined ? {} : { dropped: String(dropped) }),
  }
}
