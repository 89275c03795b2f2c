// The tool `explain`: a rule in words.
import { findRule } from '../check/selection.js'
import type { Base, Rule } from '../knowledge/base.js'
import { explainText, explanation } from '../report/explain.js'
import { UsageError } from '../usage-error.js'
import { Refusal } from './refusal.js'
import type { Answer, Data, PropertySchema, Tool, Workshop } from './tool.js'

const text: PropertySchema = { type: 'string' }
const texts: PropertySchema = { type: 'array', items: text }
const clauses: PropertySchema = {
  type: 'array',
  items: { type: 'object', properties: { expression: text, words: text } },
}

export const explainTool: Tool = {
  name: 'explain',
  title: 'Explain a rule',
  description:
    'Everything the knowledge base says of a rule that a finding names: when it applies and what must hold, in ' +
    'expressions and in words, its reasons, fixes, examples and sources.',
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['rule'],
    properties: {
      rule: { type: 'string', description: 'Id of a rule, as findings name it: `family/name`.' },
    },
  },
  output: {
    type: 'object',
    required: ['id', 'title', 'severity', 'kind', 'scope', 'when', 'must', 'reason', 'page', 'line'],
    properties: {
      ...{ id: text, was: text, title: text, stratum: text, severity: text, kind: text, engine: text },
      ...{ scope: text, changed: text, page: text, line: { type: 'integer' }, requires: text, reason: text },
      ...{ when: clauses, must: clauses, message: text },
      fixes: { type: 'array', items: { type: 'object', properties: { title: text, safety: text } } },
      failureMode: {
        type: ['object', 'boolean'],
        description: 'The failure that the rule foresees; false where it names none.',
        properties: { id: text, title: text, symptoms: texts, rootCause: text },
      },
      examples: { type: 'array', items: { type: 'object' } },
      sources: {
        type: 'array',
        items: { type: 'object', properties: { id: text, title: text, resource: text } },
      },
    },
  },
  call,
}

async function call(given: Data, { base, examples }: Workshop): Promise<Answer> {
  const explained = explanation(base, ruleOf(given['rule'] as string, base), examples)
  return { data: { ...explained }, text: await explainText(explained, { width: 100, colour: false }) }
}

/** As many ids as a hint lists. */
const listedIds = 12

/** The rule of an id. @throws Refusal that names the nearest, and others of its family or else the families */
function ruleOf(id: string, base: Base): Rule {
  try {
    return findRule(base, id)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const near = error.hint?.startsWith('Did you mean') ? `${error.hint} ` : ''
    throw new Refusal(error.message, `${near}${othersText(familyOf(id), base)}`)
  }
}

function othersText(family: string, { rules }: Base): string {
  const others = rules.map(({ id }) => id).filter((id) => familyOf(id) === family)
  if (others.length === 0)
    return `The families are ${[...new Set(rules.map(({ id }) => familyOf(id)))].join(', ')}.`
  const shown = others.slice(0, listedIds).join(', ')
  return `Rules of the family: ${shown}${others.length > listedIds ? ' …' : '.'}`
}

const familyOf = (id: string): string => id.split('/')[0]!
