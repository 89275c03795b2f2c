// The path methods of the language (docs/language.md, "Paths") over the nodes that ask.
import type { Target, Value } from '../knowledge/expression.js'
import type { SubjectTable } from '../observe/facts.js'
import { bytes, int32s } from '../observe/flat.js'
import { constant, type Evaluated } from './axis.js'
import { type Evaluator, type Path, textOf } from './evaluator.js'
import { nodeKeys } from './keys.js'
import { answer } from './reach.js'
import { remember } from './remember.js'
import { createSearcher, possibly, type Question, type Searcher, type Sought, surely } from './search.js'
import { neighbours } from './sweep.js'
import { fromTruths, truths } from './truth.js'

/** Edges that one search on behalf of a report may look at. */
const reportLimit = 1_000_000

/** Evaluates a path method of `self` for the asked rows of the node table; unknown on all others. */
export function overPaths(
  evaluator: Evaluator,
  table: SubjectTable,
  path: Path,
  asked?: Uint8Array,
): Evaluated {
  if (table.scope !== 'node') return constant(undefined)
  const rows = asked ?? bytes(table.size).fill(1)
  if (isCount(path)) return countNeighbours(evaluator, path, rows)
  const { truth, limited } = answer(
    evaluator.facts.graph,
    workOf(evaluator).searcher,
    question(evaluator, path),
    rows,
  )
  if (limited) evaluator.tooCostly.add(textOf({ ...path, of: 'self' }))
  return fromTruths(truth)
}

/** A path method of `self` on one node. */
export function pathOn(evaluator: Evaluator, path: Path, node: number): Value {
  if (isCount(path)) return neighbourCounter(evaluator, path)(node)
  const asks = question(evaluator, path)
  const { find } = workOf(evaluator).searcher
  const sure = find(asks, node, true, reportLimit)
  if (sure !== -1) return sure === undefined ? undefined : true
  return find(asks, node, false, reportLimit) === -1 ? false : undefined
}

/** The nodes of a shortest path that shows a path method of `self` on one node, that node first; none for counts. */
export function witness(evaluator: Evaluator, path: Path, node: number): readonly number[] | undefined {
  if (isCount(path)) return undefined
  const { searcher } = workOf(evaluator)
  const found = searcher.find(question(evaluator, path), node, false, reportLimit)
  return found === undefined || found < 0 ? undefined : searcher.path(node, found)
}

/** What paths over one candidate share. */
interface PathWork {
  readonly searcher: Searcher
  readonly sought: Map<string, Sought>
}

const works = new WeakMap<Evaluator, PathWork>()

function workOf(evaluator: Evaluator): PathWork {
  return remember(works, evaluator, () => ({
    searcher: createSearcher(evaluator.facts.graph),
    sought: new Map(),
  }))
}

const isCount = ({ method }: Path) => method === 'predecessors' || method === 'successors'

/** What `precededBy`, `followedBy`, `reaches` or `reachedFrom` asks. */
function question(evaluator: Evaluator, { method, targets: [hit, stop] }: Path): Question {
  if (hit === undefined) throw new RangeError(`${method} names nothing to look for`)
  return {
    direction: method === 'followedBy' || method === 'reaches' ? 'forward' : 'backward',
    hit: seek(evaluator, hit),
    stop: stop === undefined ? undefined : seek(evaluator, stop),
  }
}

function seek(evaluator: Evaluator, target: Target): Sought {
  return remember(workOf(evaluator).sought, JSON.stringify(target), () => look(evaluator, target))
}

function look(evaluator: Evaluator, target: Target): Sought {
  const nodes = evaluator.facts.tables.node
  const words = target.same.map((name) => evaluator.evaluate(nodes, { op: 'word', of: 'self', name }))
  return {
    truth: truths(evaluator.evaluate(nodes, target.selector), nodes.size),
    keys: words.length === 0 ? undefined : nodeKeys(words, nodes.size),
  }
}

/** Distinct neighbours other than the node itself that are what is sought; unknown if one of them only may be. */
function neighbourCounter(evaluator: Evaluator, path: Path): (node: number) => number | undefined {
  const { graph } = evaluator.facts
  const sought = seek(evaluator, path.targets[0]!)
  const { start, list } = neighbours(graph, path.method === 'successors' ? 'forward' : 'backward')
  const lastSeenBy = int32s(graph.nodes).fill(-1)
  return (v) => {
    let count = 0
    for (let i = start[v]!; i < start[v + 1]!; i++) {
      const w = list[i]!
      if (w === v || lastSeenBy[w] === v) continue
      lastSeenBy[w] = v
      if (surely(sought, v, w)) count++
      else if (possibly(sought, v, w)) return undefined
    }
    return count
  }
}

function countNeighbours(evaluator: Evaluator, path: Path, asked: Uint8Array): Evaluated {
  const count = neighbourCounter(evaluator, path)
  const codes = int32s(asked.length).fill(-1)
  let most = 0
  for (let node = 0; node < asked.length; node++) {
    if (asked[node] === 0) continue
    const found = count(node) ?? -1
    codes[node] = found
    if (found > most) most = found
  }
  return {
    axis: { codes, slots: most + 2 },
    values: [undefined, ...Array.from({ length: most + 1 }, (_, n) => n)],
  }
}
