// What new nodes of a drawing say. A label is written in the manner of its neighbours and then read back by the patterns of
// the base: only one that is read as what was meant is used.
import type { CandidateNode } from '../../candidate/candidate.js'
import { carriedAttributes, carriesAny, TENSORS, WORDS } from '../../candidate/dot/carried.js'
import { type DotNode, dotString, isHtml } from '../../candidate/dot/index.js'
import { recognise } from '../../candidate/recognise/index.js'
import type { Base } from '../../knowledge/base.js'
import type { Changes, DraftEdge } from '../draft.js'
import { copiedAttributes } from './attributes.js'
import type { Drawing } from './drawing.js'
import { statementsOf } from './statements.js'

/** A new node as it is written. */
export interface Label {
  readonly id: string
  /** The node that it stands behind. */
  readonly beside: string
  /** Its attributes, `[…]`, or nothing. */
  readonly list: string
  /** Where the statement begins whose attributes these are, if they are copied. */
  readonly from?: number
}

type Fields = Readonly<Record<string, unknown>>

/** The attributes of all new nodes; undefined where one of them cannot be said in the words of this drawing. */
export function labelsOf(
  drawing: Drawing,
  base: Base,
  { addedNodes: added, models }: Changes,
  edges: readonly Readonly<DraftEdge>[],
): readonly Label[] | undefined {
  if (added.length === 0) return []
  const writer = new Writer(drawing, base)
  const beside = neighboursOf(added, edges, drawing)
  const wanted = added.map((fields) => {
    const id = String(fields.id)
    return { fields, beside: beside(id), copyOf: models.get(id) }
  })
  if (wanted.some(({ beside }) => beside === undefined)) return undefined
  return writer.write(wanted as readonly Wanted[])
}

interface Wanted {
  readonly fields: Fields
  readonly beside: string
  readonly copyOf?: string | undefined
}

/** For a new node, of its old neighbours the one whose name the new name begins with, or else the first. */
function neighboursOf(
  added: readonly Fields[],
  edges: readonly Readonly<DraftEdge>[],
  { candidate }: Drawing,
): (id: string) => string | undefined {
  const isOld = new Set(candidate.nodes.map((node) => node.id))
  const around = new Map<string, string[]>(added.map(({ id }) => [String(id), []]))
  for (const { from, to, removed } of edges) {
    if (removed) continue
    around.get(from)?.push(to)
    around.get(to)?.push(from)
  }
  return (id) => {
    // Between new nodes, the old ones are further on.
    const near = new Set(around.get(id))
    for (const there of near) {
      if ([...near].some((one) => isOld.has(one))) break
      for (const further of around.get(there) ?? []) near.add(further)
    }
    const others = [...near].filter((one) => isOld.has(one))
    const named = others.filter((other) => id.startsWith(`${other}_`))
    return named.sort((a, b) => b.length - a.length)[0] ?? others[0]
  }
}

/** One way to write a label: undefined is none at all. */
interface Variant {
  readonly label: string | undefined
  readonly model: DotNode
}

/** So many variants are compared; further ones are read only for a node that none of these says. */
const ENOUGH = 4

const breaks = /\\\\n|\\[nlr]|\r?\n|<br\s{0,9}\/?\s{0,9}>/gi

class Writer {
  private readonly drawing: Drawing
  private readonly base: Base
  private readonly byId: ReadonlyMap<string, { readonly dot: DotNode; readonly node: CandidateNode }>
  private readonly statements: ReturnType<typeof statementsOf>
  /** By list of devices, a node that is on just these. */
  private readonly byDevices = new Map<string, DotNode>()
  /** By operation, the nodes of it, in the order of the text. */
  private readonly byOp = new Map<string, DotNode[]>()
  private readonly partsOf = new Map<string, Parts>()

  constructor(drawing: Drawing, base: Base) {
    this.drawing = drawing
    this.base = base
    const { graph, candidate, outline } = drawing
    this.statements = statementsOf(outline)
    this.byId = new Map(
      graph.nodes.map((dot, index) => [dot.id, { dot, node: candidate.nodes[index]! }] as const),
    )
    for (const { dot, node } of this.byId.values()) {
      if (node.devices !== undefined) {
        const key = setKey(node.devices)
        if (!this.byDevices.has(key)) this.byDevices.set(key, dot)
      }
      if (node.op !== undefined) this.byOp.set(node.op, [...(this.byOp.get(node.op) ?? []), dot])
    }
  }

