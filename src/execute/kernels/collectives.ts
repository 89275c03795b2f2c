// Collectives that move or add tensors, over all devices of a team in their order.
import type { Algebra } from '../algebra/algebra.js'
import { foremost, greatestFirst, leastFirst } from '../extremes.js'
import { NotExecutable } from '../not-executable.js'
import { axisOf, fitsBeside, joined, shapeText, summed, taken, type Value } from '../value.js'
import { keptPart, parts } from './cut.js'
import type { Kernel, Output, Site } from './kernel.js'

/** Runs a collective on each tensor that the devices bring. */
function eachTensor(
  of: (values: readonly Value[], sites: readonly Site[], place: number) => readonly Value[],
): Kernel {
  return {
    on: 'team',
    run(sites) {
      const counts = new Set(sites.map(({ inputs }) => inputs.length))
      if (counts.size !== 1)
        throw new NotExecutable('the devices of a collective bring different numbers of tensors')
      const count = [...counts][0]!
      const results = Array.from({ length: count }, (_, place) =>
        of(
          sites.map(({ inputs }) => inputs[place]!),
          sites,
          place,
        ),
      )
      return sites.map((_, seat) => results.map((values) => values[seat]!))
    },
  }
}

export function alongOf({ attributes }: Site, word: 'along' | 'into'): string | undefined {
  const name = attributes[word]
  return typeof name === 'string' ? name : undefined
}

const isEmpty = (kept: object): boolean => Object.keys(kept).length === 0

/** An equal share of a dimension for each device, where the plan does not say which. */
function share(value: Value, axis: number, seat: number, count: number): Value {
  const { name, labels } = value.axes[axis]!
  if (labels.length % count !== 0)
    throw new NotExecutable(`${labels.length} of \`${name}\` cannot be dealt to ${count} devices evenly`)
  const each = labels.length / count
  return taken(
    value,
    axis,
    Int32Array.from({ length: each }, (_, index) => seat * each + index),
  )
}

/** The parts of a tensor that devices keep: as their plan says, or equal shares along a dimension. */
export function dealt(
  value: Value,
  outputs: readonly (Output | undefined)[],
  along: string | undefined,
): readonly Value[] {
  const said = outputs.filter((output) => output !== undefined && !isEmpty(output.kept))
  if (said.length === outputs.length) {
    const other = along !== undefined && said.find((output) => !(along in output!.kept))
    if (other)
      throw new NotExecutable(
        `it is dealt along \`${along}\`, and \`${other.name}\` says what devices keep of ${Object.keys(other.kept).join(', ')}`,
      )
    return parts(value, said as readonly Output[])
  }
  if (along === undefined)
    throw new NotExecutable('the plan does not say along which dimension the result is dealt')
  const axis = axisOf(value, along, 'the tensor')
  return outputs.map((_, seat) => share(value, axis, seat, outputs.length))
}

/** The dimension of which devices bring different indices, where the plan does not say which is joined. */
function differing(values: readonly Value[]): string {
  const [head] = values as [Value, ...Value[]]
  const found = head.axes.filter(({ labels }, axis) =>
    values.some(({ axes }) => {
      const own = axes[axis]?.labels
      return own?.length !== labels.length || own.some((label, i) => label !== labels[i])
    }),
  )
  const [only] = values.length === 1 ? head.axes : found
  if (only === undefined || found.length > 1)
    throw new NotExecutable('the plan does not say along which dimension tensors are joined')
  return only.name
}

/**
 * A receiver knows how long a part is from the sender's share of the dimension that is joined; in every other one, what it is sent has to be
 * as long as its own.
 */
function checkAlike(values: readonly Value[], along: string): void {
  const [head] = values as [Value, ...Value[]]
  const axis = axisOf(head, along, 'the tensor')
  const other = values.find((value) => !fitsBeside(head, value, axis))
  if (other !== undefined)
    throw new NotExecutable(
      `the devices of the group bring tensors of ${shapeText(head)} and of ${shapeText(other)}, which are exchanged along \`${along}\` alone`,
    )
}

