// From findings to fixes that may be offered: each is applied to a copy and judged again in full.
import type { Candidate } from '../candidate/candidate.js'
import { readPlanDocument } from '../candidate/plan/index.js'
import { type Found, type Judgement, type JudgeOptions, judge } from '../judge/index.js'
import type { Finding, OfferedFix, PatchOperation } from '../judge/verdict.js'
import type { Base, Fix } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { type PlanDocument, planDocument } from './document.js'
import { createDraft } from './draft.js'
import { applyEdit } from './edits.js'
import { applyPatch } from './patch.js'
import { isRepaired } from './proof.js'
import { editSubjects } from './subjects.js'

/** Beyond this many nodes, fixes are proved on request only: each proof judges the whole plan once more. */
const MOST_NODES_UNASKED = 20_000

export interface RepairOptions extends JudgeOptions {
  /** Prove fixes whatever the size (true), never (false), or on plans of up to 20,000 nodes (absent). */
  readonly prove?: boolean
}

/**
 * The findings of a judgement with the fixes that their rules offer. On a plan document a fix is a JSON Patch, and is left
 * out unless `isRepaired` holds for it, over all rules of the base. Elsewhere, and where nothing is proved, it is a suggestion without a patch.
 */
export async function offerFixes(
  candidate: Candidate,
  judgement: Judgement,
  base: Base,
  options: RepairOptions = {},
): Promise<readonly Finding[]> {
  const proves = options.prove ?? candidate.nodes.length <= MOST_NODES_UNASKED
  const document = proves && candidate.problems.length === 0 ? planDocument(candidate.document) : undefined
  const isSound = document !== undefined && document.edges.length === candidate.edges.length
  const { only, ...full } = options
  const before = isSound && only !== undefined ? await judge(observe(candidate), base, full) : judgement
  const findings: Finding[] = []
  for (const found of judgement.findings) {
    const fixes: OfferedFix[] = []
    for (const fix of found.rule.fixes) {
      const patch = isSound ? patchOf(document, judgement, base, found, fix) : undefined
      if (patch === undefined) {
        if (!isSound) fixes.push({ title: fix.title, safety: fix.safety, proved: false })
        continue
      }
      const after = await judgePatched(document!.root, patch.operations, candidate.input, base, full)
      const { id: rule, severity } = found.rule
      const aim = {
        rule,
        severity,
        rows: new Set(found.rows()),
        removedNodes: patch.removedNodes,
      }
      if (after !== undefined && isRepaired(before, after, aim)) {
        fixes.push({ title: fix.title, safety: fix.safety, proved: true, patch: patch.operations })
      }
    }
    findings.push(
      fixes.length === 0 ? found.finding : { ...found.finding, subjects: found.finding.subjects, fixes },
    )
  }
  return findings
}

interface Patch {
  readonly operations: readonly PatchOperation[]
  readonly removedNodes: ReadonlySet<string>
}

/** The patch of a fix; undefined when its edits cannot be made, or would remove a node that does anything. */
function patchOf(
  document: PlanDocument,
  judgement: Judgement,
  base: Base,
  found: Found,
  fix: Fix,
): Patch | undefined {
  const draft = createDraft(document)
  const removedNodes = new Set<string>()
  for (const [kind, parameters] of Object.entries(fix.edit)) {
    const subjects = editSubjects(judgement.evaluator, base, found, parameters)
    if (!applyEdit(kind, draft, found.rule.scope, subjects)) return undefined
    if (kind === 'removeNode') for (const { name } of subjects) removedNodes.add(name)
  }
  for (const id of removedNodes) {
    const node = document.nodes[document.nodeIndex.get(id) ?? -1]
    const isUsed = draft.edges.some((edge) => !edge.removed && (edge.from === id || edge.to === id))
    if (node === undefined || node.op !== undefined || isUsed) return undefined
  }
  return { operations: draft.patch(), removedNodes }
}

/** The judgement of the patched document; undefined when the patch breaks the document's form. */
async function judgePatched(
  root: unknown,
  patch: readonly PatchOperation[],
  input: string,
  base: Base,
  { prove: _, ...options }: RepairOptions,
): Promise<Judgement | undefined> {
  const candidate = readPlanDocument(applyPatch(root, patch), input, base)
  if (candidate.problems.length > 0) return undefined
  return judge(observe(candidate), base, options)
}
