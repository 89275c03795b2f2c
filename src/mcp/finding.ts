// A finding as an agent sees it: short, as agents pay by the token.
import type { Choices, Finding, Result } from '../judge/verdict.js'
import { missingFacts } from '../report/summary.js'
import { seen, witnessText } from '../report/view.js'
import type { Data, PropertySchema } from './tool.js'

/** As many subjects and findings as are shown; the counts tell how many there are. */
const shownSubjects = 20
const shownFindings = 50
const shownChoices = 20

const text: PropertySchema = { type: 'string' }
const texts: PropertySchema = { type: 'array', items: text }
const count: PropertySchema = { type: 'integer' }

export const fixSchema: PropertySchema = {
  type: 'object',
  properties: {
    title: text,
    safety: {
      ...text,
      enum: ['safe', 'strategy', 'workload'],
      description: 'What it changes: nothing of strategy and results, the strategy, or the workload.',
    },
    proved: { type: 'boolean', description: 'Whether it was applied to a copy and judged again in full.' },
    patch: {
      type: 'array',
      items: { type: 'object' },
      description: 'A JSON Patch (RFC 6902) on the plan document.',
    },
  },
}

/** What a tool says of the result of a document. */
export const resultProperties: Readonly<Record<string, PropertySchema>> = {
  outcome: { ...text, enum: ['valid', 'fixed', 'rejected', 'undecided', 'not-assessable'] },
  findings: {
    type: 'array',
    description: `Broken rules, the lowest strata first, which often explain the others; at most ${shownFindings}.`,
    items: {
      type: 'object',
      properties: {
        rule: { ...text, description: 'Id of the rule, for the tool `explain`.' },
        title: { ...text, description: 'The rule as a sentence.' },
        severity: { ...text, enum: ['error', 'warning', 'info'] },
        kind: { ...text, enum: ['hard', 'engine', 'wisdom'] },
        scope: text,
        subjects: { ...texts, description: `Whom it concerns; the first ${shownSubjects}.` },
        count: { ...count, description: 'How many subjects there are.' },
        line: { ...count, description: 'Line of the first subject, where the document has lines.' },
        message: { ...text, description: 'One sentence about the first subject.' },
        seen: { ...texts, description: 'The values that decided it.' },
        witness: {
          ...text,
          description: 'The first cell that differs from the unsharded model, where the plan was run.',
        },
        law: { ...text, description: 'Page and line of the rule.' },
        failureMode: text,
        fixes: { type: 'array', items: fixSchema },
      },
    },
  },
  findingsTotal: count,
  choices: {
    type: 'array',
    items: { type: 'object' },
    description:
      'Of a rejected deployment: the combinations of degrees that hold every rule (`legal`, the best first), or what stands in the way and the single changes that help.',
  },
  missing: {
    ...texts,
    description:
      'Facts that hold up rules, those that hold up most first: say them, or give them as `assume`.',
  },
}

/** Outcome, findings and missing facts of a result. */
export function resultData({ outcome, findings, notAssessed, choices }: Result): Data {
  return {
    outcome,
    findings: findings.slice(0, shownFindings).map(findingData),
    findingsTotal: findings.length,
    ...(choices !== undefined && { choices: choices.map(choicesData) }),
    missing: missingFacts(notAssessed),
  }
}

function choicesData(choices: Choices): Data {
  return { ...choices, legal: choices.legal.slice(0, shownChoices) }
}

function findingData(finding: Finding): Data {
  const { rule, title, severity, kind, scope, subjects, count, line, message, source, failureMode } = finding
  return {
    ...{ rule, title, severity, kind, scope, subjects: subjects.slice(0, shownSubjects), count },
    ...(line !== undefined && { line }),
    message,
    seen: seen(finding.evidence),
    ...(finding.witness !== undefined && { witness: witnessText(finding.witness) }),
    law: `${source.page}:${source.line}`,
    ...(failureMode !== undefined && { failureMode }),
    fixes: finding.fixes,
  }
}
