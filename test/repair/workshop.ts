// The workshop base, compiled once, and what checking a plan by it offers.
import { fileURLToPath } from 'node:url'
import { checkDocuments } from '../../src/check/check.js'
import { compileBase } from '../../src/compile/index.js'
import type { Finding, OfferedFix, Result } from '../../src/judge/verdict.js'

const compiled = await compileBase({
  kb: fileURLToPath(new URL('../bases/workshop/kb', import.meta.url)),
})
export const { base } = compiled
const { diagnostics } = compiled
if (diagnostics.some(({ severity }) => severity === 'error'))
  throw new Error(JSON.stringify(diagnostics, null, 1))

export async function resultOf(plan: unknown, prove?: boolean): Promise<Result> {
  const documents = [{ input: 'plan', content: typeof plan === 'string' ? plan : JSON.stringify(plan) }]
  const verdict = await checkDocuments(documents, base, prove === undefined ? {} : { prove })
  return verdict.results[0]!
}

export async function findingOf(plan: unknown, rule: string, prove?: boolean): Promise<Finding> {
  const { findings } = await resultOf(plan, prove)
  const finding = findings.find((candidate) => candidate.rule === rule)
  if (finding === undefined) throw new Error(`no finding of ${rule} among ${findings.map((f) => f.rule)}`)
  return finding
}

export async function fixesOf(plan: unknown, rule: string, prove?: boolean): Promise<readonly OfferedFix[]> {
  return (await findingOf(plan, rule, prove)).fixes
}
