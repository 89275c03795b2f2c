// Documents for people that are made from a base: what it covers, and what it cites.
import { packagePath } from '../../project.js'
import { loadSchemas } from '../2-resolve/schemas.js'
import { type Diagnostic, Diagnostics } from '../diagnostic.js'
import type { Compilation, Layer } from '../index.js'
import { bibliographyText } from './bibliography.js'
import { readItems } from './items.js'
import { type Trace, traceItems } from './trace.js'
import { traceabilityText } from './traceability.js'

const note = 'Written by `kb docs`. Do not edit: change the pages under kb/ and run it again.'

export interface Documents {
  /** Name of the document → exact bytes. */
  readonly files: ReadonlyMap<string, string>
  /** Nothing where the base has no page of items. */
  readonly trace?: Trace
  /** What is wrong with the page of items. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The documents of a compiled base; writes nothing. */
export async function documentsOf(own: Layer, { base, coverage }: Compilation): Promise<Documents> {
  const diagnostics = new Diagnostics()
  const files = new Map([['bibliography.md', bibliographyText(base.sources, note)]])
  const { schemas } = await loadSchemas(packagePath('rules'))
  const lists = await readItems(own, schemas, diagnostics)
  if (lists === undefined) return { files, diagnostics: diagnostics.sorted() }
  const trace = traceItems(lists, base, new Set(coverage.map(({ page }) => page)))
  files.set('traceability.md', traceabilityText(trace, note))
  return { files, trace, diagnostics: diagnostics.sorted() }
}
