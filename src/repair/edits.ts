// The kinds of edit that a rule's `fix` can ask for, each on the subjects of one finding.
import type { Scope } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import { nodeFields } from './document.js'
import type { Draft } from './draft.js'
import type { EditSubject } from './edit-subject.js'
import { gatherBefore } from './gather.js'
import { feedEach, removeMutual, removeReversed, unfold } from './knots.js'
import { linkOpenEnd, mergeInto, shareNeighbours } from './links.js'
import { rerouteSkip } from './skips.js'

/** Where the document says a word of a subject; undefined when it has no place for it. */
export type PathOf = (
  scope: Scope,
  subject: EditSubject,
  word: string,
) => readonly (string | number)[] | undefined

/** Makes the changes in the draft; false when this edit cannot be made on such subjects. */
type Edit = (
  draft: Draft,
  scope: Scope,
  subjects: readonly EditSubject[],
  pathOf: PathOf,
  choice: number,
) => boolean

const edits: Readonly<Record<string, Edit>> = {
  insertAfter: (draft, scope, subjects) => scope === 'node' && insertAtNodes(draft, subjects, 'after'),
  insertBefore: (draft, scope, subjects) => scope === 'node' && insertAtNodes(draft, subjects, 'before'),
  insertOnEdge: (draft, scope, subjects) =>
    scope === 'edge' && subjects.every((subject) => insertOnEdge(draft, subject)),
  addEdge: (draft, _scope, subjects) => subjects.every((subject) => addEdge(draft, subject)),
  removeEdge(draft, scope, subjects) {
    if (scope !== 'edge') return false
    for (const subject of subjects) draft.removeEdge(subject.row)
    return true
  },
  removeNode(draft, scope, subjects) {
    if (scope !== 'node') return false
    for (const subject of subjects) draft.removeNode(subject.name)
    return true
  },
  removeMutual: (draft, _scope, subjects) => subjects.every((subject) => removeMutual(draft, subject)),
  unfold: (draft, _scope, subjects) => subjects.every((subject) => unfold(draft, subject)),
  removeReversed: (draft, _scope, subjects) => subjects.every((subject) => removeReversed(draft, subject)),
  feedEach: (draft, _scope, subjects) => subjects.every((subject) => feedEach(draft, subject)),
  rerouteSkip: (draft, _scope, subjects) => subjects.every((subject) => rerouteSkip(draft, subject)),
  succeed: (draft, _scope, subjects) => subjects.every((subject) => succeed(draft, subject)),
  set: (draft, scope, subjects, pathOf) =>
    subjects.every((subject) => setWords(draft, scope, subject, pathOf, subject.parameters)),
  choose: (draft, scope, subjects, pathOf, choice) =>
    subjects.every((subject) => setWords(draft, scope, subject, pathOf, chosen(subject, choice))),
}

/** Edits of nodes, each by itself: they change nothing where they return false, so some subjects may be left as they are. */
const linkEdits: Readonly<Record<string, (draft: Draft, subject: EditSubject) => boolean>> = {
  shareInputs: (draft, subject) => shareNeighbours(draft, subject, ['from']),
  shareOutputs: (draft, subject) => shareNeighbours(draft, subject, ['to']),
  shareBoth: (draft, subject) => shareNeighbours(draft, subject, ['from', 'to']),
  linkFrom: (draft, subject) => linkOpenEnd(draft, subject, 'from'),
  linkTo: (draft, subject) => linkOpenEnd(draft, subject, 'to'),
  mergeInto,
}

/**
 * Makes one edit on the subjects: those on which it was made, none when the kind is unknown here or the subjects do not allow
 * it. `choice` is a number below `choicesOf`.
 */
export function applyEdit(
  kind: string,
  draft: Draft,
  scope: Scope,
  subjects: readonly EditSubject[],
  pathOf: PathOf,
  choice: number,
): readonly EditSubject[] {
  const link = Object.hasOwn(linkEdits, kind) ? linkEdits[kind] : undefined
  if (kind === 'gatherBefore') return scope === 'node' ? gatherBefore(draft, subjects) : []
  if (link !== undefined) return scope === 'node' ? subjects.filter((subject) => link(draft, subject)) : []
  const edit = Object.hasOwn(edits, kind) ? edits[kind] : undefined
  return edit?.(draft, scope, subjects, pathOf, choice) ? subjects : []
}

/** Fields that a new node takes over from the node beside it unless the edit says otherwise. */
const inherited = ['phase', 'layer', 'stage', 'microbatch', 'step', 'devices', 'dtype']

/**
 * A new node behind (or before) each subject takes over its outgoing (or incoming) edges. Subjects for which a group is
 * given and all parameters and places are equal share one new node, because a collective of a group is one operation.
 */
