// What a node says of its own product: by which dimensions of its weights it is dealt to devices.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'

/** The base's table of what words of a node say of its weights. */
const TABLE = 'statedCuts'

/** The role of a signature along which the weights of a node are cut for certain; undefined where it does not say. */
export type StatedCut = (node: CandidateNode) => string | undefined

/** Looks statements up in the base. A base without the table has none. */
export function statedCutsOf(base: Base): StatedCut {
  const rows = base.tables.find(({ id }) => id === TABLE)?.rows ?? {}
  const said: { word: string; values: ReadonlySet<string>; inGroup: boolean; role: string }[] = []
  for (const row of Object.values(rows))
    said.push({
      word: String(row['word']),
      values: new Set((row['values'] as readonly string[]).map(String)),
      inGroup: row['inGroup'] === true,
      role: String(row['role']),
    })
  return (node) => {
    const shares = node.group !== undefined && node.group.length > 1
    if (!shares && node.attributes === undefined) return undefined
    for (const { word, values, inGroup, role } of said) {
      if (inGroup && !shares) continue
      const value = word === 'op' ? node.op : node.attributes?.[word]
      if (value !== undefined && values.has(String(value))) return role
    }
    return undefined
  }
}