  write(wanted: readonly Wanted[]): readonly Label[] | undefined {
    this.learnParts(wanted)
    const best = new Map<Wanted, { variant: Variant; misses: number }>()
    let open = wanted.map((one) => ({ one, variants: this.variants(one) }))
    // The first variant mostly says all: the others are read for those nodes alone for which it does not.
    for (let round = 0; open.length > 0; round++) {
      const isOpen = (one: Wanted) => best.get(one)?.misses !== 0 && (round < ENOUGH || !best.has(one))
      open = open.filter(({ one, variants }) => round < variants.length && isOpen(one))
      const read = this.read(open.map(({ one, variants }) => this.asNode(one, variants[round]!)))
      open.forEach(({ one, variants }, index) => {
        const misses = missesOf(read[index]!, one.fields)
        const known = best.get(one)
        if (misses !== undefined && (known === undefined || misses < known.misses))
          best.set(one, { variant: variants[round]!, misses })
      })
    }
    const labels: Label[] = []
    for (const one of wanted) {
      const variant = best.get(one)?.variant
      if (variant === undefined) return undefined
      const list = this.listOf(variant, one.fields)
      const from = this.statements.get(variant.model.id)?.start
      labels.push({
        id: String(one.fields.id),
        beside: one.beside,
        list,
        ...(from !== undefined && { from }),
      })
    }
    return labels
  }

  private asNode({ fields, beside }: Wanted, { label, model }: Variant): DotNode {
    const { clusters } = this.byId.get(beside)!.dot
    const attributes = { ...model.attributes, label: label ?? '\\N' }
    return { ...model, id: String(fields.id), clusters, attributes }
  }

  /** What single lines of labels say: which of them names devices, and which tensors. */
  private learnParts(wanted: readonly Wanted[]): void {
    const labels = new Set(
      wanted.flatMap((one) => this.modelsOf(one).map(({ attributes }) => attributes.label)),
    )
    const known = [...labels].filter((label) => label !== undefined && !isHtml(label)) as string[]
    const lines = known.map((label) => label.split(breaks))
    const read = this.read(lines.flat().map((label) => ({ ...blank, attributes: { label } })))
    let at = 0
    known.forEach((label, index) => {
      const own = lines[index]!
      this.partsOf.set(label, {
        ...{ lines: own, gap: label.match(breaks)?.[0] ?? '\\n' },
        says: read.slice(at, at + own.length),
      })
      at += own.length
    })
  }

  private modelsOf({ fields, beside, copyOf }: Wanted): DotNode[] {
    const own = this.byId.get(beside)!.dot
    const likes = this.kin(String(fields.op))
    const like =
      copyOf === undefined
        ? (likes.findLast(({ line }) => line <= own.line) ?? likes[0])
        : this.byId.get(copyOf)!.dot
    const there = this.byDevices.get(setKey(fields.devices))
    return [own, like ?? own, there ?? own]
  }

