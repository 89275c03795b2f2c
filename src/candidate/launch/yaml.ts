// YAML of manifests and of files that launches name. The library is loaded when there is some: judging a plan must not
// wait for it.
import type { SyntaxProblem } from '../candidate.js'

/** A scalar as it stands in the text. */
export interface Standing {
  readonly raw: string
  readonly at: number
}

/** Gives the text of the scalar at keys below a document, by its index; undefined where an alias stands in the way. */
export type ScalarAt = (document: number, keys: readonly (string | number)[]) => Standing | undefined

export type Parsed =
  | { readonly documents: readonly unknown[]; readonly scalarAt: ScalarAt }
  | { readonly problem: SyntaxProblem }

/** A parser of single documents that gives undefined for what it cannot read. */
export async function fileParser(): Promise<(text: string) => unknown> {
  const { parseDocument } = await import('yaml')
  return (text) => {
    if (excess(text) !== undefined) return undefined
    try {
      const document = parseDocument(text, LIMITS)
      return document.errors.length > 0 ? undefined : document.toJS(LIMITS)
    } catch {
      return undefined
    }
  }
}

/**
 * An alias may stand for a large text: with a hundred of them, texts do not explode. Keys that repeat are not looked for,
 * as that takes time with the square of their number.
 */
const LIMITS = { maxAliasCount: 100, stringKeys: true, uniqueKeys: false, logLevel: 'silent' } as const
/** More than manifests have: etcd stores 1.5 MiB of one object, and most of that is no manifest. */
const MOST_TEXT = 2 ** 19
const MOST_ANCHORS = 1000
const MOST_DOCUMENTS = 500

/** What a text has too much of to be parsed in time, or undefined. */
function excess(text: string): { readonly read: string; readonly most: string } | undefined {
  if (text.length > MOST_TEXT)
    return { read: `${text.length} characters of YAML`, most: `${MOST_TEXT} characters` }
  const counts = [
    { form: /(?<![^\s[{,:-])&\w/g, most: MOST_ANCHORS, what: 'anchors' },
    { form: /^---/gm, most: MOST_DOCUMENTS, what: 'documents' },
  ]
  for (const { form, most, what } of counts) {
    const count = text.match(form)?.length ?? 0
    if (count > most) return { read: `${count} ${what}`, most: `${most} ${what}` }
  }
  return undefined
}

/** The documents of a YAML text, or why there are none. */
export async function parseManifests(text: string): Promise<Parsed> {
  const expected = 'a manifest in YAML'
  const failed = (read: string, repair: string, line = 1, column = 1): Parsed => ({
    problem: { line, column, category: 'yaml', read, expected, repair },
  })
  const over = excess(text)
  if (over !== undefined) return failed(over.read, `keep a manifest below ${over.most}`)
  const { isScalar, parseAllDocuments } = await import('yaml')
  try {
    const documents = parseAllDocuments(text, LIMITS)
    for (const { errors } of documents as readonly { errors: readonly YamlError[] }[]) {
      const [error] = errors
      if (error === undefined) continue
      if (error.message.includes('call stack')) return failed(TOO_DEEP, SIMPLER)
      const place = error.linePos?.[0]
      return failed(
        error.message.split('\n')[0]!.replace(/ at line \d+.*$/, ''),
        'correct the YAML',
        place?.line,
        place?.col,
      )
    }
    const scalarAt: ScalarAt = (index, keys) => {
      const node = documents[index]?.getIn(keys, true)
      if (!isScalar(node) || !node.range) return undefined
      const [start, end] = node.range
      // The first line of a block says how the lines below it are folded.
      const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
      const at = isBlock ? text.indexOf('\n', start) + 1 : start
      return { raw: text.slice(at, end), at }
    }
    return { documents: documents.map((document) => document.toJS(LIMITS)), scalarAt }
  } catch (error) {
    const said = (error as Error).message.split('\n')[0]!
    return failed(error instanceof RangeError ? TOO_DEEP : said, SIMPLER)
  }
}

const TOO_DEEP = 'members that are nested too deep'
const SIMPLER = 'write it without so many aliases or levels'

interface YamlError {
  readonly message: string
  readonly linePos?: readonly { readonly line: number; readonly col: number }[]
}
