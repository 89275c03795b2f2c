// The probabilities of a vocabulary that is cut: the largest logit of all shards is taken from each logit, and what their exponentials
// come to over all shards divides them.
import { makersOf, type Plan, type PlanNode, type Tensor } from './plan.js'

/** Lets a plan give the probabilities of its tokens, wherever it gathers logits. */
export function giveProbabilities(plan: Plan): void {
  for (const gather of plan.nodes.filter(
    ({ op, outputs }) => op === 'all_gather' && ['logits', 'logits.all'].includes(outputs?.[0]?.name ?? ''),
  ))
    giveBeside(plan, gather)
  if (plan.nodes.some(({ outputs }) => outputs?.[0]?.name === 'logits.all')) padLogits(plan, 'minusInfinity')
}

/** Lets heads write something where their logits are padded, and what hands these on say so. */
export function padLogits(plan: Plan, value: 'zero' | 'minusInfinity'): void {
  for (const node of plan.nodes) {
    if (node.op === 'lm_head') node.attributes = { ...node.attributes, paddingValue: value }
    for (const { name, padding = {} } of node.outputs ?? [])
      if (name.startsWith('logits')) for (const pad of Object.values(padding)) pad.value = value
  }
}

function giveBeside(plan: Plan, gather: PlanNode): void {
  const { id, phase, stage, microbatch, step, devices, group } = gather
  const logits = gather.inputs![0]!.name
  const { dims = [], padding } = gather.outputs![0]!
  const add = (name: string, node: Partial<PlanNode> & { op: string }, from: readonly string[]): string => {
    const own = id.replace('logits_gather', name)
    const place = { phase, stage, microbatch, step, devices: [...devices] }
    plan.nodes.push(JSON.parse(JSON.stringify({ id: own, ...place, ...node })))
    for (const one of from) plan.edges.push({ from: one, to: own })
    return own
  }
  const read = (...names: string[]): Tensor[] => names.map((name) => ({ name }))
  const made = (name: string, isRow = false): Tensor[] => [{ name, dims: isRow ? dims.slice(0, 1) : dims }]
  const padded = (name: string, value: 'zero' | 'minusInfinity'): Tensor[] => [
    {
      ...made(name)[0]!,
      ...(padding && { padding: { vocab: { from: padding['vocab']!.from, value } } }),
    },
  ]
  const heads = makersOf(plan, gather).map((head) => head.id)
  const part = { op: 'row_max', inputs: read(logits), outputs: made('logits_max.part', true) }
  const most = add('logits_max', part, heads)
  const all = {
    op: 'all_reduce',
    group: group!,
    inputs: read('logits_max.part'),
    attributes: { reduction: 'max' },
  }
  const largest = add('logits_max_all', { ...all, outputs: made('logits_max', true) }, [most])
  const subtract = { op: 'subtract_from_rows', inputs: read(logits, 'logits_max') }
  const shifted = add('shift', { ...subtract, outputs: padded('shifted', 'minusInfinity') }, [
    ...heads,
    largest,
  ])
  const power = { op: 'exponential', inputs: read('shifted'), outputs: padded('powers', 'zero') }
  const powers = add('powers', power, [shifted])
  const sum = { op: 'row_sum', inputs: read('powers'), outputs: made('total.part', true) }
  const sums = add('total', sum, [powers])
  const whole = { op: 'all_reduce', group: group!, inputs: read('total.part'), outputs: made('total', true) }
  const total = add('total_sum', whole, [sums])
  const divide = {
    op: 'divide_rows',
    inputs: read('powers', 'total'),
    outputs: padded('probabilities', 'zero'),
  }
  const shares = add('probabilities', divide, [powers, total])
  add(
    'probabilities_output',
    { op: 'output', inputs: read('probabilities'), attributes: { form: 'values' } },
    [shares],
  )
}
