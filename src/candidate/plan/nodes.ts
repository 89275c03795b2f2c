// Nodes of a plan document. One that fits is kept as parsed, for there may be a million; others are copied without what
// does not fit, and reported.
import type { CandidateNode } from '../candidate.js'
import { IdRows } from '../id-rows.js'
import { type Ranges, rangesOf } from './devices.js'
import { expectedOf, type FieldKind, fits, isObject, nodeFields } from './fields.js'
import type { JsonPath } from './json-scan.js'
import { quoted, type Report } from './problems.js'
import { tensorProblem } from './tensor-problem.js'
import { readWords, reportUnknown, unfit, type Words } from './words.js'

const MOST_NODES = 5_000_000

/** Whether a node or edge is as the candidate holds it: known fields only, each of its kind, and words of the base. */
export function isPlain(value: unknown, fields: Readonly<Record<string, FieldKind>>, words: Words): boolean {
  if (!isObject(value)) return false
  for (const key in value) {
    const kind = fields[key]
    const member = value[key]
    if (kind === undefined || !fits(kind, member)) return false
    if (kind === 'attributes' && !areWords(member as Readonly<Record<string, unknown>>, words)) return false
  }
  return true
}

function areWords(attributes: Readonly<Record<string, unknown>>, words: Words): boolean {
  for (const key in attributes) {
    const word = words.get(key)
    if (word === undefined || unfit(word, attributes[key]) !== undefined) return false
  }
  return true
}

/** A copy of a node or edge with the fields that fit, ranges written out; what does not fit is reported. */
export function readFields(
  value: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, FieldKind>>,
  words: Words,
  path: JsonPath,
  report: Report,
  ranges: Ranges = rangesOf(),
): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const member = value[key]
    const kind = fields[key]
    const range = kind === 'devices' && typeof member === 'string' ? ranges(member) : undefined
    if (kind === undefined) {
      if (words.has(key)) reportMisplaced(key, [...path, key], report)
      else reportUnknown(key, Object.keys(fields), '', [...path, key], report)
    } else if (kind === 'attributes') read[key] = readWords(member, words, '', [...path, key], report)
    else if (range !== undefined) read[key] = range
    else if (fits(kind, member)) read[key] = member
    else {
      const inside = kind === 'tensors' ? tensorProblem(member) : undefined
      const expected = inside?.expected ?? expectedOf[kind]
      report({
        category: 'wrong-type',
        path: [...path, key, ...(inside?.path ?? [])],
        read: quoted(inside === undefined ? member : inside.value),
        expected,
        repair: `write ${expected}`,
      })
    }
  }
  return read
}

function reportMisplaced(key: string, path: JsonPath, report: Report): void {
  const repair = `write "attributes": { "${key}": … }`
  report({
    category: 'schema',
    path,
    key: true,
    read: JSON.stringify(key),
    expected: 'it under attributes',
    repair,
  })
}

/** Reads the nodes; of several with one id the first counts. */
export function readNodes(
  value: unknown,
  words: Words,
  report: Report,
): { nodes: CandidateNode[]; rows: IdRows } {
  const nodes: CandidateNode[] = []
  const places: number[] = []
  const list = readList(value, 'nodes', MOST_NODES, report)
  const ranges = rangesOf()
  for (let i = 0; i < list.length; i++) {
    const node = readNode(list[i], i, words, report, ranges)
    if (node === undefined) continue
    nodes.push(node)
    places.push(i)
  }
  const rows = new IdRows(nodes)
  for (let row = 0; row < nodes.length; row++)
    if (!rows.add(row)) return withoutDuplicates(nodes, places, report)
  return { nodes, rows }
}

/** A node as the candidate holds it; undefined, and reported, when it has no id. */
function readNode(
  node: unknown,
  place: number,
  words: Words,
  report: Report,
  ranges: Ranges,
): CandidateNode | undefined {
  if (isPlain(node, nodeFields, words) && (node as CandidateNode).id !== undefined)
    return node as CandidateNode
  const path = ['nodes', place]
  if (!isObject(node)) {
    const expected = 'an object with an id'
    report({ category: 'schema', path, read: quoted(node), expected, repair: 'write { "id": "…" }' })
    return undefined
  }
  const read = readFields(node, nodeFields, words, path, report, ranges)
  if (read['id'] !== undefined) return read as unknown as CandidateNode
  if (!Object.hasOwn(node, 'id')) {
    const repair = 'give the node an id that no other node has'
    report({ category: 'schema', path, read: 'a node without id', expected: 'an id', repair })
  }
  return undefined
}

function withoutDuplicates(all: readonly CandidateNode[], places: readonly number[], report: Report) {
  const nodes: CandidateNode[] = []
  const rows = new IdRows(nodes)
  all.forEach((node, i) => {
    if (rows.add(nodes.push(node) - 1)) return
    nodes.pop()
    report({
      category: 'duplicate-id',
      path: ['nodes', places[i]!, 'id'],
      read: quoted(node.id),
      expected: 'an id that no other node has',
      repair: 'give each node an id of its own',
    })
  })
  return { nodes, rows }
}

/** A list of the document that may be absent and is not longer than a limit. */
export function readList(value: unknown, name: string, most: number, report: Report): readonly unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    report({
      category: 'schema',
      path: [name],
      read: quoted(value),
      expected: 'a list',
      repair: `write "${name}": […]`,
    })
    return []
  }
  if (value.length <= most) return value
  const expected = `at most ${most} ${name}`
  report({
    category: 'limit',
    path: [name],
    read: quoted(value),
    expected,
    repair: 'draw groups of devices as one node',
  })
  return value.slice(0, most)
}
