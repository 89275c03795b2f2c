// Damage to collectives: dropped, doubled, moved, of another group, order or kind.
import { type Damage, hasOp, isCollective, toNode } from '../damage.js'
import { pick } from '../draw.js'
import { bypass, insertBehind, makersOf, readersOf } from '../plan.js'

export const collectives: Readonly<Record<string, Damage>> = {
  'collective dropped': toNode(isCollective, (node, plan) => bypass(plan, node)),

  'all-reduce doubled': toNode(hasOp('all_reduce'), (node, plan) => {
    insertBehind(plan, node, {})
  }),

  'all-gather doubled': toNode(hasOp('all_gather'), (node, plan) => {
    insertBehind(plan, node, {})
  }),

  'all-reduce before a reduce-scatter': toNode(hasOp('reduce_scatter'), (node, plan) => {
    const maker = makersOf(plan, node)[0]
    if (maker === undefined) return false
    const { along: _along, into: _into, ...attributes } = node.attributes ?? {}
    const outputs = (maker.outputs ?? []).map((tensor) => ({
      name: `${tensor.name}.again`,
      ...(tensor.dims && { dims: tensor.dims }),
    }))
    insertBehind(plan, maker, {
      ...{ op: 'all_reduce', outputs, attributes, devices: node.devices },
      ...(node.group && { group: node.group }),
    })
    return readersOf(plan, maker).length > 0
  }),

  'reduce-scatter of whole values': toNode(hasOp('split'), (node) => {
    node.op = 'reduce_scatter'
    node.group ??= node.devices
    return node.group.length > 1
  }),

  'all-reduce becomes a gather': toNode(hasOp('all_reduce'), (node) => {
    node.op = 'all_gather'
    node.attributes = { ...node.attributes, along: node.outputs?.[0]?.dims?.[0]?.name }
  }),

  'reduce-scatter becomes an all-reduce': toNode(hasOp('reduce_scatter'), (node) => {
    node.op = 'all_reduce'
    for (const tensor of node.outputs ?? []) delete tensor.slices
  }),

  'another reduction': toNode(hasOp('all_reduce', 'reduce_scatter'), (node, _plan, draw) => {
    const { reduction: own = 'sum', ...rest } = node.attributes ?? {}
    const other = pick(
      ['sum', 'max', 'min'].filter((reduction) => reduction !== own),
      draw,
    )
    node.attributes = other === 'sum' && draw(2) === 0 ? rest : { ...rest, reduction: other }
  }),

  'all-reduce instead of a merge by softmax weights': toNode(hasOp('lse_merge'), (node) => {
    node.op = 'all_reduce'
    node.inputs = node.inputs!.slice(0, 1)
    for (const tensor of node.outputs ?? []) delete tensor.slices
  }),

  'collective without one of its ranks': toNode(isCollective, (node, _plan, draw) => {
    const gone = draw(node.devices.length)
    const without = node.devices[gone]
    node.group = node.group!.filter((device) => device !== without)
    node.devices = node.devices.filter((device) => device !== without)
    for (const tensor of node.outputs ?? [])
      for (const [name, slices] of Object.entries(tensor.slices ?? {}))
        if (typeof slices !== 'string') tensor.slices![name] = slices.filter((_, i) => i !== gone)
  }),

  'collective over half of its ranks': toNode(
    (node) => isCollective(node) && node.group!.length > 2,
    (node, plan) => {
      const half = node.devices.length / 2
      const other = structuredClone(node)
      other.id = `${node.id}_other`
      other.devices = node.devices.slice(half)
      node.devices = node.devices.slice(0, half)
      for (const [each, from] of [
        [node, 0],
        [other, half],
      ] as const) {
        each.group = each.devices
        for (const tensor of each.outputs ?? [])
          for (const [name, slices] of Object.entries(tensor.slices ?? {}))
            if (typeof slices !== 'string') tensor.slices![name] = slices.slice(from, from + half)
      }
      for (const edge of [...plan.edges]) {
        if (edge.from === node.id) plan.edges.push({ ...edge, from: other.id })
        if (edge.to === node.id) plan.edges.push({ ...edge, to: other.id })
      }
      plan.nodes.push(other)
      return Number.isInteger(half)
    },
  ),

  'ranks of a gather in another order': toNode(hasOp('all_gather', 'all_to_all'), (node) => {
    node.devices = [...node.devices].reverse()
    node.group = [...node.group!].reverse()
    return node.devices.length > 1
  }),

  'gather along another dimension': toNode(hasOp('all_gather'), (node) => {
    const dims = node.outputs?.[0]?.dims ?? []
    const other = dims.find(({ name }) => name !== node.attributes?.['along'])
    if (other === undefined) return false
    node.attributes = { ...node.attributes, along: other.name }
    for (const tensor of node.outputs ?? []) delete tensor.slices
    return true
  }),

  'all-to-all the other way round': toNode(hasOp('all_to_all'), (node) => {
    const { along, into } = node.attributes ?? {}
    node.attributes = { ...node.attributes, along: into, into: along }
  }),

  'reduction behind the norm': toNode(hasOp('all_reduce'), (node, plan) => {
    const norm = readersOf(plan, node).find(hasOp('norm', 'final_norm'))
    if (norm === undefined) return false
    const { op, devices, group } = node
    bypass(plan, node)
    insertBehind(plan, norm, { op, devices, ...(group && { group }) })
    return true
  }),

  'reduction behind the addition': toNode(hasOp('residual_add'), (node, plan) => {
    const reduction = makersOf(plan, node).find(hasOp('all_reduce'))
    if (reduction === undefined) return false
    const { op, devices, group } = reduction
    bypass(plan, reduction)
    insertBehind(plan, node, { op, devices, ...(group && { group }) })
    return true
  }),
}
