// YAML that is well formed and still refused: keys that occur twice, keys that reach a prototype, nesting without end.
import { type Document, isScalar, visit } from 'yaml'
import type { Diagnostics, Text } from '../diagnostic.js'
import type { Mapper } from './position.js'

/** Nesting beyond which YAML is refused before anything recurses into it. */
const maxDepth = 60

/** Names that every object has from its prototype; as keys they are refused. */
export const unsafeNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Whether keys are refused; each is reported. (The library's own search for equal keys takes the square of their number.) */
export function refusesKeys(document: Document, text: Text, at: Mapper, diagnostics: Diagnostics): boolean {
  let refused = false
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key) || !key.range) continue
        const name = String(key.value)
        const code = unsafeNames.has(name)
          ? 'yaml/unsafe-key'
          : seen.has(name)
            ? 'yaml/duplicate-key'
            : undefined
        seen.add(name)
        if (code === undefined) continue
        diagnostics.report(code, text, at(key.range[0], key.range[1]), { key: name })
        refused = true
      }
    },
  })
  return refused
}

/** Whether brackets or dashes nest too deep, which is reported; a cheap look at characters alone. */
export function refusesDepth(source: string, text: Text, at: Mapper, diagnostics: Diagnostics): boolean {
  let open = 0
  let run = 0
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!
    if (c === '[' || c === '{') open++
    else if ((c === ']' || c === '}') && open > 0) open--
    if (c === '\n') run = 0
    else if (c === '-' || c === '?') run++
    else if (c !== ' ') run = 0
    if (open > maxDepth || (run > maxDepth && source[i + 1] === ' ')) {
      diagnostics.report('yaml/too-deep', text, at(i), { limit: maxDepth })
      return true
    }
  }
  return false
}
