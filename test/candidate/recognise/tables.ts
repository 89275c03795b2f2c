// The pattern tables of the knowledge base, compiled once, and what they make of a drawing.
import type { Candidate, CandidateNode } from '../../../src/candidate/candidate.js'
import { readDotCandidate } from '../../../src/candidate/recognise/index.js'
import { compileBase } from '../../../src/compile/index.js'
import type { Base } from '../../../src/knowledge/base.js'
import { packagePath } from '../../../src/project.js'

let compiled: Promise<Base> | undefined

/** The base in `kb/`, as written now. */
export function base(): Promise<Base> {
  compiled ??= compileBase({ kb: packagePath('kb') }).then(({ base }) => base)
  return compiled
}

/** The candidate of a DOT text. */
export async function read(text: string): Promise<Candidate> {
  return readDotCandidate(text, 'test.dot', await base())
}

/** The node of a drawing that holds nothing but one node with this label and id. */
export async function labelled(label: string, id = 'n', attributes = ''): Promise<CandidateNode> {
  const { nodes } = await read(`digraph g { "${id}" [label="${label}"${attributes}] }`)
  return nodes[0]!
}
