// The tool `fix`: a document repaired as far as fixes are proved.
import type { Document } from '../check/check.js'
import type { Safety } from '../knowledge/base.js'
import { documentOf, documentProperties } from './document.js'
import { fixSchema, resultData, resultProperties } from './finding.js'
import { aboutOf, aboutProperties, assumeProperty, judged } from './judged.js'
import { type Repaired, repaired } from './repaired.js'
import type { Answer, Data, PropertySchema, Tool, Workshop } from './tool.js'
import { worstOf } from './worst.js'

const text: PropertySchema = { type: 'string' }
const safety = fixSchema.properties!['safety']!

export const fixTool = (hasFiles: boolean): Tool => ({
  name: 'fix',
  title: 'Repair a plan, a deployment or a launch',
  description:
    'Applies the fixes of the rules that a document breaks, the least change first and each proved by judging the whole again. ' +
    'Answers the repaired document, what was changed, and what is still broken and why. Writes nothing.',
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...documentProperties(hasFiles),
      atMost: {
        type: 'string',
        enum: ['safe', 'strategy', 'workload'],
        description:
          'The greatest change: `safe` keeps strategy and results, `strategy` changes degrees and kinds of parallelism, `workload` (by default) also what is asked of the machines.',
      },
      ...aboutProperties,
      assume: assumeProperty,
    },
  },
  output: {
    type: 'object',
    required: ['before', 'outcome', 'applied', 'reasons', 'findings', 'findingsTotal', 'missing'],
    properties: {
      before: { ...text, description: 'The outcome of the document as it was given.' },
      ...resultProperties,
      applied: {
        type: 'array',
        description:
          'The fixes, in order; each patch is on the document as the one before left it, of a launch on the deployment that is read from it.',
        items: {
          type: 'object',
          properties: { rule: text, title: text, safety, patch: fixSchema.properties!['patch']! },
        },
      },
      reasons: {
        type: 'array',
        description: 'Errors that remain, and why each of their fixes was not taken.',
        items: {
          type: 'object',
          properties: { rule: text, message: text, tried: { type: 'array', items: { type: 'object' } } },
        },
      },
      notes: {
        type: 'array',
        items: text,
        description: 'Of a launch: what no flag says, or why its text is left as it is.',
      },
      document: {
        type: ['object', 'string'],
        description: 'The repaired document; absent where nothing was changed.',
      },
    },
  },
  call,
})

async function call(given: Data, workshop: Workshop): Promise<Answer> {
  const { atMost = 'workload', assume } = given as { atMost?: Safety; assume?: object }
  const document = documentOf(given, workshop)
  const verdict = await judged(document, given, workshop)
  // A document that is missing is unreadable, which was refused.
  const repair = await repaired(document as Document & { content: string }, workshop.base, {
    about: aboutOf(given, workshop.base),
    ...{ atMost, assume },
  })
  const { before, outcome, applied, reasons } = repair
  const after =
    repair.document === undefined
      ? verdict
      : await judged({ input: document.input, content: textOf(repair.document) }, given, workshop)
  return {
    data: {
      before,
      ...resultData(worstOf(after.results)),
      ...{ outcome, applied, reasons },
      ...(repair.notes.length > 0 && { notes: repair.notes }),
      ...(repair.document !== undefined && { document: repair.document }),
    },
    text: told(repair),
  }
}

const textOf = (document: unknown): string =>
  typeof document === 'string' ? document : JSON.stringify(document)

function told({ before, outcome, applied, reasons, notes, document }: Repaired): string {
  return [
    `${before} before, ${outcome} now`,
    ...applied.map(({ rule, title, safety }) => `applied (${safety}) ${rule}: ${title}`),
    ...reasons.map(({ rule, message, tried }) => {
      const why = tried.map(({ title, safety, why }) => ` | not taken (${safety}) ${title}: ${why}`)
      return `left: ${rule}: ${message}${why.join('')}`
    }),
    ...notes.map((note) => `note: ${note}`),
    ...(document === undefined ? [] : [textOf(document)]),
  ].join('\n')
}
