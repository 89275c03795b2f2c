// Types as a reader wants them.
import type { Partial, Types } from './types.js'

/** `S(row)`, `P(sum)`. */
export function lieText(kind: string, of: string): string {
  return kind === 'R' ? 'R' : `${kind}(${of})`
}

/** `P(sum)` and what of it is in. */
export function partialText(types: Types, { by, terms }: Partial): string {
  const parts = terms.map((term) =>
    term
      .filter(({ needed, part }) => needed !== part)
      .map(({ space, part }) => `${space} ${types.text(part)}`)
      .join(', '),
  )
  return `${lieText('P', by)} with ${[...new Set(parts)].join(' and ')}`
}
