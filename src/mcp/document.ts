// The document of a call: text, data, or a file below the folder that was opened to the server.
import type { Document } from '../check/check.js'
import { Refusal } from './refusal.js'
import type { Data, PropertySchema, Workshop } from './tool.js'

/** As much text as one call may carry. */
const mostCharacters = 16 * 2 ** 20

/** What a document in the call is called in verdicts. */
const unnamed = 'document'

/** The arguments that name a document; `file` only where a folder is open. */
export function documentProperties(hasFiles: boolean): Readonly<Record<string, PropertySchema>> {
  return {
    document: {
      type: ['string', 'object'],
      description:
        'What to judge: a plan document or a deployment (JSON, as an object or as text); Graphviz DOT, a launch command, a ' +
        'script or a manifest as text. A deployment may hold a launch as its `command` beside its `hardware`.',
    },
    ...(hasFiles && {
      file: { type: 'string', description: 'A path below the open folder, instead of `document`.' },
    }),
  }
}

/** The document. @throws Refusal where there is none, more than one, or one too long; UsageError for a closed file */
export function documentOf({ document, file }: Data, { readFile }: Workshop): Document {
  const ways = readFile === undefined ? '`document`' : '`document` or `file`'
  if ((document === undefined) === (file === undefined)) {
    const problem = document === undefined ? 'There is no document.' : 'There are two documents.'
    throw new Refusal(problem, `Give ${ways}.`)
  }
  if (typeof file === 'string') return readFile!(file)
  // Places of problems are lines of this text, which is how such data is usually shown.
  const content = typeof document === 'string' ? document : JSON.stringify(document, null, 2)
  if (content.length <= mostCharacters) return { input: unnamed, content }
  const more = 'Draw groups of devices as one node, or judge the file with `kb check FILE`.'
  throw new Refusal(
    `The document has ${content.length} characters, more than the ${mostCharacters} of one call.`,
    readFile === undefined ? more : 'Name it as a `file`.',
  )
}
