// Which dimension of a tensor has which role of the signature.
import type { Port, Role } from '../../tensor/operators.js'
import type { Conflict } from './conflict.js'
import type { Extent, Partial } from './types.js'

/** A tensor at a port. What is given has no sets yet: they are -0 until they are known. */
export interface Slot {
  readonly side: 'reads' | 'weights' | 'gives'
  readonly port: Port
  readonly tensor: string
  /** Place among the tensors of its side. */
  readonly place: number
  readonly extents: readonly Extent[]
  readonly partial?: Partial
}

/** One dimension of an operation: all that stand for it, in all tensors. */
export interface Instance {
  readonly role: string
  readonly members: readonly { readonly slot: Slot; readonly extent: Extent; readonly at: number }[]
}

/** Pairs tensors with ports, in their order; a port for many takes all that are left. A conflict where they do not fit. */
export function slotsFor(
  side: Slot['side'],
  ports: readonly Port[],
  tensors: readonly {
    readonly name: string
    readonly extents: readonly Extent[]
    readonly partial?: Partial
  }[],
): readonly Slot[] | Conflict {
  const slots: Slot[] = []
  const many = ports.findIndex((port) => port.many)
  const behind = many < 0 ? 0 : ports.length - 1 - many
  for (const [place, { name, extents, partial }] of tensors.entries()) {
    const port =
      many < 0 || place < many
        ? ports[place]
        : place >= tensors.length - behind
          ? ports[ports.length - (tensors.length - place)]
          : ports[many]
    if (port === undefined) return misfit(name, undefined, 'one tensor too many')
    slots.push({ side, port, tensor: name, place, extents, ...(partial && { partial }) })
  }
  return slots
}

/** The dimensions of an operation with their roles; a conflict where a tensor does not fit its port. */
export function instancesOf(slots: readonly Slot[]): readonly Instance[] | Conflict {
  const members = new Map<string, { role: string; members: Instance['members'][number][] }>()
  const several = slots.some(({ port }) => port.roles.filter(({ many }) => many).length > 1)
  for (const slot of slots) {
    const roles = several ? rolesByName(slot, slots) : rolesByPlace(slot)
    if ('kind' in roles) return roles
    for (const [at, [key, role]] of roles.entries()) {
      const extent = slot.extents[at]!
      const instance = members.get(key) ?? { role, members: [] }
      members.set(key, instance)
      const first = instance.members[0]
      if (
        first !== undefined &&
        first.extent.size !== extent.size &&
        !isOpen(extent) &&
        !isOpen(first.extent)
      )
        return misfit(
          slot.tensor,
          extent.name,
          `${extent.size}`,
          `${first.extent.size}, as ${first.extent.name} of ${first.slot.tensor}`,
        )
      instance.members.push({ slot, extent, at })
    }
  }
  return [...members.values()]
}

/** Cells of a cache have no size that another dimension would have to have. */
const isOpen = ({ set }: Extent) => set < 0

type Keyed = readonly (readonly [key: string, role: string])[]

function rolesByPlace({ port, tensor, extents, place }: Slot): Keyed | Conflict {
  const { roles } = port
  const many = roles.findIndex((role) => role.many)
  if (many < 0 ? extents.length !== roles.length : extents.length < roles.length - 1)
    return misfit(tensor, undefined, `${extents.length} dimensions`, `[${roles.map(roleText).join(' ')}]`)
  const behind = roles.length - 1 - many
  // Tensors of a port for many have dimensions of their own where a role stands for any number of them.
  const which = port.many ? ` of ${place}` : ''
  return extents.map((_, at) => {
    if (many < 0 || at < many) return [roles[at]!.name, roles[at]!.name] as const
    const left = extents.length - at
    if (left <= behind) return [roles[roles.length - left]!.name, roles[roles.length - left]!.name] as const
    return [`${roles[many]!.name} ${at - many}${which}`, roles[many]!.name] as const
  })
}

/** Roles by the sides on which a dimension stands: each role stands on sides of its own. */
function rolesByName(slot: Slot, slots: readonly Slot[]): Keyed | Conflict {
  const keyed: [string, string][] = []
  for (const { name } of slot.extents) {
    const sides = new Set(
      slots.filter((other) => other.extents.some((extent) => extent.name === name)).map(({ side }) => side),
    )
    const role = slot.port.roles.find((one) => {
      const of = new Set(
        slots
          .filter(({ port }) => port.roles.some((other) => other.name === one.name))
          .map(({ side }) => side),
      )
      return of.size === sides.size && [...of].every((side) => sides.has(side))
    })
    if (role === undefined)
      return misfit(
        slot.tensor,
        name,
        'in no other tensor that it could stand with',
        `[${slot.port.roles.map(roleText).join(' ')}]`,
      )
    keyed.push([name, role.name])
  }
  return keyed
}

const roleText = ({ name, many }: Role) => `${name}${many ? '…' : ''}`

export function misfit(
  tensor: string,
  dimension: string | undefined,
  seen: string,
  takes = 'another',
): Conflict {
  return { kind: 'misfit', tensor, ...(dimension !== undefined && { dimension }), seen, takes }
}
