// The tool `fix`: a document repaired as far as fixes are proved.
import type { Outcome } from '../judge/verdict.js'
import type { Safety } from '../knowledge/base.js'
import { documentOf, documentProperties } from './document.js'
import { fixSchema, resultData, resultProperties } from './finding.js'
import { judged, judgingProperties } from './judged.js'
import { type Repaired, repaired } from './repaired.js'
import type { Answer, Data, Tool, Workshop } from './tool.js'

export const fixTool = (hasFiles: boolean): Tool => ({
  name: 'fix',
  title: 'Repair a plan document',
  description:
    'Judges a document and applies the fixes that its rules offer and that are proved: each was applied to a copy and judged ' +
    'again in full. Answers the patched document and what is still broken; writes nothing. Drawings get suggestions without a patch.',
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...documentProperties(hasFiles),
      upTo: {
        type: 'string',
        enum: ['safe', 'strategy', 'workload'],
        description:
          'The greatest change that is made: `safe` (default) keeps strategy and results, `strategy` may change degrees, `workload` what is asked of the machines.',
      },
      ...judgingProperties,
    },
  },
  output: {
    type: 'object',
    required: ['before', 'outcome', 'applied', 'findings', 'findingsTotal', 'missing'],
    properties: {
      before: { type: 'string', description: 'The outcome of the document as it was given.' },
      ...resultProperties,
      applied: {
        type: 'array',
        description: 'The fixes, in order; each patch is on the document as the one before left it.',
        items: {
          type: 'object',
          properties: { rule: { type: 'string' }, ...fixSchema.properties },
        },
      },
      document: { type: 'object', description: 'The patched document; absent where nothing was applied.' },
    },
  },
  call,
})

async function call(given: Data, workshop: Workshop): Promise<Answer> {
  const upTo = (given['upTo'] as Safety | undefined) ?? 'safe'
  const judge = (document: Parameters<typeof judged>[0]) => judged(document, given, workshop)
  const repair = await repaired(documentOf(given, workshop), upTo, judge)
  const { before, after, applied, document } = repair
  const outcome = outcomeOf(repair)
  return {
    data: {
      before: before.results[0]!.outcome,
      ...resultData(after.results[0]!),
      outcome,
      applied: applied.map((fix) => ({ ...fix, proved: true })),
      ...(document !== undefined && { document }),
    },
    text: textOf(repair, outcome),
  }
}

/** A document that was rejected and is valid now is fixed. */
function outcomeOf({ after, applied }: Repaired): Outcome {
  const { outcome } = after.results[0]!
  return outcome === 'valid' && applied.length > 0 ? 'fixed' : outcome
}

function textOf({ before, after, applied, document }: Repaired, outcome: Outcome): string {
  const left = after.results[0]!.findings
  return [
    `${before.results[0]!.outcome} before, ${outcome} now`,
    ...applied.map(({ rule, title, safety }) => `applied (${safety}) ${rule}: ${title}`),
    ...left.map(({ severity, rule, message, fixes }) => {
      const offers = fixes.map(
        ({ title, safety, proved }) => ` | fix (${safety}${proved ? ', proved' : ''}) ${title}`,
      )
      return `left: ${severity} ${rule}: ${message}${offers.join('')}`
    }),
    ...(document === undefined ? [] : [JSON.stringify(document)]),
  ].join('\n')
}
