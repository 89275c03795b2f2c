// YAML of manifests and of files that launches name. The library is loaded when there is some: judging a plan must not
// wait for it.
import type { SyntaxProblem } from '../candidate.js'

/** More text than manifests have; parsing longer ones takes seconds. */
const MOST_TEXT = 2 ** 21

export type Parsed = { readonly documents: readonly unknown[] } | { readonly problem: SyntaxProblem }

/** A parser of single documents that gives undefined for what it cannot read. */
export async function fileParser(): Promise<(text: string) => unknown> {
  const { parse } = await import('yaml')
  return (text) => {
    if (text.length > MOST_TEXT) return undefined
    try {
      return parse(text, LIMITS)
    } catch {
      return undefined
    }
  }
}

/** An alias may stand for a large text: with a hundred of them, texts do not explode. */
const LIMITS = { maxAliasCount: 100, stringKeys: true, logLevel: 'silent' } as const

/** The documents of a YAML text, or why there are none. */
export async function parseManifests(text: string): Promise<Parsed> {
  const expected = 'a manifest in YAML'
  const failed = (read: string, repair: string, line = 1, column = 1): Parsed => ({
    problem: { line, column, category: 'yaml', read, expected, repair },
  })
  if (text.length > MOST_TEXT)
    return failed(`${text.length} characters of YAML`, `keep a manifest below ${MOST_TEXT} characters`)
  const { parseAllDocuments } = await import('yaml')
  try {
    const documents = parseAllDocuments(text, LIMITS)
    for (const { errors } of documents as readonly { errors: readonly YamlError[] }[]) {
      const [error] = errors
      if (error === undefined) continue
      const place = error.linePos?.[0]
      return failed(error.message.split('\n')[0]!.replace(/ at line \d+.*$/, ''), 'correct the YAML', place?.line, place?.col)
    }
    return { documents: documents.map((document) => document.toJS(LIMITS)) }
  } catch (error) {
    const said = (error as Error).message.split('\n')[0]!
    const deep = error instanceof RangeError
    return failed(deep ? 'members that are nested too deep' : said, 'write it without so many aliases or levels')
  }
}

interface YamlError {
  readonly message: string
  readonly linePos?: readonly { readonly line: number; readonly col: number }[]
}