/** What tensors of one shape are reduced to. @throws NotExecutable where shapes differ */
type Reduction = (algebra: Algebra, values: readonly Value[]) => Value

const greatestOf: Reduction = (algebra, values) => foremost(greatestFirst, algebra, values)
const leastOf: Reduction = (algebra, values) => foremost(leastFirst, algebra, values)

/** The same result on all devices. */
const toAll = (reduced: Reduction): Kernel =>
  eachTensor((values, sites, place) => {
    const { cells } = reduced(sites[0]!.run.algebra, values)
    return values.map(({ axes }, seat) => {
      for (const [dim, labels] of Object.entries(sites[seat]!.outputs[place]?.kept ?? {}))
        if (axes.find(({ name }) => name === dim)?.labels.join() !== labels.join())
          throw new NotExecutable(
            `a device is to keep ${labels.length} of \`${dim}\`, and all get the whole result`,
          )
      return { axes, cells }
    })
  })

export const reduceToAll = toAll(summed)
export const greatestToAll = toAll(greatestOf)
export const leastToAll = toAll(leastOf)

/** The result, of which each device keeps a part. */
const scattered = (reduced: Reduction): Kernel =>
  eachTensor((values, sites, place) => {
    const whole = reduced(sites[0]!.run.algebra, values)
    const outputs = sites.map((site) => site.outputs[place])
    return dealt(whole, outputs, alongOf(sites[0]!, 'along'))
  })

export const reduceScatter = scattered(summed)
export const greatestScatter = scattered(greatestOf)
export const leastScatter = scattered(leastOf)

/** The tensors behind one another, on all devices. */
export const allGather = eachTensor((values, sites, place) => {
  const along = alongOf(sites[0]!, 'along') ?? differing(values)
  const axis = axisOf(values[0]!, along, 'the tensor')
  const whole = joined(values, axis)
  const { labels } = whole.axes[axis]!
  const isTwice = new Set(labels).size < labels.length
  return sites.map(({ outputs }) => {
    const output = outputs[place]
    if (output !== undefined && !isEmpty(output.kept)) return keptPart(whole, output)
    if (isTwice)
      throw new NotExecutable(`devices bring the same indices of \`${along}\`, and all of them are joined`)
    return whole
  })
})

/** Each device gets its part of every tensor, and joins what it got along another dimension. */
export const allToAll = eachTensor((values, sites, place) => {
  const [along, into] = [alongOf(sites[0]!, 'along') ?? differing(values), alongOf(sites[0]!, 'into')]
  if (into === undefined) throw new NotExecutable('the plan does not say which dimension is cut (`into`)')
  checkAlike(values, along)
  const outputs = sites.map((site) => site.outputs[place])
  const cuts = outputs.map((output) => {
    const labels = output?.kept[into]
    return output && labels && { ...output, kept: { [into]: labels } }
  })
  const sent = values.map((value) => dealt(value, cuts, into))
  return outputs.map((output, seat) => {
    const got = sent.map((toEach) => toEach[seat]!)
    const whole = joined(got, axisOf(got[0]!, along, 'the tensor'))
    return output?.kept[along] ? keptPart(whole, output) : whole
  })
})

/** The tensor of the root on all devices. */
export const broadcast = eachTensor((values, sites) => {
  const root = sites[0]!.attributes['root']
  const wanted = Array.isArray(root) ? root.map(String) : []
  if (wanted.length === 0) throw new NotExecutable('the plan does not say which device has what all get')
  const seat = sites.findIndex(({ deviceName }) => wanted.includes(deviceName))
  if (seat < 0) throw new NotExecutable(`the root ${wanted.join(', ')} is not in the group`)
  return values.map(() => values[seat]!)
})
