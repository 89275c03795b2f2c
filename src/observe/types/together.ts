// Operations of a group: partial values are completed, slices joined, the result cut, as the rules of the kernel say.
import type { Placement } from '../../tensor/placements.js'
import type { Conflict } from './conflict.js'
import { drawnTogether } from './drawn.js'
import { paddingClaim } from './padding.js'
import { lieText, partialText, partsText } from './render.js'
import type { Given, Rules } from './rules.js'
import { isOfCells, reducePartials, samePartial } from './tiles.js'
import { type Extent, type Partial, type Type, type Types, UNTYPED } from './types.js'

/** One tensor of an operation of a group: what each device brings, in the order of the group. */
export interface Meeting {
  readonly kernel: string
  readonly name: string
  readonly types: readonly number[]
  /** What each is a part of, as a number: equal where it is one value. */
  readonly values: readonly number[]
  /** What each device says of what it gets. */
  readonly gives: readonly Given[]
  readonly along?: string
  readonly into?: string
}

export interface Met {
  readonly outputs: readonly number[]
  readonly conflict?: Conflict
  /** Draws of which devices bring different ones, where it takes one value. */
  readonly apart?: readonly number[]
  /** Why nothing is known though nothing is wrong. */
  readonly reason?: string
}

/** Types what each device of a group gets of one tensor. */
export function typeTogether(rules: Rules, meeting: Meeting): Met {
  const { types } = rules
  const nothing = (conflict: Conflict): Met => ({ outputs: meeting.types.map(() => UNTYPED), conflict })
  const table = (rules.placements.get(meeting.kernel) ?? []).filter(({ together }) => together)
  const own = meeting.types.map((type) => types.get(type))
  const [first] = own
  const away = meeting.values.findIndex((value) => value !== meeting.values[0])
  if (first === undefined || own.some((type) => namesOf(type) !== namesOf(first)))
    return nothing(unlike(meeting.name, 'other dimensions on some devices', 'the same of all'))
  if (away >= 0) return nothing(unlike(meeting.name, 'another value on some devices', 'the same of all'))
  const reduced = reduce(types, table, meeting, own)
  if ('kind' in reduced) return nothing(reduced)
  const joined = join(types, table, meeting, own)
  if ('kind' in joined) return nothing(joined)
  const reason = unsaid(types, table, meeting, joined)
  if (reason !== undefined) return { outputs: meeting.types.map(() => UNTYPED), reason }
  const kept = keep(types, table, meeting, joined)
  if ('kind' in kept) return nothing(kept)
  for (const [at, { name, dims }] of meeting.gives.entries()) {
    const claim = paddingClaim(name, dims, kept[at]!)
    if (claim !== undefined) return nothing(claim)
  }
  const { drawn, apart } = drawnTogether(rules.strideOf, table, meeting.along, own)
  const outputs = kept.map((extents) =>
    types.add({ extents, ...(reduced.partial && { partial: reduced.partial }), ...(drawn && { drawn }) }),
  )
  return { outputs, ...(reduced.conflict && { conflict: reduced.conflict }), ...(apart && { apart }) }
}

const namesOf = ({ extents }: Type) =>
  extents
    .map(({ name, size, pad }) => `${name}=${size}${pad ? ` from ${pad.from} ${pad.filler}` : ''}`)
    .join()

function unlike(tensor: string, seen: string, takes: string): Conflict {
  return { kind: 'unlike', tensor, seen, takes }
}