  /** Nodes of the operation, or else of one that shares a class with it in a table of operations. */
  private kin(op: string): readonly DotNode[] {
    const same = this.byOp.get(op)
    if (same !== undefined) return same
    const table = this.base.tables.find(({ key }) => key === 'op')
    const classesOf = (name: string) => Object.values(table?.rows[name] ?? {}).flat()
    const own = classesOf(op)
    const shared = [...this.byOp].map(([name, nodes]) => ({
      nodes,
      count: classesOf(name).filter((value) => typeof value === 'string' && own.includes(value)).length,
    }))
    return shared.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)[0]?.nodes ?? []
  }

  private variants(one: Wanted): Variant[] {
    const [own, like, there] = this.modelsOf(one) as [DotNode, DotNode, DotNode]
    const { fields } = one
    const isSameOp = this.byId.get(like.id)!.node.op === fields.op
    const parts = this.partsOf.get(own.attributes.label ?? '')
    const likeParts = this.partsOf.get(like.attributes.label ?? '')
    const gap = (like === own ? parts : (likeParts ?? parts))?.gap ?? '\\n'
    const devices = Array.isArray(fields.devices) ? fields.devices : []
    // A title may name its device in brackets.
    const suffix = /\s*[([][^()[\]]*[)\]]\s*$/.exec(parts?.lines[0] ?? '')?.[0]
    const titles = [
      ...(isSameOp && likeParts !== undefined
        ? titlesLike(likeParts, this.byId.get(like.id)!.node, fields)
        : []),
      ...titlesOf(String(fields.op)).flatMap((title) =>
        [...replaced(suffix, devices), ''].map((end) => `${title}${end}`),
      ),
    ]
    const places = this.placeLines(parts, this.partsOf.get(there.attributes.label ?? ''), devices)
    const bodies = [
      ...places.map((place) => bodyOf(parts, place, true, fields.outputs)),
      ...places.map((place) => bodyOf(parts, place, false, fields.outputs)),
      ...places,
      [],
    ]
    const labels = titles.flatMap((title) => bodies.map((body) => [title, ...body].join(gap)))
    // A copy says what its original says, where that is what was meant.
    const said = one.copyOf === undefined ? [] : [like.attributes.label]
    return [...said, ...labels, undefined].map((label) => ({ label, model: like }))
  }

  /** Lines that place the new node: that of its neighbour, of a node on the same devices, or the first with other numbers. */
  private placeLines(
    own: Parts | undefined,
    there: Parts | undefined,
    devices: readonly (number | string)[],
  ): string[][] {
    const mine = placeLine(own)
    const theirs = placeLine(there)
    const list = devices
    return [mine, theirs, ...replaced(mine, list)].flatMap((line) => (line === undefined ? [] : [[line]]))
  }

  private read(nodes: readonly DotNode[]): readonly CandidateNode[] {
    const graph = { ...this.drawing.graph, nodes: [...nodes], edges: [] }
    return recognise(graph, this.base.patterns, this.drawing.text).nodes
  }

  /** The attributes of the model with another label; what it carries of tensors is told anew of the new node. */
  private listOf(variant: Variant, fields: Fields): string {
    if (!carriesAny(variant.model.attributes)) return this.copiedList(variant, [])
    const list = this.copiedList(variant, [...TENSORS, WORDS])
    const carried = carriedAttributes(fields as Partial<CandidateNode>)
    if (carried.length === 0) return list
    return list === '' ? `[${carried.join(', ')}]` : `${list.slice(0, -1)}, ${carried.join(', ')}]`
  }

  private copiedList({ label, model }: Variant, without: readonly string[]): string {
    const statement = this.statements.get(model.id)
    const isOwn = statement !== undefined && statement.edges.length === 0
    const start = isOwn ? statement.listStart : undefined
    const shown = label === undefined ? undefined : quoted(label)
    if (start === undefined) return shown === undefined ? '' : `[label=${shown}]`
    const list = this.drawing.text.slice(start, statement!.end)
    const copied = copiedAttributes(list, shown, [...without, ...(shown === undefined ? ['label'] : [])])
    return copied ?? (shown === undefined ? '' : `[label=${shown}]`)
  }
}

/** A text with other devices in it, in the ways in which people list them; none where it names no number. */
function replaced(text: string | undefined, devices: readonly (number | string)[]): string[] {
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

interface Parts {
  readonly lines: readonly string[]
  /** What stands between lines. */
  readonly gap: string
  /** What each line says by itself. */
  readonly says: readonly CandidateNode[]
}

const blank: DotNode = {
  id: '_',
  declared: true,
  attributes: {},
  explicit: new Set(),
  clusters: [],
  line: 0,
}

const quoted = (label: string): string => dotString(label)

/** The first line that names devices, not counting the title. */
function placeLine(parts: Parts | undefined): string | undefined {
  const index = parts?.says.findIndex(({ devices }, line) => line > 0 && devices !== undefined) ?? -1
  return index < 0 ? undefined : parts!.lines[index]
}

/** The lines of a neighbour behind its title, placed anew; what comes in is then what the neighbour gives out. */
function bodyOf(
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
function titlesLike({ lines }: Parts, like: CandidateNode, fields: Fields): string[] {
  const title = lines[0]!
  const { layer } = fields
  if (layer === undefined || like.layer === undefined || layer === like.layer) return [title]
  return [title.replace(new RegExp(`(?<!\\d)${like.layer}(?!\\d)`), String(layer)), title]
}

/** Names of an operation as people write them: `Pick-Up`, `Pick Up`, `pick_up`. */
function titlesOf(op: string): string[] {
  const words = op.split('_').map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
  return [words.join('-'), words.join(' '), op]
}

const setKey = (devices: unknown): string =>
  Array.isArray(devices) ? [...new Set(devices.map(String))].sort().join(' ') : ''

/** How many of the lesser fields a label is read otherwise; undefined where operation or devices are not what was meant. */
function missesOf(read: CandidateNode, fields: Fields): number | undefined {
  if (read.op !== fields.op) return undefined
  if (fields.devices !== undefined && setKey(read.devices) !== setKey(fields.devices)) return undefined
  const group = read.group ?? read.devices
  if (fields.group !== undefined && setKey(group) !== setKey(fields.group)) return undefined
  const lesser = ['layer', 'phase', 'stage', 'inputs', 'outputs', 'microbatch', 'step'] as const
  return lesser.filter((field) => JSON.stringify(read[field]) !== JSON.stringify(fields[field])).length
}
