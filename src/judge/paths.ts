// The path methods of the language (docs/language.md, "Paths") over all nodes.
import type { Expression, Target } from '../knowledge/expression.js'
import type { SubjectTable } from '../observe/facts.js'
import { constant, type Evaluated } from './axis.js'
import type { Evaluator } from './evaluate.js'
import { keysOf } from './keys.js'
import { answer } from './reach.js'
import { possibly, type Question, type Sought, surely } from './search.js'
import { neighbours } from './sweep.js'
import { fromTruths, truths } from './truth.js'

export type Path = Extract<Expression, { op: 'path' }>

/** Evaluates a path method of `self` over the node table; unknown on any other table. */
export function overPaths(evaluator: Evaluator, table: SubjectTable, path: Path): Evaluated {
  if (table.scope !== 'node') return constant(undefined)
  if (path.method === 'predecessors' || path.method === 'successors')
    return countNeighbours(evaluator, table, path)
  const { truth, limited } = answer(evaluator.facts.graph, question(evaluator, path))
  if (limited) evaluator.tooCostly.add(path)
  return fromTruths(truth)
}

/** What `precededBy`, `followedBy`, `reaches` or `reachedFrom` asks. */
export function question(evaluator: Evaluator, path: Path): Question {
  const [hit, stop] = path.targets
  if (hit === undefined) throw new RangeError(`${path.method} names nothing to look for`)
  return {
    direction: path.method === 'followedBy' || path.method === 'reaches' ? 'forward' : 'backward',
    hit: seek(evaluator, hit),
    stop: stop === undefined ? undefined : seek(evaluator, stop),
  }
}

function seek(evaluator: Evaluator, target: Target): Sought {
  const nodes = evaluator.facts.tables.node
  const words = target.same.map((name) => evaluator.evaluate(nodes, { op: 'word', of: 'self', name }))
  return {
    truth: truths(evaluator.evaluate(nodes, target.selector), nodes.size),
    keys: words.length === 0 ? undefined : keysOf(words, nodes.size),
  }
}

/** Distinct neighbours other than the node itself that are what is sought; unknown if one of them only may be. */
function countNeighbours(evaluator: Evaluator, table: SubjectTable, path: Path): Evaluated {
  const { graph } = evaluator.facts
  const sought = seek(evaluator, path.targets[0]!)
  const { start, list } = neighbours(graph, path.method === 'successors' ? 'forward' : 'backward')
  const lastSeenBy = new Int32Array(graph.nodes).fill(-1)
  const codes = new Int32Array(table.size)
  let most = 0
  for (let v = 0; v < table.size; v++) {
    let count = 0
    for (let i = start[v]!; i < start[v + 1]! && count >= 0; i++) {
      const w = list[i]!
      if (w === v || lastSeenBy[w] === v) continue
      lastSeenBy[w] = v
      if (surely(sought, v, w)) count++
      else if (possibly(sought, v, w)) count = -1
    }
    codes[v] = count
    if (count > most) most = count
  }
  return {
    axis: { codes, slots: most + 2 },
    values: [undefined, ...Array.from({ length: most + 1 }, (_, n) => n)],
  }
}
