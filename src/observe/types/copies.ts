// Copies of tokens on their way to experts and back: which rows they are of, whose they are, and which experts they are for.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { typeByRules } from './by-rules.js'
import type { Conflict } from './conflict.js'
import type { Kernel } from './kernel.js'
import { seatsOf } from './seats.js'
import { samePartial } from './tiles.js'
import { UNTYPED } from './types.js'

/** Each device hands its rows to the devices of their experts. */
export const dispatch: Kernel = (inference, visit) => {
  const { row, node, readings } = visit
  const stop = typeByRules(inference, visit)
  if (stop !== undefined) return stop
  const { types } = inference.rules
  const { sets } = types
  const devices = inference.wires.devicesOf(row)
  const [x] = readings
  const own = devices.map((_, place) => types.get(x!.types[place]!).extents[0]!)
  const sum = own.reduce((total, { set }) => total + sets.size(set), 0)
  const rows = sets.united(own.map(({ set }) => set))
  if (x!.values.some((value) => value !== x!.values[0]))
    return { conflict: unlike(x!.name, 'another value on some devices') }
  if (sets.size(rows) !== sum) {
    const seen = `${own[0]!.name} ${own.map(({ set }) => types.text(set)).join(', ')}`
    return {
      conflict: {
        kind: 'joined-twice',
        tensor: x!.name,
        dimension: own[0]!.name,
        seen,
        takes: 'each row from one device',
      },
    }
  }
  const team = teamOf(node, devices)
  return renumber(inference, visit, node.outputs?.length ?? 0, (place) =>
    types.addCopies({ team, rows, home: own[place]!, experts: undefined }),
  )
}

/** The experts of a device work on the copies for them. */
export const expertCopies: Kernel = (inference, visit) => {
  const { node } = visit
  const stop = typeByRules(inference, visit)
  if (stop !== undefined) return stop
  const { types } = inference.rules
  return renumber(inference, visit, node.outputs?.length ?? 0, (place, set) => {
    const weight = node.weights?.[0]
    const experts = weight && inference.weightAt(weight, place).extents[0]
    return types.isCopies(set) && experts ? types.addCopies({ ...types.copiesOf(set), experts }) : set
  })
}

/** Each device gets the results of its rows back, whatever experts made them. */
export const combine: Kernel = (inference, visit) => {
  const { row, node, readings } = visit
  const { types } = inference.rules
  const { sets } = types
  const devices = inference.wires.devicesOf(row)
  const [x] = readings
  const [use] = node.outputs ?? []
  if (x === undefined || use === undefined)
    return { because: 'unnamed', reason: 'it does not name what it reads and gives' }
  const brought = devices.map((_, place) => types.get(x.types[place]!))
  const copies = brought.map(({ extents }) => {
    const set = extents[0]?.set
    return set !== undefined && types.isCopies(set) ? types.copiesOf(set) : undefined
  })
  const [first] = copies
  if (first === undefined || copies.includes(undefined))
    return { because: 'not-stated', reason: `${x.name} are no copies that were dispatched` }
  if (x.values.some((value) => value !== x.values[0]))
    return { conflict: unlike(x.name, 'another value on some devices') }
  if (copies.some((own) => own!.rows !== first.rows))
    return { conflict: unlike(x.name, 'copies of other rows on some devices') }
  const team = teamOf(node, devices)
  const away = copies.find((own) => own!.team !== team)
  if (away !== undefined)
    return {
      conflict: {
        ...{ kind: 'order', tensor: x.name, dimension: brought[0]!.extents[0]!.name },
        ...{ seen: `copies of devices ${away.team}`, takes: `those of ${team}, as they stand in its group` },
      },
    }
  if (brought.some(({ partial }) => !samePartial(partial, brought[0]!.partial)))
    return { conflict: unlike(x.name, 'other summands on some devices') }
  const experts = copies.map((own) => own!.experts)
  const conflict = expertsConflict(x.name)
  if (conflict !== undefined) return { conflict }
  const [, ...width] = brought[0]!.extents
  for (let place = 0; place < devices.length; place++) {
    const type = types.add({ ...brought[place]!, extents: [copies[place]!.home, ...width] })
    const value = inference.valueChain.next(inference.meanings.of(node), x.values[place]!)
    inference.give(row, 0, place, type, value)
  }
  return undefined

  function expertsConflict(tensor: string): Conflict | undefined {
    const [some] = experts
    if (some === undefined || experts.includes(undefined))
      return unlike(tensor, 'copies that no expert has worked on')
    const united = sets.united(experts.map((own) => own!.set))
    const sum = experts.reduce((total, own) => total + sets.size(own!.set), 0)
    if (sets.isWhole(united, some.size) && sets.size(united) === sum) return undefined
    const seen = `${some.name} ${experts.map((own) => types.text(own!.set)).join(', ')}`
    return {
      kind: 'untiled',
      tensor,
      dimension: some.name,
      seen,
      takes: `each of ${some.size} on one device`,
    }
  }
}

/** Devices in the order of their group: a copy goes back to the place in the group from which it came. */
const teamOf = (node: CandidateNode, devices: readonly Scalar[]): string =>
  seatsOf(node)
    .map((place) => devices[place])
    .join(', ')

const unlike = (tensor: string, seen: string): Conflict => ({
  kind: 'unlike',
  tensor,
  seen,
  takes: 'the same of all',
})

/** Gives the outputs of a node another set of copies in their first dimension. */
function renumber(
  inference: Parameters<Kernel>[0],
  { row }: Parameters<Kernel>[1],
  outputs: number,
  setAt: (place: number, set: number) => number,
): undefined {
  const { types } = inference.rules
  const { length } = inference.wires.devicesOf(row)
  for (let output = 0; output < outputs; output++)
    for (let place = 0; place < length; place++) {
      const at = inference.wires.start[row]! + output * length + place
      if (inference.types[at] === UNTYPED) continue
      const type = types.get(inference.types[at]!)
      const [first, ...rest] = type.extents
      if (first === undefined) continue
      inference.types[at] = types.add({
        ...type,
        extents: [{ ...first, set: setAt(place, first.set) }, ...rest],
      })
    }
  return undefined
}
