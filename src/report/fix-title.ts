// What a fix is called, with the values that it sets where they are few and plain.
import type { OfferedFix } from '../judge/verdict.js'

/** More values than this are for the patch. */
const MOST_VALUES = 3
/** A member of an object, and no place in a list such as that of the nodes. */
const MEMBER = /^(?:\/[^/]*[^/\d-][^/]*)+$/

/** `A lower degree of tensor parallelism: tp 4`. */
export function fixTitle({ title, patch = [] }: Pick<OfferedFix, 'title' | 'patch'>): string {
  const values = patch.flatMap(({ op, path, ...rest }) => {
    if (!MEMBER.test(path)) return []
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (op === 'remove') return [`without ${name}`]
    const value = 'value' in rest ? rest.value : undefined
    return value === undefined || typeof value === 'object' ? [] : [`${name} ${value}`]
  })
  if (values.length === 0 || values.length < patch.length || values.length > MOST_VALUES) return title
  return `${title}: ${values.join(', ')}`
}
