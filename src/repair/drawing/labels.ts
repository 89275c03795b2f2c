// What new nodes of a drawing say. A label is written in the manner of its neighbours and then read back by the patterns of
// the base: only one that is read as what was meant is used.
import type { CandidateNode } from '../../candidate/candidate.js'
import { carriedAttributes, carriesAny, TENSORS, WORDS } from '../../candidate/dot/carried.js'
import { type DotNode, dotString, isHtml } from '../../candidate/dot/index.js'
import { recognise } from '../../candidate/recognise/index.js'
import type { Base } from '../../knowledge/base.js'
import type { Changes, DraftEdge } from '../draft.js'
import { copiedAttributes } from './attributes.js'
import { neighboursOf } from './beside.js'
import type { Drawing } from './drawing.js'
import { bodyOf, breaks, type Parts, placeLine, replaced, titlesLike, titlesOf } from './label-lines.js'
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

/** One way to write a label: undefined is none at all. */
interface Variant {
  readonly label: string | undefined
  readonly model: DotNode
}

/** So many variants are compared; further ones are read only for a node that none of these says. */
const ENOUGH = 4

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
        ? titlesLike(likeParts, this.byId.get(like.id)!.node, fields.layer)
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

const blank: DotNode = {
  id: '_',
  declared: true,
  attributes: {},
  explicit: new Set(),
  clusters: [],
  line: 0,
}

const quoted = (label: string): string => dotString(label)

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
