// Types as a reader wants them.
import type { Partial, Types } from './types.js'

/** `S(row)`, `P(sum)`. */
export function lieText(kind: string, of: string): string {
  return kind === 'R' ? 'R' : `${kind}(${of})`
}

/** `P(sum) over heads`. */
export function partialText({ by, terms }: Partial): string {
  const open = terms.flatMap((term) =>
    term.filter(({ needed, part }) => needed !== part).map(({ space }) => space),
  )
  return `${lieText('P', by)} over ${[...new Set(open)].join(', ')}`
}

/** What of a partial value is in: `heads 0-3`. */
export function partsText(types: Types, { terms }: Partial): string {
  const parts = terms.map((term) =>
    term
      .filter(({ needed, part }) => needed !== part)
      .map(({ space, part }) => `${space} ${types.text(part)}`)
      .join(', '),
  )
  return [...new Set(parts)].join(' and ')
}
