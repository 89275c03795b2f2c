// An addition that takes what runs past a branch from behind itself waits for its own result.
import type { Draft } from './draft.js'
import type { EditSubject } from './edit-subject.js'
import { idsOf, neighbours } from './neighbours.js'

/**
 * What runs past a branch begins where the branch begins: at what the first operation of the branch reads. Of the nodes `into`, one
 * that takes a value that is made from its own result takes it from there instead. `over` are first operations of branches.
 * Made only where one edge is the wrong one and one node the right one.
 */
export function rerouteSkip(draft: Draft, { parameters }: EditSubject): boolean {
  const [into, over] = [new Set(idsOf(parameters.into)), new Set(idsOf(parameters.over))]
  const found: { readonly edge: number; readonly from: string }[] = []
  for (const id of into) {
    const behind = reached(draft, id, 'to', () => false).all
    const incoming = draft.edgesAt(id).filter((index) => draft.edges[index]!.to === id)
    const [wrong, ...others] = incoming.filter((index) => behind.has(draft.edges[index]!.from))
    if (wrong === undefined || others.length > 0 || incoming.length < 2) continue
    const branch = incoming.filter((index) => index !== wrong).map((index) => draft.edges[index]!.from)
    const starts = branch.map((from) => branchStarts(draft, from, into, over))
    if (starts.includes(undefined)) continue
    const sources = new Set(starts.flatMap((ids) => [...ids!]))
    const [from] = sources
    const last = draft.edges[wrong]!.from
    const isUsed = [...neighbours(draft, last, 'to')].some((to) => to !== id)
    if (from === undefined || sources.size > 1 || behind.has(from) || branch.includes(from) || !isUsed)
      continue
    found.push({ edge: wrong, from })
  }
  for (const { edge, from } of found) draft.reroute(edge, { from })
  return found.length > 0
}

/** What the first operations of the branch that ends in a node read; undefined where a way leads past all of them. */
function branchStarts(
  draft: Draft,
  end: string,
  into: ReadonlySet<string>,
  over: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  const { all, ends } = reached(draft, end, 'from', (id) => over.has(id))
  if ([...all].some((id) => into.has(id)) || ends.some((id) => !over.has(id))) return undefined
  return new Set([...all].filter((id) => over.has(id)).flatMap((id) => [...neighbours(draft, id, 'from')]))
}

/** The nodes on ways from (`to`) or to (`from`) a node, itself among them; ways end where `stops` holds. */
function reached(draft: Draft, start: string, side: 'from' | 'to', stops: (id: string) => boolean) {
  const all = new Set([start])
  const ends: string[] = []
  for (const id of all) {
    const next = stops(id) ? new Set<string>() : neighbours(draft, id, side)
    if (next.size === 0) ends.push(id)
    for (const there of next) all.add(there)
  }
  return { all, ends }
}
