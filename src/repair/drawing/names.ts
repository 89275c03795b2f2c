// How names are written in DOT.
import { dotString } from '../../candidate/dot/index.js'

const keywords = /^(?:strict|graph|digraph|node|edge|subgraph)$/i

/** A name as DOT takes it: in quotes where it needs them. */
export function nameText(id: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(id) || /^-?(?:\.\d+|\d+(?:\.\d*)?)$/.test(id)
  return isPlain && !keywords.test(id) ? id : dotString(id)
}