function insertAtNodes(draft: Draft, subjects: readonly EditSubject[], side: 'after' | 'before'): boolean {
  const shared = new Map<string, string>()
  for (const subject of subjects) {
    const index = draft.document.nodeIndex.get(subject.name)
    if (index === undefined || !allKnown(subject)) return false
    const beside = draft.document.nodes[index]!
    const { parameters } = subject
    const node: Record<string, unknown> = { op: subject.parameters.op }
    for (const field of inherited) if (beside[field] !== undefined) node[field] = beside[field]
    Object.assign(node, saidOf(parameters))
    if (parameters.group !== undefined && parameters.devices === undefined) node.devices = parameters.group
    const key = parameters.group === undefined ? subject.name : JSON.stringify(node)
    let id = shared.get(key)
    if (id === undefined) {
      id = draft.freeId(`${subject.name}_${String(parameters.op)}`)
      shared.set(key, id)
      const tensors = side === 'after' ? beside.outputs : beside.inputs
      draft.addNode({ id, ...node, ...(tensors === undefined ? {} : { inputs: tensors, outputs: tensors }) })
    }
    for (const at of draft.edgesAt(subject.name)) {
      const { from, to } = draft.edges[at]!
      if (side === 'after' && from === subject.name && to !== id) draft.reroute(at, { from: id })
      if (side === 'before' && to === subject.name && from !== id) draft.reroute(at, { to: id })
    }
    draft.addEdge(side === 'after' ? { from: subject.name, to: id } : { from: id, to: subject.name })
  }
  for (const id of shared.values()) removeRepeated(draft, id)
  return true
}

/** Parameters of a new node as a plan says them: fields, and other words as attributes. */
function saidOf(parameters: EditSubject['parameters']): Readonly<Record<string, unknown>> {
  const entries = Object.entries(parameters)
  const attributes = Object.fromEntries(entries.filter(([word]) => !nodeFields.has(word)))
  const fields = Object.fromEntries(entries.filter(([word]) => nodeFields.has(word)))
  return Object.keys(attributes).length > 0 ? { ...fields, attributes } : fields
}

/** Subjects that share a new node may have led to the same neighbour: one edge says it. */
function removeRepeated(draft: Draft, id: string): void {
  const seen = new Set<string>()
  for (const at of draft.edgesAt(id)) {
    const { from, to, rest } = draft.edges[at]!
    const key = JSON.stringify([from, to, rest])
    if (seen.has(key)) draft.removeEdge(at)
    seen.add(key)
  }
}

/** The edge leads to a new node, and a second edge on from there. The node is placed on the devices of both ends. */
function insertOnEdge(draft: Draft, subject: EditSubject): boolean {
  const edge = draft.edges[subject.row]
  if (edge === undefined || !allKnown(subject)) return false
  const [from, to] = [edge.from, edge.to].map(
    (id) => draft.document.nodes[draft.document.nodeIndex.get(id) ?? -1],
  )
  const node: Record<string, unknown> = { op: subject.parameters.op }
  for (const field of inherited) if (from?.[field] !== undefined) node[field] = from[field]
  if (Array.isArray(from?.devices) && Array.isArray(to?.devices))
    node.devices = [...new Set([...from.devices, ...to.devices])]
  Object.assign(node, saidOf(subject.parameters))
  const id = draft.freeId(`${edge.from}_${String(subject.parameters.op)}_${edge.to}`)
  const tensors = from?.outputs
  draft.addNode({ id, ...node, ...(tensors === undefined ? {} : { inputs: tensors, outputs: tensors }) })
  draft.addEdge({ from: id, to: edge.to, rest: edge.rest })
  draft.reroute(subject.row, { to: id })
  return true
}

function addEdge(draft: Draft, { parameters: { from, to } }: EditSubject): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return false
  if (!draft.document.nodeIndex.has(from) || !draft.document.nodeIndex.has(to)) return false
  draft.addEdge({ from, to })
  return true
}

function succeed(draft: Draft, { parameters: { flags } }: EditSubject): boolean {
  if (typeof flags !== 'object' || flags.length === 0) return false
  draft.succeed(flags.map(String))
  return true
}

function setWords(
  draft: Draft,
  scope: Scope,
  subject: EditSubject,
  pathOf: PathOf,
  parameters: EditSubject['parameters'],
): boolean {
  return Object.entries(parameters).every(([word, value]) => {
    const path = value === undefined ? undefined : pathOf(scope, subject, word)
    return path !== undefined && draft.set(path, value)
  })
}

/** The values of a number among those of `choose`. */
function chosen({ parameters }: EditSubject, choice: number): EditSubject['parameters'] {
  const entries = Object.entries(parameters).map(([word, values]): [string, Value] => [
    word,
    typeof values === 'object' ? values[choice] : undefined,
  ])
  return Object.fromEntries(entries)
}

/** Most choices that are tried: the nearest come first, and each is judged. */
const MOST_CHOICES = 48

/** How many choices an edit leaves open: one, but for `choose`, which has one for each member of its lists. */
export function choicesOf(kind: string, subjects: readonly EditSubject[]): number {
  if (kind !== 'choose') return 1
  const lengths = subjects.flatMap(({ parameters }) =>
    Object.values(parameters).map((values) => (typeof values === 'object' ? values.length : 0)),
  )
  return Math.min(MOST_CHOICES, ...lengths)
}

function allKnown(subject: EditSubject): boolean {
  return Object.values(subject.parameters).every((value) => value !== undefined)
}
