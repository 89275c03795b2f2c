// A document with its proved fixes applied, one after the other. The one place of the server that knows how repair goes.
import type { Document } from '../check/check.js'
import type { OfferedFix, PatchOperation, Verdict } from '../judge/verdict.js'
import type { Safety } from '../knowledge/base.js'
import { applyPatch } from '../repair/patch.js'

export interface Applied {
  readonly rule: string
  readonly title: string
  readonly safety: Safety
  readonly patch: readonly PatchOperation[]
}

export interface Repaired {
  readonly before: Verdict
  readonly after: Verdict
  /** In the order in which they were applied; each patch is on the document as the one before left it. */
  readonly applied: readonly Applied[]
  /** The document as it is now; absent where nothing was applied. */
  readonly document?: unknown
}

/** A fix mends a class of subjects for good, so that plans come to an end far sooner. */
const mostRounds = 50

const safeties: readonly Safety[] = ['safe', 'strategy', 'workload']

/**
 * Applies the first proved fix of the least change, judges again, and so on while there is one. `upTo` is the greatest change
 * that may be made; `judge` judges a document.
 */
export async function repaired(
  document: Document,
  upTo: Safety,
  judge: (document: Document) => Promise<Verdict>,
): Promise<Repaired> {
  const before = await judge(document)
  let after = before
  let current: unknown
  const applied: Applied[] = []
  const allowed = safeties.slice(0, safeties.indexOf(upTo) + 1)
  for (let round = 0; round < mostRounds; round++) {
    const fix = nextFix(after, allowed)
    if (fix === undefined) break
    current = applyPatch(current ?? dataOf(document), fix.patch)
    applied.push(fix)
    after = await judge({ input: document.input, content: JSON.stringify(current) })
  }
  return { before, after, applied, ...(current !== undefined && { document: current }) }
}

function nextFix({ results }: Verdict, allowed: readonly Safety[]): Applied | undefined {
  const proved = results[0]!.findings.flatMap(({ rule, fixes }) =>
    fixes.flatMap((fix) =>
      isProved(fix) ? [{ rule, title: fix.title, safety: fix.safety, patch: fix.patch }] : [],
    ),
  )
  for (const safety of allowed) {
    const first = proved.find((fix) => fix.safety === safety)
    if (first !== undefined) return first
  }
  return undefined
}

function isProved(fix: OfferedFix): fix is OfferedFix & { readonly patch: readonly PatchOperation[] } {
  return fix.proved && fix.patch !== undefined
}

/** The data of a document that has patches, which is JSON. */
function dataOf(document: Document): unknown {
  const content = 'content' in document ? document.content : ''
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8')
  return JSON.parse(text.replace(/^\ufeff/, ''))
}
