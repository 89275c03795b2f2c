// Reads plan documents: JSON (or data already parsed) to a candidate.
import { createHash } from 'node:crypto'
import type { Base } from '../../knowledge/base.js'
import type { About, Candidate, SectionValue, SyntaxProblem } from '../candidate.js'
import { countedStages } from '../counted.js'
import { isDeployment, readDeployment } from '../deployment/index.js'
import { declareEnds } from '../ends.js'
import { withRecognised } from '../recognise/given.js'
import { readEdges } from './edges.js'
import { isObject } from './fields.js'
import { withoutEndless } from './json-numbers.js'
import { jsonOffence } from './json-scan.js'
import { readMeshes } from './meshes.js'
import { readNodes } from './nodes.js'
import { linesAndColumns, placeProblems, problemList, quoted, type Report } from './problems.js'
import { repeatProblems } from './repeats.js'
import { defaultsOf, givenWords, readWords, reportUnknown, type Words } from './words.js'

/** Sections of the document whose keys are words of scope plan. */
const SECTIONS = ['model', 'cluster', 'workload'] as const

/** Every key of the document; `title` is kept for readers and not judged. */
const KEYS = ['shardwright', 'title', ...SECTIONS, 'strategy', 'meshes', 'nodes', 'edges']

/**
 * Reads the text of a plan document. Text that is no JSON, and what the schema does not allow, become problems of the
 * candidate; nothing is thrown. `digest` is that of the bytes read, where the caller has it; `about` says of a deployment
 * what it leaves open.
 */
export function readPlan(
  text: string,
  input: string,
  base: Base,
  digest = sha256(text),
  about: About = {},
): Candidate {
  const read = parsed(text)
  if (read === undefined) return emptyPlan(input, digest, [jsonProblem(text)])
  const candidate = readPlanDocument(read.document, input, base, { text: read.text, digest, about })
  return {
    ...candidate,
    problems: inOrder([...repeatProblems(read.text, read.document), ...candidate.problems]),
  }
}

/** A deployment may quote a model's file as it is published, with numbers that JSON does not have. */
function parsed(text: string): { readonly document: unknown; readonly text: string } | undefined {
  try {
    return { document: JSON.parse(text), text }
  } catch {
    const clean = withoutEndless(text)
    if (clean === undefined) return undefined
    try {
      const document: unknown = JSON.parse(clean)
      return isObject(document) && isDeployment(document) ? { document, text: clean } : undefined
    } catch {
      return undefined
    }
  }
}

/** By their places; both lists are short. */
function inOrder(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column)
}

/** Reads a plan document that is already parsed. Without its text, problems have line 0 and the digest is of its JSON. */
export function readPlanDocument(
  document: unknown,
  input: string,
  base: Base,
  source: { readonly text?: string; readonly digest?: string; readonly about?: About } = {},
): Candidate {
  const { report, problems } = problemList()
  const digest = source.digest ?? sha256(JSON.stringify(document) ?? '')
  if (!isObject(document)) {
    const repair = 'write { "nodes": […], "edges": […] }'
    report({ category: 'schema', path: [], read: quoted(document), expected: 'an object', repair })
    return emptyPlan(input, digest, placeProblems(problems, source.text))
  }
  if (isDeployment(document)) return readDeployment(document, input, base, digest, source.about)
  for (const key of Object.keys(document)) {
    if (!KEYS.includes(key)) reportUnknown(key, KEYS, '', [key], report)
  }
  const member = (key: string): unknown => (Object.hasOwn(document, key) ? document[key] : undefined)
  const form = member('shardwright')
  if (form !== undefined && form !== 'plan/1') {
    const repair = 'write "shardwright": "plan/1"'
    report({ category: 'schema', path: ['shardwright'], read: quoted(form), expected: '"plan/1"', repair })
  }
  const title = member('title')
  if (title !== undefined && typeof title !== 'string') {
    report({
      category: 'wrong-type',
      path: ['title'],
      read: quoted(title),
      expected: 'text',
      repair: 'write text',
    })
  }
  const given: Record<string, SectionValue> = Object.create(null)
  const planWords = givenWords(base, 'plan')
  for (const section of SECTIONS) {
    const value = member(section)
    if (value !== undefined)
      Object.assign(given, readWords(value, planWords, `${section}.`, [section], report))
  }
  const phases = readStrategy(member('strategy'), givenWords(base, 'phase'), report)
  const meshes = readMeshes(member('meshes'), report)
  const { nodes, rows } = readNodes(member('nodes'), givenWords(base, 'node'), report)
  const edges = readEdges(member('edges'), givenWords(base, 'edge'), report)
  declareEnds(nodes, edges, rows)
  const placed = placeProblems(problems, source.text)
  return {
    ...{ input, format: 'plan', digest, problems: placed, phases, nodes, edges, document },
    ...(meshes && { meshes }),
    countedStages: countedStages(base, phases),
    given: withRecognised(given, base),
  }
}

/** SHA-256 of bytes or of a text's UTF-8, in hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

function readStrategy(value: unknown, words: Words, report: Report): Candidate['phases'] {
  const phases: Record<string, Readonly<Record<string, SectionValue>>> = Object.create(null)
  if (value === undefined) return phases
  if (!isObject(value)) {
    const repair = 'write { "phase": { "word": value } }'
    report({
      category: 'schema',
      path: ['strategy'],
      read: quoted(value),
      expected: 'an object of phases',
      repair,
    })
    return phases
  }
  for (const phase of Object.keys(value)) {
    const strategy = readWords(value[phase], words, '', ['strategy', phase], report)
    phases[phase] =
      Object.keys(strategy).length === 0
        ? strategy
        : Object.assign(Object.create(null), defaultsOf(words), strategy)
  }
  return phases
}

/** Where a text stops being JSON, and what to do about it. */
export function jsonProblem(text: string): SyntaxProblem {
  const offence = jsonOffence(text) ?? { offset: 0, expected: 'JSON', repair: 'check the document' }
  const { offset, expected, repair } = offence
  const read = offset >= text.length ? 'the end of the text' : quoted(text.slice(offset, offset + 24))
  return { ...linesAndColumns(text, [offset])[0]!, category: 'json', read, expected, repair }
}

function emptyPlan(input: string, digest: string, problems: readonly SyntaxProblem[]): Candidate {
  return { input, format: 'plan', digest, problems, given: {}, phases: {}, nodes: [], edges: [] }
}
