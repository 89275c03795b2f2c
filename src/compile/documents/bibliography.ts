import type { Source } from '../../knowledge/base.js'
import { cell, pageLink, table } from './markdown.js'

/** The document that lists all sources with the pages that cite them. */
export function bibliographyText(sources: readonly Source[], note: string): string {
  const header = ['id', 'authors', 'title', 'where', 'year', 'version, file or thread', 'cited on']
  return [
    `<!-- ${note} -->\n`,
    '# Bibliography\n',
    `What the pages of the knowledge base cite: ${sources.length} sources, by id.\n`,
    table(header, sources.map(row)),
  ].join('\n')
}

function row(source: Source): readonly string[] {
  const { id, authors = [], title, resource, year, pages } = source
  return [
    cell(id),
    cell(authors.join(', ')),
    cell(title),
    /^https?:\/\/[^\s<>]+$/.test(resource) ? `<${resource.replaceAll('|', '%7C')}>` : cell(resource),
    year === undefined ? '' : `${year}`,
    cell(exactPlace(source)),
    pages.map((page) => pageLink(page, `\`${page.slice(page.indexOf('/') + 1)}\``)).join(', '),
  ]
}

/** `owner/name#12`, or a file with its repository and version. */
function exactPlace({ repository, number, file, version }: Source): string {
  const thread = number === undefined ? repository : `${repository}#${number}`
  return [thread, file, version].filter((part) => part !== undefined).join(', ')
}
