// Findings as results of a SARIF log.

import { createHash } from 'node:crypto'
import type { Finding, OldFinding, Result, SuppressedFinding } from '../../judge/verdict.js'
import type { Rule } from '../../knowledge/base.js'
import { fixTitle } from '../fix-title.js'
import { plain } from '../plain.js'
import { nameText, subjectsText } from '../values.js'
import { type Artifact, messageText } from './artifact.js'
import { levels } from './rules.js'

/** The rule of an id and its place among the descriptors of the run. */
type Lookup = (id: string) => { readonly rule: Rule | undefined; readonly index: number | undefined }

/** The most subjects that a location names; `properties.count` tells how many there are. */
const namedSubjects = 100

/** All that is broken in an input: what is to be mended, what is suppressed, and what a baseline holds. */
export function resultsOf(result: Result, artifact: Artifact, lookup: Lookup): object[] {
  const { findings, suppressed = [], old } = result
  const seen = new Map<string, number>()
  const common = (finding: Finding | OldFinding, text: string, line?: number) => {
    const { rule, severity, scope, subjects } = finding
    const { index } = lookup(rule)
    return {
      ruleId: rule,
      ...(index !== undefined && { ruleIndex: index }),
      level: levels[severity],
      message: { text },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifact,
            ...(line !== undefined && { region: { startLine: line } }),
          },
          logicalLocations: namesOf(subjects).map((name) => ({ name, kind: scope })),
        },
      ],
      partialFingerprints: { primaryLocationLineHash: fingerprint(rule, scope, subjects[0] ?? '', seen) },
    }
  }
  return [
    ...findings.map((finding) => ({
      ...common(finding, findingText(finding), finding.line),
      ...(old !== undefined && { baselineState: 'new' }),
      properties: {
        ...{ scope: finding.scope, count: finding.count, fixes: finding.fixes },
        ...(finding.witness !== undefined && { witness: finding.witness }),
      },
    })),
    ...suppressed.map((finding) => ({
      ...common(finding, setAsideText(finding, lookup)),
      suppressions: [suppressionOf(finding)],
      properties: { scope: finding.scope, count: finding.count },
    })),
    ...(old ?? []).map((finding) => ({
      ...common(finding, setAsideText(finding, lookup)),
      baselineState: 'unchanged',
      properties: { scope: finding.scope, count: finding.count },
    })),
  ]
}

/** The first subjects by name, as edges that are drawn twice share theirs. */
function namesOf(subjects: readonly string[]): string[] {
  return [...new Set(subjects.slice(0, namedSubjects).map(nameText))]
}

function findingText({ scope, subjects, count, message, fixes, source }: Finding): string {
  const named = subjectsText(scope, subjects, count)
  return messageText([
    named === '' ? message : `${named}: ${message}`,
    ...fixes.map((fix) => `fix: ${fixTitle(fix)} (${fix.safety})`),
    `law: ${source.page}:${source.line}`,
  ])
}

function setAsideText({ rule, scope, subjects, count }: OldFinding, lookup: Lookup): string {
  const named = subjectsText(scope, subjects, count)
  const title = lookup(rule).rule?.title ?? rule
  return messageText([named === '' ? title : `${named}: ${title}`])
}

function suppressionOf({ reason, until }: SuppressedFinding): object {
  return { kind: 'external', status: 'accepted', justification: plain(reason), properties: { until } }
}

/**
 * What tells a finding from others of its file, whatever moves in the text: its rule and its first subject, and how many
 * like it came before. Code scanning matches alerts of two runs by this key and no other.
 */
function fingerprint(rule: string, scope: string, subject: string, seen: Map<string, number>): string {
  const key = createHash('sha256')
    .update(JSON.stringify([rule, scope, subject]))
    .digest('hex')
    .slice(0, 16)
  const number = (seen.get(key) ?? 0) + 1
  seen.set(key, number)
  return `${key}:${number}`
}
