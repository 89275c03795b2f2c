// Reads whatever is to be judged: told apart by content, never by name.
import type { Base } from '../knowledge/base.js'
import type { About, Candidate, SyntaxProblem } from './candidate.js'
import { looksLikeDot } from './dot/index.js'
import { withExcerpts } from './excerpts.js'
import { readLaunches } from './launch/index.js'
import { nearestProgram } from './launch/launcher.js'
import { readPlan, sha256 } from './plan/index.js'
import { readDotCandidate } from './recognise/index.js'

/**
 * Reads the candidates of a text or bytes: one, or several where a script or manifest launches several deployments.
 * `about` says of launches and deployments what they leave open.
 */
export async function readCandidates(
  source: string | Uint8Array,
  input: string,
  base: Base,
  about: About = {},
): Promise<readonly Candidate[]> {
  const text = typeof source === 'string' ? source.replace(/^\ufeff/, '') : decode(source)
  const isPlain = typeof text === 'string' && !isPlanText(text) && !looksLikeDot(text)
  const isManifest = typeof text === 'string' && isPlanText(text) && hasKey(text, 'apiVersion')
  if (isPlain || isManifest) {
    const launches = await readLaunches(text, input, base, digestOf(source, about), about)
    if (launches !== undefined) return launches.map((launch) => withExcerpts(launch, text))
  }
  return [readCandidate(source, input, base, about)]
}

/** What is said from outside is part of what is judged; the files of a model have digests of their own. */
function digestOf(source: string | Uint8Array, { modelConfig: _, ...about }: About): string {
  const digest = sha256(source)
  return Object.keys(about).length === 0 ? digest : sha256(`${digest}${JSON.stringify(about)}`)
}

/** Whether a JSON text has a key; many times faster than a pattern where the text has millions of others. */
const hasKey = (text: string, key: string): boolean =>
  text.includes(`"${key}"`) && new RegExp(`"${key}"\\s*:`).test(text)

const isPlanText = (text: string): boolean => /^\s*\{\s*(?:"|\}|$)/.test(text.slice(0, 4096))

/**
 * Reads a candidate: a plan document (a JSON object) or Graphviz DOT, from text or bytes (UTF-8, or UTF-16 with a byte
 * order mark). Whatever is neither has format `unknown` and a problem that says what was read; nothing is thrown. `about`
 * says of a deployment what it leaves open.
 */
export function readCandidate(
  source: string | Uint8Array,
  input: string,
  base: Base,
  about: About = {},
): Candidate {
  const digest = digestOf(source, about)
  const text = typeof source === 'string' ? source.replace(/^\ufeff/, '') : decode(source)
  if (typeof text !== 'string') return unknown(input, digest, text)
  return withExcerpts(readText(text, input, base, digest, about), text)
}

function readText(text: string, input: string, base: Base, digest: string, about: About): Candidate {
  if (isPlanText(text)) return { ...readPlan(text, input, base, digest, about), text }
  if (looksLikeDot(text)) return { ...readDotCandidate(text, input, base), digest }
  if (/^\s*\{/.test(text.slice(0, 4096))) return { ...readPlan(text, input, base, digest, about), text }
  return unknown(input, digest, whatElse(text, base))
}

/** The text of bytes; or, where they are none, the problem. */
function decode(bytes: Uint8Array): string | SyntaxProblem {
  const [a, b, c] = bytes
  try {
    if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
    if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16le').decode(swapped(bytes))
    if (bytes.subarray(0, 65_536).includes(0))
      return problem('binary', 'binary data', 'save the file as UTF-8 text')
    const start = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start)
  } catch {
    return problem(
      'limit',
      `${bytes.length} bytes, more than fit into one text`,
      'draw groups of devices as one node',
    )
  }
}

/** UTF-16 with the bytes of each unit swapped. */
function swapped(bytes: Uint8Array): Uint8Array {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  return even.swap16()
}

function whatElse(text: string, base: Base): SyntaxProblem {
  const start = text.trimStart().slice(0, 40)
  if (start === '') return problem('empty', 'nothing', 'write a plan document or a DOT graph into it')
  const line = JSON.stringify(start.split('\n')[0])
  if (/^\[/.test(start))
    return problem('not-a-plan', 'a JSON list', 'wrap it: { "nodes": […], "edges": […] }')
  if (/^(?:```|~~~)/.test(start))
    return problem('not-a-plan', 'a Markdown fence', 'save what is inside the fence')
  const program = nearestProgram(text, base)
  if (program !== undefined)
    return problem('not-a-plan', `text that begins ${line}`, `did you mean \`${program}\`?`)
  return problem(
    'not-a-plan',
    `text that begins ${line}`,
    'write a plan document (JSON), a DOT graph or a launch command',
  )
}

function problem(category: string, read: string, repair: string): SyntaxProblem {
  return {
    line: 1,
    column: 1,
    category,
    read,
    expected: 'a plan document (a JSON object), a DOT graph or a launch command',
    repair,
  }
}

function unknown(input: string, digest: string, problem: SyntaxProblem): Candidate {
  return {
    input,
    format: 'unknown',
    digest,
    problems: [problem],
    given: {},
    phases: {},
    nodes: [],
    edges: [],
  }
}
