import type { Source } from '../../knowledge/base.js'
import type { Page, Section } from '../1-read/page.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'

/** A source as a page lists it. */
type Listed = Omit<Source, 'pages'>

interface Frontmatter {
  readonly sources?: readonly Listed[]
}

/** The sources that the frontmatter of a page lists; none where it does not fit its schema. */
function sourcesOf(page: Page): readonly Listed[] {
  const sources = (page.frontmatter?.value as Frontmatter | null | undefined)?.sources
  return Array.isArray(sources) ? sources.filter((source) => typeof source?.id === 'string') : []
}

/** Ids of the sources of a page. */
export function sourceIds(page: Page): readonly string[] {
  return sourcesOf(page).map(({ id }) => id)
}

/** Ids of the sources that the section cites, in order, each once. */
export function citesOf(section: Section, page: Page): string[] {
  const known = new Set(sourcesOf(page).map(({ id }) => id))
  return [...new Set(section.footnotes.map(({ name }) => name))].filter((name) => known.has(name))
}

/**
 * Checks that every footnote is a source of its page, and every source is cited, by a footnote or by a row of a table; pages
 * that list a source of the same id must mean the same one, though one of them may say more of it. `tables` says for each
 * table what its rows cite, by page. Returns all sources by id.
 */
export function resolveSources(
  pages: readonly Page[],
  tables: readonly ReadonlyMap<string, readonly string[]>[],
  diagnostics: Diagnostics,
): Source[] {
  const all = new Map<string, { source: Source; place: string }>()
  for (const page of pages) {
    const own = sourcesOf(page)
    const ids = own.map(({ id }) => id)
    for (const [index, listed] of own.entries()) {
      const { id } = listed
      const span = page.frontmatter!.where(['sources', index, 'id'])
      const first = all.get(id)
      const field = first && differingField(first.source, listed)
      if (field !== undefined) {
        diagnostics.report('source/differs', page.text, span, { name: id, place: first!.place, field })
        continue
      }
      const source = { ...first?.source, ...listed, pages: [...(first?.source.pages ?? []), page.text.name] }
      all.set(id, { source, place: first?.place ?? `${page.text.name}:${span.line}` })
    }
    const references = page.sections.flatMap(({ footnotes }) => footnotes)
    const inTables = tables.flatMap((cited) => cited.get(page.text.name) ?? [])
    const cited = new Set([...references.map(({ name }) => name), ...inTables])
    for (const { name, span } of [...references, ...page.definitions]) {
      if (ids.includes(name)) continue
      const hint = nearestHint(name, ids) ?? 'list it under `sources` in the frontmatter of the page'
      diagnostics.report('source/unknown', page.text, span, { name }, { hint })
    }
    for (const [index, id] of ids.entries()) {
      if (cited.has(id)) continue
      const hint = `cite it as [^${id}], with a line "[^${id}]: Section 3." at the end of the page, or in a row`
      const span = page.frontmatter!.where(['sources', index, 'id'])
      diagnostics.report('source/unused', page.text, span, { name: id }, { hint })
    }
  }
  return [...all.values()].map(({ source }) => inOneOrder(source)).sort((a, b) => (a.id < b.id ? -1 : 1))
}

const fields = ['title', 'resource', 'authors', 'year', 'version', 'file', 'repository', 'number'] as const

/** The first field of which two definitions of a source say different things. */
function differingField(a: Listed, b: Listed): string | undefined {
  return fields.find(
    (field) =>
      a[field] !== undefined &&
      b[field] !== undefined &&
      JSON.stringify(a[field]) !== JSON.stringify(b[field]),
  )
}

/** Fields that several pages gave in their own order, in ours. */
function inOneOrder(source: Source): Source {
  const given = fields.filter((field) => source[field] !== undefined).map((field) => [field, source[field]])
  return { id: source.id, ...Object.fromEntries(given), pages: source.pages } as Source
}
