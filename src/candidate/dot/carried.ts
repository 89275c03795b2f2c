// Attributes in which a drawing carries of a node what its label has no room for.
import type { CandidateNode } from '../candidate.js'
import { dotString } from './quote.js'
import { tensorsText } from './tensors.js'
import { wordsText } from './words.js'

/** Attributes that hold tensors, and the one that holds words. */
export const TENSORS = ['inputs', 'outputs', 'weights'] as const
export const WORDS = 'words'

/** Whether attributes of a drawing carry anything so. */
export const carriesAny = (attributes: Readonly<Record<string, string>>): boolean =>
  attributes[WORDS] !== undefined || TENSORS.some((field) => attributes[field] !== undefined)

/** What a node says of tensors, and its words, as attributes. */
export function carriedAttributes(
  node: Pick<CandidateNode, (typeof TENSORS)[number] | 'attributes'>,
): readonly string[] {
  const written: string[] = []
  for (const field of TENSORS) {
    const tensors = node[field]
    if (tensors !== undefined && tensors.length > 0)
      written.push(`${field}=${dotString(tensorsText(tensors))}`)
  }
  const { attributes: words = {} } = node
  if (Object.keys(words).length > 0) written.push(`${WORDS}=${dotString(wordsText(words))}`)
  return written
}
