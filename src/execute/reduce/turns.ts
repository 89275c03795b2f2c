// Ranks that take turns with the positions of a cache: how many in a row each keeps, made fewer.
import type { CandidateNode } from '../../candidate/candidate.js'
import { divisor } from './ranges.js'

/** Different numbers stay different, and in their order. */
export function ranked(values: readonly number[], from: number): ReadonlyMap<number, number> {
  return new Map([...new Set(values)].sort((a, b) => a - b).map((value, rank) => [value, from + rank]))
}

/** What the numbers of positions that ranks keep in a row become. */
export function shortBlocks(nodes: readonly CandidateNode[]): ReadonlyMap<number, number> {
  const said = nodes.map(({ attributes }) => attributes?.['ownerBlock'])
  return ranked(
    said.filter((block) => typeof block === 'number'),
    1,
  )
}

/** So many positions that each rank of every team that takes turns has had one; 0 where none does. */
export function longestRound(nodes: readonly CandidateNode[]): number {
  const blocks = shortBlocks(nodes)
  let longest = 0
  for (const { attributes, group } of nodes)
    longest = Math.max(longest, (blocks.get(Number(attributes?.['ownerBlock'])) ?? 0) * (group?.length ?? 1))
  return longest
}

/** After so many positions turns come again in all teams at once; 1 where none takes turns. */
export function commonRound(nodes: readonly CandidateNode[]): number {
  const blocks = shortBlocks(nodes)
  let common = 1
  for (const { attributes, group } of nodes) {
    const block = blocks.get(Number(attributes?.['ownerBlock']))
    if (block === undefined) continue
    const round = block * (group?.length ?? 1)
    common = (common * round) / divisor(common, round)
  }
  return common
}
