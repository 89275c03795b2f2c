// Suppressions: findings that somebody has decided to live with, for a reason and up to a day. What is mathematics or the
// form of the document cannot be decided against, so rules of kind `hard` are refused.
import type { Base, Rule } from '../knowledge/base.js'
import { nearest } from '../knowledge/near.js'
import { UsageError } from '../usage-error.js'
import { isDate } from './dates.js'
import { fits } from './glob.js'

export interface Suppression {
  /** Id of a rule of the base. */
  readonly rule: string
  /** Names or patterns of subjects; every subject when absent. */
  readonly subjects?: readonly string[]
  /** Name or pattern of an input, or of its end behind a `/`; every input when absent. */
  readonly input?: string
  readonly reason: string
  /** The last day on which it holds. */
  readonly until: string
}

/** Something wrong with a list of suppressions: where, what, and a way out. */
export interface Misuse {
  readonly path: readonly (string | number)[]
  /** Whether the key that ends the path is meant, not its value. */
  readonly key: boolean
  readonly message: string
  readonly hint?: string
}

const required = ['rule', 'reason', 'until'] as const
const known = [...required, 'subjects', 'input']

/** Everything that is wrong with the data; `rules/suppressions.schema.json` says the same of its form. */
export function misuses(data: unknown, base: Base): readonly Misuse[] {
  if (!Array.isArray(data)) return [misuse([], 'Suppressions are a list of entries.')]
  return data.flatMap((entry, index) => misusesOf(entry, index, base))
}

/** The suppressions that the data lists. @throws UsageError where they are misused. */
export function readSuppressions(data: unknown, base: Base): readonly Suppression[] {
  const [first] = misuses(data, base)
  if (first !== undefined) {
    const where = first.path.length === 0 ? '' : `${placeText(first.path)}: `
    throw new UsageError(`${where}${first.message}`, first.hint)
  }
  return (data as Entry[]).map(({ rule, subjects, input, reason, until }) => ({
    rule: ruleOf(rule, base)!.id,
    ...(subjects !== undefined && { subjects: typeof subjects === 'string' ? [subjects] : subjects }),
    ...(input !== undefined && { input }),
    reason,
    until,
  }))
}

/** Whether the suppression speaks of an input by its name or by the end of its path. */
export function meansInput({ input }: Suppression, name: string): boolean {
  if (input === undefined || fits(name, input)) return true
  for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1))
    if (fits(name.slice(at + 1), input)) return true
  return false
}

export function meansSubject({ subjects }: Suppression, name: string): boolean {
  return subjects === undefined || subjects.some((pattern) => fits(name, pattern))
}

/** An entry whose form is right. */
interface Entry extends Omit<Suppression, 'subjects'> {
  readonly subjects?: string | readonly string[]
}

function misuse(path: Misuse['path'], message: string, hint?: string, key = false): Misuse {
  return { path, key, message, ...(hint === undefined ? {} : { hint }) }
}

function misusesOf(entry: unknown, index: number, base: Base): Misuse[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return [misuse([index], 'A suppression is a map.', `Its keys are ${known.join(', ')}.`)]
  const keys = Object.keys(entry)
  const strange = keys
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearest(key, known)
      const hint = near === undefined ? `Its keys are ${known.join(', ')}.` : `Did you mean \`${near}\`?`
      return misuse([index, key], `A suppression has no key \`${key}\`.`, hint, true)
    })
  const missing = required
    .filter((key) => !keys.includes(key))
    .map((key) => misuse([index], `The key \`${key}\` is missing.`, hints[key]))
  const values = keys
    .filter((key) => known.includes(key))
    .flatMap((key) => {
      const found = valueMisuse(key, (entry as Readonly<Record<string, unknown>>)[key], base)
      return found === undefined ? [] : [misuse([index, key], ...found)]
    })
  return [...strange, ...missing, ...values]
}

const hints: Readonly<Record<(typeof required)[number], string>> = {
  rule: 'Name the rule: `rule: family/name`.',
  reason: 'Say why the finding may stay: a suppression without a reason cannot be reviewed.',
  until: 'Say up to which day: `until: 2027-01-31`. Nothing is suppressed for ever.',
}

function valueMisuse(key: string, value: unknown, base: Base): readonly [string, string?] | undefined {
  const isText = typeof value === 'string' && value.trim() !== ''
  if (key === 'subjects' && Array.isArray(value)) {
    const fine = value.length > 0 && value.every((item) => typeof item === 'string' && item !== '')
    return fine ? undefined : ['`subjects` is a name or pattern, or a list of them.']
  }
  if (!isText) return [`\`${key}\` must be a text.`, hints[key as keyof typeof hints]]
  if (key === 'until') return isDate(value) ? undefined : [`\`${value}\` is no day.`, hints.until]
  return key === 'rule' ? ruleMisuse(value, base) : undefined
}

function ruleMisuse(id: string, base: Base): readonly [string, string?] | undefined {
  const rule = ruleOf(id, base)
  if (rule === undefined) {
    const near = nearest(
      id,
      base.rules.map((each) => each.id),
    )
    return [
      `There is no rule \`${id}\`.`,
      near === undefined ? '`kb rules` lists them.' : `Did you mean \`${near}\`?`,
    ]
  }
  if (rule.kind !== 'hard') return undefined
  return [
    `\`${id}\` is a hard rule, which cannot be suppressed: it holds for every engine.`,
    'Repair the plan. If the rule is wrong, report it with the plan that shows it.',
  ]
}

/** The rule of that id or former id. */
function ruleOf(id: string, { rules }: Base): Rule | undefined {
  return rules.find((rule) => rule.id === id) ?? rules.find(({ was }) => was.includes(id))
}

function placeText(path: readonly (string | number)[]): string {
  return `suppression ${Number(path[0]) + 1}${path.length > 1 ? `, ${path.slice(1).join('.')}` : ''}`
}
