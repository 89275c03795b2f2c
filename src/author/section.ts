// A new section on a page: what it can cite there, and where it goes.
import { readPage } from '../compile/1-read/index.js'
import { parseMarkdown } from '../compile/1-read/markdown.js'
import { Diagnostics } from '../compile/diagnostic.js'

/** A source that a section can cite at once: one that the page defines, else the first that it lists. */
export function citable(content: string): { readonly source: string; readonly defined: boolean } | undefined {
  const text = { name: '', lines: content.split('\n') }
  const { frontmatter, definitions } = readPage({ text, content, stratum: '' }, new Diagnostics())
  const listed = (frontmatter?.value as { readonly sources?: readonly { readonly id: string }[] } | undefined)
    ?.sources
  const ids = listed?.map(({ id }) => id) ?? []
  const defined = ids.find((id) => definitions.some(({ name }) => name === id))
  const source = defined ?? ids[0]
  return source === undefined ? undefined : { source, defined: defined !== undefined }
}

/** The page with a section at its end, before the footnote definitions that close it; its line ends are kept. */
export function withSection(content: string, section: string, definition?: string): string {
  const ending = content.includes('\r\n') ? '\r\n' : '\n'
  const { children } = parseMarkdown(content)
  const last = children.findLastIndex(({ type }) => type !== 'footnoteDefinition')
  const at = children[last + 1]?.position?.start.offset ?? content.length
  const [before, after] = [content.slice(0, at).trimEnd(), content.slice(at).trimEnd()]
  const parts = [before, section.trimEnd(), [after, definition].filter(Boolean).join('\n')]
  const insert = (text: string) => text.replace(/\r?\n/g, ending)
  return `${parts
    .filter((part) => part !== '')
    .map((part, i) => (i === 0 ? part : insert(part)))
    .join(ending + ending)}${ending}`
}
