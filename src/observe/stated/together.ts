// What an operation of a group makes of lies, by the same table of exchanges that slices are typed by.
import type { CandidateNode, Dimension } from '../../candidate/candidate.js'
import type { Lie, Placement } from '../../tensor/placements.js'
import type { StatedReading, Told } from './alone.js'
import { type StatedLie, sameLie, statedText } from './lie.js'

/** Dimensions that sizes on both sides show to be joined and cut, and those that a node names. */
interface Moved {
  readonly joined: string | undefined
  readonly cut: string | undefined
  readonly along: string | undefined
  readonly into: string | undefined
}

/** Tells how the result of an operation of a group of `size` devices lies. */
export function tellTogether(reading: StatedReading, size: number): Told {
  const { rules, lies, over, node } = reading
  const [first] = lies
  const known = lies.every((lie) => lie !== undefined && sameLie(lie, first!)) ? first : undefined
  if (known?.over !== undefined && over !== undefined && known.over !== over) return { because: 'ambiguous' }
  const moved = movedBy(node, size)
  const shown = rules.filter((rule) => !contradicts(rule, moved))
  if (shown.length === 0) return { because: 'ambiguous' }
  if (known?.kind === 'R' && over !== undefined && known.over === over && shown.every(sumsUp))
    return {
      conflict: {
        kind: 'reduced-again',
        seen: statedText(known),
        takes: 'a partial value',
        of: reading.from[0]!,
      },
      otherwise: known,
    }
  const fits = shown.filter((rule) => known === undefined || takes(rule, known, moved))
  const given = fits.map((rule) => resultOf(rule, moved, over))
  const [told] = given
  if (given.some((one) => one === undefined)) return { because: known === undefined ? 'behind' : 'no-sizes' }
  if (told === undefined || given.some((one) => !sameLie(one!, told)))
    return { because: known === undefined ? 'behind' : 'ambiguous' }
  return { lie: told }
}

const sumsUp = ({ takes, gives }: Placement) =>
  takes.every(({ kind }) => kind === 'P') && gives.every(({ kind }) => kind !== 'P')

/** Whether sizes show a join or a cut that the rule does not make. */
const contradicts = ({ takes, gives }: Placement, { joined, cut }: Moved) =>
  (joined !== undefined && !takes.some(isSlice)) || (cut !== undefined && !gives.some(isSlice))

const isSlice = ({ kind }: Lie) => kind === 'S'

/** The dimension that a rule calls by a word of the node: it cuts what it gives, and joins what it takes. */
function dimensionOf(word: string, gives: boolean, moved: Moved): string | undefined {
  const named = word === INTO ? moved.into : word === ALONG ? moved.along : word
  return named ?? (gives ? moved.cut : moved.joined)
}

/** The words of a node by which rules name dimensions. */
const ALONG = 'along'
const INTO = 'into'

function takes({ takes, gives }: Placement, known: StatedLie, moved: Moved): boolean {
  // A partial value that passes is partial over other devices than those that meet.
  if (known.kind === 'P' && gives.some(({ kind }) => kind === 'P')) return false
  return takes.every(({ kind, of }) => {
    if (kind !== known.kind) return false
    if (kind === 'R') return true
    if (kind === 'P') return known.of[0] === of
    const dimension = dimensionOf(of, false, moved)
    return dimension === undefined || known.of.includes(dimension)
  })
}

function resultOf({ gives }: Placement, moved: Moved, over: number | undefined): StatedLie | undefined {
  const [lie] = gives
  if (lie === undefined || lie.kind === 'P') return undefined
  if (lie.kind === 'R') return { kind: 'R', of: [], over }
  const dimension = dimensionOf(lie.of, true, moved)
  return dimension === undefined ? undefined : { kind: 'S', of: [dimension], over }
}

function movedBy({ inputs, outputs, attributes }: CandidateNode, size: number): Moved {
  const word = (name: string) => {
    const value = attributes?.[name]
    return typeof value === 'string' ? value : undefined
  }
  const [from, to] = [inputs?.[0]?.dims, outputs?.[0]?.dims]
  return {
    joined: dimensionBy(to, from, size),
    cut: dimensionBy(from, to, size),
    along: word(ALONG),
    into: word(INTO),
  }
}

/** The one dimension that is so many times as large on one side as on the other. */
function dimensionBy(
  large: readonly Dimension[] | undefined,
  small: readonly Dimension[] | undefined,
  factor: number,
): string | undefined {
  if (large === undefined || small === undefined || factor < 2) return undefined
  const found = large.filter(
    ({ name, size }) =>
      name !== undefined &&
      typeof size === 'number' &&
      small.some(
        (other) => other.name === name && typeof other.size === 'number' && other.size * factor === size,
      ),
  )
  return found.length === 1 ? found[0]!.name : undefined
}
