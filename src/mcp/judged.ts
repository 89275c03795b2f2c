// A document judged for a tool. One that cannot be read is a bad call: the caller is told where and how to put it right.

import { readAssumptions } from '../check/assume.js'
import { type About, checkDocuments, type Document } from '../check/check.js'
import { readHardware } from '../check/hardware.js'
import { readProfile } from '../check/profiles.js'
import { selectRules } from '../check/selection.js'
import type { Result, Verdict } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { Refusal } from './refusal.js'
import type { Data, PropertySchema, Workshop } from './tool.js'
import { worstOf } from './worst.js'

export const assumeProperty: PropertySchema = {
  type: 'object',
  description:
    'Values for what the document leaves open, by word: { "model.layers": 61 }. They never overrule the document.',
}

/** Arguments that say of a launch or deployment what it leaves open. */
export const aboutProperties: Readonly<Record<string, PropertySchema>> = {
  hardware: {
    type: 'string',
    description:
      'What a launch or deployment runs on, where it does not say: devices and their name, `8xNAME`, or hosts first, `2x8xNAME`.',
  },
  engineVersion: {
    type: 'string',
    description: 'The version of the engine, where a launch or deployment does not say.',
  },
}

/** What the arguments say of a launch or deployment. @throws UsageError for machines that are none */
export function aboutOf({ hardware, engineVersion }: Data, base: Base): About {
  return {
    ...(typeof hardware === 'string' && { hardware: readHardware(hardware, base) }),
    ...(typeof engineVersion === 'string' && { engineVersion }),
  }
}

/** Arguments that say how to judge. */
export const judgingProperties: Readonly<Record<string, PropertySchema>> = {
  only: {
    type: 'array',
    items: { type: 'string' },
    description: 'Ids of the only rules to judge; all by default.',
  },
  profile: { type: 'string', description: 'A named set of rules, such as `law`; all by default.' },
  assume: assumeProperty,
}

/** As many problems as one repairs at a time. */
const shownProblems = 20

/** The verdict of one document. @throws Refusal where it cannot be read */
export async function judged(document: Document, given: Data, { base }: Workshop): Promise<Verdict> {
  const { only, profile, assume } = given as { only?: string[]; profile?: string; assume?: object }
  const verdict = await checkDocuments([document], base, {
    ...selectRules(base, only ?? [], profile === undefined ? undefined : await readProfile(profile)),
    ...(assume !== undefined && { assume: readAssumptions(assume, base) }),
    about: aboutOf(given, base),
  })
  const result = worstOf(verdict.results)
  if (result.outcome === 'unreadable') throw unreadable(result)
  return verdict
}

function unreadable({ problems }: Result): Refusal {
  const [{ line, column, read, expected, repair }] = problems as [Result['problems'][number]]
  const place = line === 0 ? '' : `line ${line}, column ${column}: `
  const advice = `${repair.charAt(0).toUpperCase()}${repair.slice(1)}${/[.?!]$/.test(repair) ? '' : '.'}`
  const more =
    problems.length > 1 ? ` ${Math.min(problems.length, shownProblems) - 1} more are in \`problems\`.` : ''
  return new Refusal(
    `The document cannot be read: ${place}read ${read}, expected ${expected}.`,
    `${advice}${more}`,
    { problems: problems.slice(0, shownProblems) },
  )
}
