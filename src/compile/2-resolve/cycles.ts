import type { Data, Path } from '../1-read/data.js'
import type { Diagnostics } from '../diagnostic.js'

/** A node of a graph of definitions: its name and the names that it uses. */
export interface Definition {
  readonly name: string
  readonly uses: readonly string[]
}

/** A definition on a page, by a name that tells selectors and words apart. */
export interface PlacedDefinition extends Definition {
  readonly data: Data
  readonly path: Path
}

/** Reports what is defined through itself: such a value would never be known. */
export function reportCycles(definitions: readonly PlacedDefinition[], diagnostics: Diagnostics): void {
  const places = new Map(definitions.map((definition) => [definition.name, definition]))
  for (const cycle of definitionCycles(definitions)) {
    const { data, path, name } = places.get(cycle[0]!)!
    const values = { name, path: [...cycle, name].join(' → ') }
    diagnostics.report('expression/cycle', data.text, data.where(path), values)
  }
}

/** The cycles among definitions, each once, as the names on it from its first name in order. Linear in names and uses. */
export function definitionCycles(definitions: readonly Definition[]): string[][] {
  const uses = new Map(definitions.map((definition) => [definition.name, definition.uses]))
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[][] = []
  for (const root of [...uses.keys()].sort()) {
    if (state.has(root)) continue
    const stack = [{ name: root, next: 0 }]
    state.set(root, 'open')
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const used = uses.get(top.name)![top.next++]
      if (used === undefined) {
        state.set(top.name, 'done')
        stack.pop()
      } else if (state.get(used) === 'open') {
        const names = stack.map(({ name }) => name)
        cycles.push(names.slice(names.indexOf(used)))
      } else if (uses.has(used) && !state.has(used)) {
        state.set(used, 'open')
        stack.push({ name: used, next: 0 })
      }
    }
  }
  return cycles
}