/** The partial mark of the result. What is wrong with a reduction alone leaves a complete value behind. */
function reduce(
  types: Types,
  table: readonly Placement[],
  { name }: Meeting,
  own: readonly Type[],
): { readonly partial?: Partial; readonly conflict?: Conflict } | Conflict {
  const takes = table.flatMap((rule) =>
    rule.takes.filter(({ kind }) => kind === 'P').map((lie) => ({ rule, lie })),
  )
  const completes = takes.filter(({ rule }) => rule.gives.every(({ kind }) => kind !== 'P'))
  const passes = takes.filter(({ rule }) => rule.gives.some(({ kind }) => kind === 'P'))
  const [first] = own
  const { partial } = first!
  const marked = own.filter((type) => type.partial !== undefined)
  const completing = marked[0] && completes.find(({ lie }) => lie.of === marked[0]!.partial!.by)?.lie
  if (marked.length > 0 && marked.length < own.length) {
    // The largest of what is complete and of parts of it is what is complete.
    if (completing?.mayOverlap && marked.every((type) => type.partial!.by === completing.of)) return {}
    return unlike(
      name,
      `${partialText(marked[0]!.partial!)} on some devices, complete on others`,
      'the same of all',
    )
  }
  if (partial === undefined) {
    const plain = table.some((rule) => rule.takes.every(({ kind }) => kind !== 'P'))
    if (plain || own.length === 1) return {}
    return { conflict: { kind: 'reduced-again', tensor: name, seen: 'R', takes: texts(completes) } }
  }
  if (
    own.some((type) => type.partial!.by !== partial.by || type.partial!.terms.length !== partial.terms.length)
  )
    return unlike(name, 'sums of other summands on some devices', 'the same of all')
  if (completing !== undefined) {
    const marks = own.map((type) => type.partial!)
    const result = reducePartials(types, marks, completing.mayOverlap)
    if (!('wrong' in result)) return result
    const overlap = result.wrong === 'overlap'
    const seen = marks.map((mark) => partsText(types, mark))
    return {
      conflict: {
        kind: overlap ? 'reduced-again' : 'untiled',
        tensor: name,
        seen: `${lieText('P', partial.by)} with ${[...new Set(seen)].join('; ')}`,
        takes: completing.mayOverlap ? 'parts that cover each index' : 'parts that cover each index once',
        ...(isOfCells(partial) && { ofCells: true }),
      },
    }
  }
  if (passes.some(({ lie }) => lie.of === partial.by))
    return own.every((type) => samePartial(type.partial, partial))
      ? { partial }
      : unlike(name, 'other summands on each device', 'complete values, or the same summands')
  const kind = completes.length > 0 ? 'reduced-otherwise' : 'partial-read'
  const taken = completes.length > 0 ? texts(completes) : 'R'
  return {
    conflict: {
      kind,
      tensor: name,
      seen: partialText(partial),
      takes: taken,
      ...(kind === 'partial-read' && { input: 0 }),
      ...(isOfCells(partial) && { ofCells: true }),
    },
  }
}

function texts(lies: readonly { readonly lie: Placement['takes'][number] }[]): string {
  return [...new Set(lies.map(({ lie }) => lieText('P', lie.of)))].join(' or ')
}

/** What all have together, in their order; of a kernel that joins nothing each has to bring the same. */
function join(
  types: Types,
  table: readonly Placement[],
  { name, along, into }: Meeting,
  own: readonly Type[],
): readonly Extent[] | Conflict {
  const { sets } = types
  const joins = table.some(({ takes }) => takes.some(({ kind }) => kind === 'S'))
  const [first] = own
  const differing = first!.extents.filter((extent, at) =>
    own.some((type) => type.extents[at]!.set !== extent.set),
  )
  const joined = joins ? (along ?? differing[0]?.name) : undefined
  const other = differing.find((extent) => extent.name !== joined)
  if (other !== undefined) {
    const seen = own.map((type) => type.extents.find((extent) => extent.name === other.name)!.set)
    const text = [...new Set(seen)].map((set) => types.text(set)).join(' and ')
    return { ...unlike(name, `${other.name} ${text}`, 'the same of all'), dimension: other.name }
  }
  if (!joins || own.length === 1) return first!.extents
  if (joined !== undefined && joined === into)
    return {
      kind: 'misfit',
      tensor: name,
      dimension: joined,
      seen: 'joined and cut',
      takes: 'another to cut',
    }
  if (joined === undefined)
    return { kind: 'joined-twice', tensor: name, seen: 'R', takes: 'a slice of each device' }
  const at = first!.extents.findIndex((extent) => extent.name === joined)
  if (at < 0)
    return { kind: 'misfit', tensor: name, dimension: joined, seen: `no dimension ${joined}`, takes: 'it' }
  const all = sets.joined(own.map((type) => type.extents[at]!.set))
  if (!sets.isDistinct(all)) {
    const seen = `${joined} ${own.map((type) => types.text(type.extents[at]!.set)).join(', ')}`
    return {
      kind: 'joined-twice',
      tensor: name,
      dimension: joined,
      seen,
      takes: 'each index from one device',
    }
  }
  return first!.extents.map((extent, place) => (place === at ? { ...extent, set: all } : extent))
}

/** The dimension that the result is cut along, where one is said. */
function cutAlong(table: readonly Placement[], { along, into }: Meeting): string | undefined {
  const cuts = table.flatMap((rule) => rule.gives.filter(({ kind }) => kind === 'S').map(({ of }) => of))
  return cuts.includes('into') ? into : cuts.includes('along') ? along : undefined
}

