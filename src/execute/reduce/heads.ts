// Heads of queries share heads of keys: both dimensions are made smaller together, so that as many queries of one rank
// share one of its keys as before in proportion.
import { evenScale, fullScale, type Scale, unitOf } from './scale.js'

/** So many query heads in place of a unit of them are tried. */
const MOST_TRIED = 1024

/** Scales of query heads and of the key heads that they share, of which a unit keeps so many. */
export function headScales(
  queries: number,
  queryBoundaries: Iterable<number>,
  keys: number,
  keyBoundaries: Iterable<number>,
  least: number,
): readonly [Scale, Scale] {
  const shared = queries / keys
  if (!Number.isInteger(shared)) return [fullScale(queries), fullScale(keys)]
  const queryUnit = unitOf(queries, queryBoundaries)
  const keyUnit = unitOf(keys, keyBoundaries)
  const keyCells = Math.min(keyUnit, Math.max(least, Math.ceil(2 / (keys / keyUnit))))
  for (let cells = 1; cells < Math.min(queryUnit, MOST_TRIED); cells++) {
    const left = (shared * cells * keyUnit) / (queryUnit * keyCells)
    if (Number.isInteger(left) && left >= Math.min(2, shared))
      return [evenScale(queries, queryUnit, cells), evenScale(keys, keyUnit, keyCells)]
  }
  return [fullScale(queries), fullScale(keys)]
}
