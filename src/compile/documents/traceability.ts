import { cell, pageLink, table } from './markdown.js'
import type { Carrier, Trace, TracedItem } from './trace.js'

/** The document that says of every item what carries it, or why nothing does. */
export function traceabilityText({ lists, open }: Trace, note: string): string {
  const items = lists.flatMap((list) => list.items)
  const dropped = items.filter((item) => item.dropped !== undefined).length
  const carried = items.length - dropped - open.length
  return [
    `<!-- ${note} -->\n`,
    '# Traceability\n',
    'What the knowledge base has to cover, item by item: the rule, formula, fact table, failure mode or page that carries',
    'it, or the reason why nothing does. Blocks name the items by `traces`; the lists stand in `kb/traceability.md`.\n',
    `${items.length} items: ${carried} carried, ${dropped} dropped with a reason, ${open.length} open.`,
    ...lists.flatMap(({ title, items }) => [
      `\n## ${title}\n`,
      table(['item', 'what it says', 'carried by'], items.map(row)).trimEnd(),
    ]),
    '',
  ].join('\n')
}

const row = (item: TracedItem): readonly string[] => [item.id, cell(item.title), carriedBy(item)]

function carriedBy({ carriers, dropped }: TracedItem): string {
  if (dropped !== undefined) return `dropped: ${cell(dropped)}`
  return carriers.length === 0 ? '**open**' : carriers.map(carrierText).join(', ')
}

const carrierText = ({ kind, name, page }: Carrier): string =>
  kind === 'page' ? pageLink(page, `\`${name}\``) : `${kind} ${pageLink(page, `\`${name}\``)}`
