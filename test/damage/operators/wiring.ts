// Damage to the wiring: sends without receives, other microbatches, ranks that choose for themselves.
import { type Damage, hasOp, toNode } from '../damage.js'
import { makersOf, readersOf, remove } from '../plan.js'

export const wiring: Readonly<Record<string, Damage>> = {
  'send without a receive': toNode(hasOp('receive'), (node, plan) => remove(plan, node)),
  'receive without a send': toNode(hasOp('send'), (node, plan) => remove(plan, node)),

  'receive on other ranks': toNode(
    (node) => node.op === 'receive' && node.devices.length > 1,
    (node) => {
      node.devices = [...node.devices.slice(1), node.devices[0]!]
    },
  ),

  'send of what another microbatch computed': toNode(
    (node, plan) => node.op === 'send' && plan.nodes.some((other) => other !== node && isTwin(other, node)),
    (node, plan) => {
      const other = plan.nodes.find((each) => each !== node && isTwin(each, node))!
      for (const [from, to] of [
        [other, node],
        [node, other],
      ] as const)
        for (const maker of makersOf(plan, from)) {
          plan.edges = plan.edges.filter((edge) => edge.from !== maker.id || edge.to !== from.id)
          plan.edges.push({ from: maker.id, to: to.id, attributes: { swapped: true } })
        }
      for (const edge of plan.edges) if (edge.attributes?.['swapped']) delete edge.attributes
    },
  ),

  'ranks draw for themselves': toNode(
    (node) => node.op === 'sampling' && node.devices.length > 1,
    (node) => {
      node.attributes = { ...node.attributes, sharedSeed: false }
    },
  ),

  'token numbers of the shard': toNode(
    (node, plan) => node.op === 'sampling' && readersOf(plan, node).some(({ op }) => op === 'argmax_reduce'),
    (node) => {
      node.attributes = { ...node.attributes, tokenNumbers: 'local' }
    },
  ),
}

const isTwin = (
  a: { op: string; stage?: number; phase?: string; microbatch?: number; devices: number[] },
  b: typeof a,
): boolean =>
  a.op === b.op &&
  a.phase === b.phase &&
  a.stage === b.stage &&
  a.devices.join() === b.devices.join() &&
  a.microbatch !== b.microbatch
