// Lines of labels in the manner of a neighbour: its title for another layer, its place with other devices, its tensors with
// other sizes.
import type { CandidateNode } from '../../candidate/candidate.js'

/** What parts the lines of a label. */
export const breaks = /\\\\n|\\[nlr]|\r?\n|<br\s{0,9}\/?\s{0,9}>/gi

/** A label in its lines. */
export interface Parts {
  readonly lines: readonly string[]
  /** What stands between lines. */
  readonly gap: string
  /** What each line says by itself. */
  readonly says: readonly CandidateNode[]
}

/** A text with other devices in it, in the ways in which people list them; none where it names no number. */
export function replaced(text: string | undefined, devices: readonly (number | string)[]): string[] {
  const named = /([A-Za-z_-]*)(\d[\d,\s–-]*\d|\d)/.exec(text ?? '')
  if (text === undefined || named === null) return []
  const [whole, word = ''] = named
  const behind = (list: string): string => text.replace(whole, () => list)
  const numbers = [inRuns(devices).join(', '), devices.join(', '), devices.join(',')]
  const words = devices.map((device) => `${word}${device}`).join(', ')
  return [...new Set([...numbers.map((list) => behind(`${word}${list}`)), behind(words)])]
}

/** Runs of more than two consecutive numbers are written as ranges: `0-7, 192`. */
function inRuns(devices: readonly (number | string)[]): string[] {
  const runs: { from: number | string; to: number | string; size: number }[] = []
  for (const device of devices) {
    const last = runs.at(-1)
    if (last !== undefined && typeof device === 'number' && last.to === device - 1) {
      last.to = device
      last.size++
    } else runs.push({ from: device, to: device, size: 1 })
  }
  return runs.flatMap(({ from, to, size }) =>
    size > 2 ? `${from}-${to}` : size === 2 ? [String(from), String(to)] : [String(from)],
  )
}

/** The first line that names devices, not counting the title. */
export function placeLine(parts: Parts | undefined): string | undefined {
  const index = parts?.says.findIndex(({ devices }, line) => line > 0 && devices !== undefined) ?? -1
  return index < 0 ? undefined : parts!.lines[index]
}

/** The lines of a neighbour behind its title, placed anew; what comes in is then what the neighbour gives out. */
export function bodyOf(
  parts: Parts | undefined,
  place: readonly string[],
  hasTensors: boolean,
  wanted: unknown,
): string[] {
  if (parts === undefined) return [...place]
  const given = parts.lines.find((_, line) => parts.says[line]!.outputs !== undefined)
  const bracket = given?.indexOf('[') ?? -1
  return parts.lines.flatMap((line, index) => {
    const { devices, inputs, outputs } = parts.says[index]!
    if (index === 0) return []
    if (devices !== undefined) return [...place]
    if (outputs !== undefined) return hasTensors ? [resized(line, sizesOf(outputs), sizesOf(wanted))] : []
    if (inputs === undefined) return []
    const own = line.indexOf('[')
    return hasTensors && bracket >= 0 && own >= 0 ? [`${line.slice(0, own)}${given!.slice(bracket)}`] : []
  })
}

const sizesOf = (tensors: unknown): readonly unknown[] =>
  Array.isArray(tensors)
    ? tensors.flatMap(({ dims }: { readonly dims?: readonly { readonly size?: unknown }[] }) =>
        (dims ?? []).map(({ size }) => size),
      )
    : []

/** A line that lists sizes, with others in their places; as it was where it does not list just these. */
function resized(line: string, was: readonly unknown[], is: readonly unknown[]): string {
  const start = line.indexOf('[')
  const numbers = line.slice(start).match(/\d+/g) ?? []
  if (start < 0 || was.length !== is.length || numbers.join() !== was.join()) return line
  let next = 0
  return line.slice(0, start) + line.slice(start).replace(/\d+/g, () => String(is[next++]))
}

/** The title of a node of the same operation, for the new node's layer. */
export function titlesLike({ lines }: Parts, like: CandidateNode, layer: unknown): string[] {
  const title = lines[0]!
  if (layer === undefined || like.layer === undefined || layer === like.layer) return [title]
  return [title.replace(new RegExp(`(?<!\\d)${like.layer}(?!\\d)`), String(layer)), title]
}

/** Names of an operation as people write them: `Pick-Up`, `Pick Up`, `pick_up`. */
export function titlesOf(op: string): string[] {
  const words = op.split('_').map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
  return [words.join('-'), words.join(' '), op]
}