/** Why it is open what each device keeps: a result that has to be dealt, and no shares that are said or equal. */
function unsaid(
  types: Types,
  table: readonly Placement[],
  meeting: Meeting,
  all: readonly Extent[],
): string | undefined {
  const count = meeting.gives.length
  if (count === 1 || !table.some(({ gives }) => gives.some(({ kind }) => kind === 'S'))) return undefined
  const isDealt = !table.some(({ gives }) => gives.some(({ kind }) => kind === 'R'))
  const dimension = cutAlong(table, meeting)
  if (dimension === undefined) {
    if (!isDealt || meeting.gives.every(({ slices }) => slices.size > 0)) return undefined
    return `it does not say along which dimension ${meeting.name} is dealt`
  }
  const extent = all.find(({ name }) => name === dimension)
  if (extent === undefined || meeting.gives.every(({ slices }) => slices.has(dimension))) return undefined
  const size = types.sets.size(extent.set)
  if (size % count === 0) return undefined
  return `it does not say how ${size} of ${dimension} are dealt to ${count} devices`
}

/** What each device keeps. */
function keep(
  types: Types,
  table: readonly Placement[],
  meeting: Meeting,
  all: readonly Extent[],
): readonly (readonly Extent[])[] | Conflict {
  const { sets } = types
  const { name, gives } = meeting
  const dimension = cutAlong(table, meeting)
  if (dimension !== undefined && all.every((extent) => extent.name !== dimension))
    return {
      ...{ kind: 'misfit', tensor: name, dimension },
      ...{ seen: `no dimension ${dimension}`, takes: 'it' },
    }
  const cuts = table.some((rule) => [...rule.takes, ...rule.gives].some(({ kind }) => kind === 'S'))
  const kept: Extent[][] = gives.map(() => [])
  for (const [place, extent] of all.entries()) {
    const isFirst = place === 0
    const said = gives.map(({ slices }) => slices.get(extent.name))
    const isCut = said.some((set) => set !== undefined) || extent.name === dimension
    if (!isCut || gives.length === 0) {
      for (const extents of kept) extents.push(extent)
      continue
    }
    const length = sets.size(extent.set) / gives.length
    const own = said.map(
      (set, at) => set ?? sets.places(extent.set, Math.ceil(at * length), Math.ceil((at + 1) * length)),
    )
    const beyond = own.find((set) => !sets.contains(extent.set, set))
    const conflict = (kind: Conflict['kind'], seen: string, takes: string): Conflict => ({
      kind,
      tensor: name,
      dimension: extent.name,
      seen: `${extent.name} ${seen}`,
      takes,
    })
    if (beyond !== undefined)
      return conflict('not-kept', `${types.text(beyond)} kept`, `some of ${types.text(extent.set)}`)
    const whole = cuts ? undefined : own.find((set) => set !== extent.set)
    if (whole !== undefined)
      return conflict(
        'not-kept',
        `${types.text(whole)} kept`,
        `${types.text(extent.set)}, as it comes to all`,
      )
    const united = sets.united(own)
    if (united !== sets.united([extent.set]))
      return conflict(
        'not-kept',
        `${types.text(united)} kept of ${types.text(extent.set)}`,
        'each index kept by a device',
      )
    const dealt = own.reduce((sum, set) => sum + sets.size(set), 0) === sets.size(extent.set)
    let from = 0
    const pieces = own.map((set) => {
      from += sets.size(set)
      return dealt ? sets.places(extent.set, from - sets.size(set), from) : set
    })
    const moved = own.findIndex((set, at) => set !== pieces[at])
    if (moved >= 0)
      return conflict(
        'order',
        `${types.text(pieces[moved]!)} for device ${moved + 1} of its group`,
        types.text(own[moved]!),
      )
    if (!dealt && !isFirst && sets.sorted(extent.set) !== extent.set)
      return conflict('order', types.text(extent.set), 'ascending indices, as each device looks for its own')
    const turned = own.find((set) => set !== extent.set && sets.united([set]) === united)
    if (turned !== undefined)
      return conflict(
        'order',
        `${types.text(extent.set)} as it comes`,
        `${types.text(turned)}, as it is said to lie`,
      )
    for (const [at, set] of own.entries()) kept[at]!.push({ ...extent, set })
  }
  return kept
}
