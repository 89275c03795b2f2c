// Runs the examples on pages: what they expect against what the judge says.
import type { Base, Change, Example, Rule, Word } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import type { Facts } from '../observe/facts.js'
import { factsFromValues, givenDerived } from '../observe/given.js'
import { valueAt } from './axis.js'
import { createEvaluator } from './evaluate.js'
import { type Judgement, judge } from './index.js'

export interface ExampleResult {
  readonly example: Example
  readonly ok: boolean
  /** What was expected and what came out, in words. */
  readonly expected: string
  readonly got: string
  /** Names of the subjects on which the rule is broken. */
  readonly subjects: readonly string[]
}

/** Reads the plan or the DOT text of an example. */
export type ReadExample = (example: Example) => Promise<{ readonly facts: Facts; readonly problems: number }>

const defaultTolerance = 1e-9

/** Runs all examples in turn, each with its changes. A problem of one of them is its result, never an exception. */
export async function runExamples(
  base: Base,
  examples: readonly Example[],
  read: ReadExample,
): Promise<readonly ExampleResult[]> {
  const results: ExampleResult[] = []
  for (const example of examples.flatMap(casesOf)) {
    try {
      results.push(await runExample(base, example, read))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      results.push({
        example,
        ok: false,
        expected: expectationOf(example),
        got: `an error: ${reason}`,
        subjects: [],
      })
    }
  }
  return results
}

/** An example and, for each change of its `unless`, the same with that change: there the rule does not apply. */
function casesOf(example: Example): readonly Example[] {
  const { unless = [], subjects: _, says: __, ...plain } = example
  const changed = unless.map((change): Example => {
    const { facts, title } = changedFacts(example.facts ?? {}, change)
    return { ...plain, title: `${example.title}, ${title}`, facts, expect: 'not-applicable' }
  })
  return [example, ...changed]
}

function changedFacts(
  facts: NonNullable<Example['facts']>,
  change: Change,
): { readonly facts: NonNullable<Example['facts']>; readonly title: string } {
  if (typeof change !== 'string')
    return { facts: { ...facts, ...change }, title: `with ${factsText(change)}` }
  const { [change]: _, ...rest } = facts
  return { facts: rest, title: `without ${change}` }
}

const factsText = (facts: object): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')

async function runExample(base: Base, example: Example, read: ReadExample): Promise<ExampleResult> {
  if (example.formula !== undefined) {
    const word = base.words.find(({ scope, name }) => `${scope}.${name}` === example.formula)
    if (word === undefined) throw new RangeError(`the base has no formula ${example.formula}`)
    return runFormula(base, example, word)
  }
  const rule = base.rules.find((r) => r.id === example.rule)
  if (rule === undefined) throw new RangeError(`the base has no rule ${example.rule}`)
  return compare(example, await judgeExample(base, example, rule, read))
}

async function judgeExample(base: Base, example: Example, rule: Rule, read: ReadExample): Promise<Judgement> {
  if (example.facts === undefined) {
    const { facts, problems } = await read(example)
    return judge(facts, base, { only: [rule.id], problems })
  }
  const facts = factsFromValues(rule.scope, example.facts)
  return judge(facts, base, { only: [rule.id], assume: givenDerived(rule.scope, example.facts, base) })
}

function compare(example: Example, judgement: Judgement): ExampleResult {
  const subjects = judgement.findings.flatMap(({ finding }) => finding.subjects)
  const messages = judgement.findings.map(({ finding }) => finding.message)
  const status = statusOf(judgement)
  const named = example.subjects === undefined || equalSets(subjects, example.subjects)
  const said = example.says === undefined || messages.some((message) => message.includes(example.says!))
  const got = [status]
  if (!named) got.push(`on ${subjects.join(', ') || 'nothing'}`)
  if (!said) got.push(`saying ${messages.map((message) => JSON.stringify(message)).join(', ') || 'nothing'}`)
  if (status === 'not-assessed')
    got.push(`for want of ${judgement.notAssessed.flatMap((n) => n.because).join(', ')}`)
  if (status === 'blocked') got.push(`by ${judgement.blocked.flatMap((b) => b.because).join(', ')}`)
  const ok = status === example.expect && named && said
  return { example, ok, expected: expectationOf(example), got: got.join(' '), subjects }
}

/** The worst that the rule came to on any subject. */
function statusOf({ checks }: Judgement): string {
  const names = [
    ['broken', 'fail'],
    ['notAssessed', 'not-assessed'],
    ['passed', 'pass'],
    ['blocked', 'blocked'],
  ] as const
  return names.find(([status]) => checks.some((check) => check.counts[status] > 0))?.[1] ?? 'not-applicable'
}

/** The value of a derived word, or of one that falls back on others. */
function runFormula(base: Base, example: Example, { scope, name }: Word): ExampleResult {
  const values = example.facts ?? {}
  const facts = factsFromValues(scope, values)
  const evaluator = createEvaluator(facts, base, givenDerived(scope, values, base))
  const value = valueAt(evaluator.evaluate(facts.tables[scope], { op: 'word', of: 'self', name }), 0)
  const ok = isClose(value, example.value, example.tolerance ?? defaultTolerance)
  return { example, ok, expected: expectationOf(example), got: String(value), subjects: [] }
}

/** Numbers may differ by the tolerance, relative to the larger; anything else has to be the same. */
function isClose(value: Value, golden: Value, tolerance: number): boolean {
  if (typeof value !== 'number' || typeof golden !== 'number')
    return golden !== undefined && JSON.stringify(value) === JSON.stringify(golden)
  return Math.abs(value - golden) <= tolerance * Math.max(Math.abs(golden), Math.abs(value))
}

function equalSets(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join('\u0000') === [...b].sort().join('\u0000')
}

function expectationOf({ expect, subjects, says, value }: Example): string {
  if (value !== undefined) return String(value)
  const on = subjects === undefined ? '' : ` on ${subjects.join(', ')}`
  return `${expect}${on}${says === undefined ? '' : ` saying ${JSON.stringify(says)}`}`
}
