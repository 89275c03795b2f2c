// Damage to the cache: writes that are missing, maps that are wrong, reads of another cache.
import { type Damage, hasOp, toNode } from '../damage.js'
import { pick } from '../draw.js'
import { remove } from '../plan.js'

export const cache: Readonly<Record<string, Damage>> = {
  'cache not written': toNode(hasOp('kv_write'), (node, plan) => remove(plan, node)),

  'cache not written by one rank': toNode(
    (node) => node.op === 'kv_write' && node.devices.length > 1,
    (node, _plan, draw) => {
      const gone = draw(node.devices.length)
      node.devices = node.devices.filter((_, i) => i !== gone)
    },
  ),

  'cache written twice': toNode(hasOp('kv_write'), (node, plan) => {
    const again = { ...structuredClone(node), id: `${node.id}_again` }
    plan.nodes.push(again)
    for (const edge of [...plan.edges]) {
      if (edge.from === node.id) plan.edges.push({ ...edge, from: again.id })
      if (edge.to === node.id) plan.edges.push({ ...edge, to: again.id })
    }
  }),

  'every owner writes all positions': toNode(
    (node) => node.op === 'kv_write' && node.attributes?.['ownerBlock'] !== undefined,
    (node) => {
      delete node.attributes!['ownerBlock']
    },
  ),

  'owners in blocks of another size': toNode(
    (node) => node.op === 'kv_write' && node.attributes?.['ownerBlock'] !== undefined,
    (node) => {
      node.attributes!['ownerBlock'] = Number(node.attributes!['ownerBlock']) + 1
    },
  ),

  'owners in another order': toNode(
    (node) => node.op === 'kv_write' && node.attributes?.['ownerBlock'] !== undefined,
    (node) => {
      node.group = [...node.group!].reverse()
    },
  ),

  'cache read in another order than it is written in': (plan, draw) => {
    const [written, read] = pick(
      [
        ['HND', 'NHD'],
        ['NHD', 'HND'],
      ],
      draw,
    )!
    for (const node of plan.nodes)
      if (hasOp('kv_write', 'kv_read')(node))
        node.attributes = { ...node.attributes, cacheLayout: node.op === 'kv_write' ? written : read }
    return plan.nodes.some(hasOp('kv_read'))
  },

  'cache handed over in the order of the other side': (plan, draw) => {
    const orders = draw(2) === 0 ? ['HND', 'NHD'] : ['NHD', 'HND']
    // A transfer that says the order of decode lays it out anew; one that says nothing does not.
    const isSaid = draw(2) === 0
    for (const node of plan.nodes)
      if (hasOp('kv_write', 'kv_read')(node))
        node.attributes = { ...node.attributes, cacheLayout: orders[node.phase === 'prefill' ? 0 : 1] }
      else if (node.op === 'kv_transfer' && isSaid)
        node.attributes = { ...node.attributes, cacheLayout: orders[1] }
    return plan.nodes.some(hasOp('kv_transfer'))
  },

  'transfer that leaves out a layer': toNode(hasOp('kv_transfer'), (node, plan) => remove(plan, node)),

  'transfer with the heads of another rank': toNode(hasOp('kv_transfer'), (node) => {
    const slices = node.outputs?.[0]?.slices ?? {}
    const cut = Object.values(slices).find((each) => Array.isArray(each) && new Set(each).size > 1)
    if (!Array.isArray(cut)) return false
    cut.push(cut.shift()!)
    return true
  }),

  'read from the cache of another layer': toNode(
    (node) => node.op === 'kv_read' && (node.layer ?? 0) > 0,
    (node) => {
      node.layer = node.layer! - 1
    },
  ),
}
