// Damage to what ranks hold: swapped, whole or contiguous shards, biases, positions, devices.
import { type Damage, hasOp, toNode } from '../damage.js'
import { pick } from '../draw.js'
import type { PlanNode, Tensor } from '../plan.js'

/** Slices that differ between devices. */
const cutsOf = (tensor: Tensor): [string, string[]][] =>
  Object.entries(tensor.slices ?? {}).filter(
    (entry): entry is [string, string[]] => Array.isArray(entry[1]) && new Set(entry[1]).size > 1,
  )

const hasCutWeight = (node: PlanNode): boolean =>
  (node.weights ?? []).some((tensor) => cutsOf(tensor).length > 0)

const numbers = (text: string): number[] =>
  text.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number) as [number, number?]
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })

export const shards: Readonly<Record<string, Damage>> = {
  'weights of two ranks swapped': toNode(hasCutWeight, (node, _plan, draw) => {
    const tensor = pick(
      node.weights!.filter((each) => cutsOf(each).length > 0),
      draw,
    )!
    for (const [, slices] of cutsOf(tensor)) {
      const other = slices.findIndex((text) => text !== slices[0])
      ;[slices[0], slices[other]] = [slices[other]!, slices[0]!]
    }
  }),

  'weight held whole': toNode(hasCutWeight, (node, _plan, draw) => {
    const tensor = pick(
      node.weights!.filter((each) => cutsOf(each).length > 0),
      draw,
    )!
    delete tensor.slices
  }),

  'weight of one rank loaded twice': toNode(hasCutWeight, (node) => {
    for (const tensor of node.weights!) {
      for (const [, slices] of cutsOf(tensor)) {
        const other = slices.findIndex((text) => text !== slices[0])
        slices[other] = slices[0]!
      }
    }
  }),

  'fused parts cut straight through': toNode(
    (node) => (node.weights ?? []).some(({ parts }) => parts !== undefined) && hasCutWeight(node),
    (node) => {
      const tensor = node.weights!.find(({ parts }) => parts !== undefined)!
      const cut = cutsOf(tensor).find(([name]) => tensor.parts![name] !== undefined)
      if (cut === undefined) return false
      const [, slices] = cut
      const sizes = slices.map((text) => numbers(text).length)
      const size = sizes.reduce((sum, each) => sum + each, 0)
      const whole = tensor.dims!.find(({ name }) => name === cut[0])!.size
      if (size !== whole) return false
      let start = 0
      sizes.forEach((each, i) => {
        slices[i] = `${start}-${start + each - 1}`
        start += each
      })
      return true
    },
  ),

  'bias on every rank': toNode(
    (node) => node.attributes?.['biasAdded'] === 'once',
    (node) => {
      node.attributes = { ...node.attributes, biasAdded: 'everywhere' }
    },
  ),

  'rows of two ranks swapped': toNode(
    (node) =>
      hasOp('input', 'split')(node) && (node.outputs ?? []).some((tensor) => cutsOf(tensor).length > 0),
    (node, _plan, draw) => {
      const tensor = pick(
        node.outputs!.filter((each) => cutsOf(each).length > 0),
        draw,
      )!
      for (const [, slices] of cutsOf(tensor)) {
        const other = slices.findIndex((text) => text !== slices[0])
        ;[slices[0], slices[other]] = [slices[other]!, slices[0]!]
      }
    },
  ),

  'positions counted from the shard': toNode(
    (node) =>
      hasOp('split', 'input')(node) && (node.outputs ?? []).some(({ name }) => name.startsWith('positions')),
    (node) => {
      const positions = node.outputs!.find(({ name }) => name.startsWith('positions'))!
      const cut = cutsOf(positions)[0]
      if (cut === undefined) return false
      const [, slices] = cut
      slices.fill(slices[0]!)
      return true
    },
  ),

  'rank left out of a computation': toNode(
    (node) => node.devices.length > 1 && (node.weights?.length ?? 0) > 0,
    (node, _plan, draw) => {
      const gone = draw(node.devices.length)
      node.devices = node.devices.filter((_, i) => i !== gone)
      const tensors = [...(node.weights ?? []), ...(node.outputs ?? [])]
      for (const { slices = {} } of [...tensors, ...tensors.map(({ scales }) => scales ?? {})])
        for (const [name, own] of Object.entries(slices))
          if (typeof own !== 'string') slices[name] = own.filter((_, i) => i !== gone)
    },
  ),
}
