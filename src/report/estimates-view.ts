// What the templates of estimates see: text in columns, in the order in which it is shown.
import type { DocumentEstimate, EstimateOf, Quantity } from '../evaluate/index.js'
import { rangeText, valueText } from './quantities.js'
import { shortList } from './values.js'

/** The view of estimates: of each document its problems, or its estimates. */
export function estimatesView(documents: readonly DocumentEstimate[]): object {
  return {
    results: documents.map(({ input, problems, estimates }) => ({
      input,
      problems: problems.map(({ line, column, read, expected, repair }) => ({
        place: line > 0 ? `${line}:${column}` : '',
        says: `${read}, expected ${expected}; ${repair}`,
      })),
      estimates: estimates.map(estimateView),
      isEmpty: problems.length === 0 && estimates.length === 0,
    })),
  }
}

function estimateView({ title, decisive, all }: EstimateOf): object {
  const known = decisive.quantities.filter(({ value }) => value !== undefined)
  const open = decisive.quantities.filter(({ value }) => value === undefined)
  const numbers = known.filter(({ value }) => typeof value === 'number')
  const columns = { value: widest(numbers, valueText), range: widest(numbers, rangeText) }
  const titles = widest(known, ({ title }) => title)
  const others = all.filter((each) => each !== decisive)
  return {
    title,
    of: shortList(decisive.subjects),
    rows: known.map((quantity) => ({
      title: quantity.title,
      padded: quantity.title.padEnd(titles),
      value: valueText(quantity),
      range: rangeText(quantity),
      columns:
        typeof quantity.value === 'number'
          ? `${valueText(quantity).padStart(columns.value)}  ${rangeText(quantity).padEnd(columns.range)}  ${quantity.evidence}`
          : valueText(quantity),
      evidence: quantity.evidence,
      source: `${quantity.source.page}:${quantity.source.line}`,
      cites: citesText([quantity]),
    })),
    open: grouped(open, ({ missing = [] }) => missingText(missing)).map(([missing, those]) => ({
      missing,
      titles: titlesText(those),
    })),
    pages: grouped(known, ({ source }) => source.page).map(([page, those]) => ({
      page,
      lines: those.map(({ title, source }) => `${title.toLowerCase()} ${source.line}`).join(', '),
    })),
    cites: citesText(known),
    others: others.map(({ subjects, quantities }) => ({
      of: shortList(subjects),
      says: differences(decisive.quantities, quantities),
    })),
  }
}

/** Items by a text, in the order in which each text first appears. */
function grouped<T>(
  items: readonly T[],
  textOf: (item: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(textOf(item), [...(groups.get(textOf(item)) ?? []), item])
  return [...groups]
}

const titlesText = (quantities: readonly Quantity[]): string =>
  quantities.map(({ title }, i) => (i === 0 ? title : title.toLowerCase())).join(', ')

const citesText = (quantities: readonly Quantity[]): string =>
  [...new Set(quantities.flatMap(({ cites }) => cites))].map((id) => `[${id}]`).join(' ')

/** A person looks up a handful of facts; JSON has all that are missing. */
const shownMissing = 8

function missingText(missing: readonly string[]): string {
  const left = missing.length - shownMissing
  return `${missing.slice(0, shownMissing).join(', ')}${left > 0 ? ` and ${left} more` : ''}`
}

const widest = (quantities: readonly Quantity[], text: (quantity: Quantity) => string): number =>
  Math.max(0, ...quantities.map((quantity) => text(quantity).length))

/** What another subject has that the deciding one has not. */
function differences(decisive: readonly Quantity[], quantities: readonly Quantity[]): string {
  const changed = quantities.filter((each, i) => valueText(each) !== valueText(decisive[i]!))
  return changed.map((each) => `${each.title.toLowerCase()} ${valueText(each)}`).join(', ')
}
