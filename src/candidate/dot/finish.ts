import { noNames } from './attributes.js'
import type { GraphBuilder } from './build.js'
import type { Scope } from './scope.js'
import type { DotCluster, DotGraph, DotNode, DotSyntaxError } from './types.js'

/** Turns what was built into the public form. */
export function finish(build: GraphBuilder, errors: DotSyntaxError[]): DotGraph {
  const enclosing = new Map<Scope, readonly string[]>([[build.root, []]])
  const clusters: DotCluster[] = []
  const open: Scope[] = [...build.root.children].reverse()
  for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
    const around = enclosing.get(scope.parent!)!
    enclosing.set(scope, around)
    if (isCluster(scope)) {
      const id = scope.name!
      enclosing.set(scope, [...around, id])
      clusters.push({
        id,
        label: scope.attributes.label,
        attributes: scope.attributes,
        explicit: scope.explicit,
        parent: around[around.length - 1],
        line: scope.line,
      })
    }
    for (let i = scope.children.length - 1; i >= 0; i--) open.push(scope.children[i]!)
  }
  const nodes = build.nodes.map((node): DotNode => {
    const { id, declared, attributes, line } = node
    const explicit = node.explicit ?? noNames
    return { id, declared, attributes, explicit, clusters: enclosing.get(node.scope)!, line }
  })
  const { name, directed, strict, edges, root } = build
  return { name, directed, strict, attributes: root.attributes, nodes, edges, clusters, errors }
}

function isCluster(scope: Scope): boolean {
  if (scope.name === undefined) return false
  if (scope.name.startsWith('cluster')) return true
  return scope.explicit.has('cluster') && /^(true|yes|[1-9]\d*)$/i.test(scope.attributes.cluster!)
}
