// Rules from two files: what each is about and when it applies, which is asked of all of them, and what it asks then, which
// is asked of the few that apply. The second is parsed rule by rule, when it is first looked at.

import type { Rule } from './base.js'
import { BaseError } from './base-error.js'

/** Members of a rule that are only looked at where it applies. */
export const ruling = ['must', 'facts', 'conditions', 'message', 'fixes'] as const

type Ruling = Pick<Rule, (typeof ruling)[number]>

/** What a rule is about, and when it applies. */
export type Applying = Omit<Rule, keyof Ruling>

/** Joins the two; `text` holds the rulings in the order of the rules. @throws BaseError when they are not of each other */
export function joinRules(rules: readonly Applying[], text: string, file: string): readonly Rule[] {
  const texts = itemTexts(text)
  if (texts.length !== rules.length) throw new BaseError(`${file} does not go with the rules: run kb compile`)
  return rules.map((rule, i) => {
    let parsed: Ruling | undefined
    const parse = (): Ruling => {
      parsed ??= rulingOf(texts[i]!, rule.id, file)
      return parsed
    }
    const members = ruling.map((key) => [key, { enumerable: true, get: () => parse()[key] }] as const)
    return Object.defineProperties(rule, Object.fromEntries(members)) as Rule
  })
}

function rulingOf(text: string, id: string, file: string): Ruling {
  try {
    const { id: own, ...parsed } = JSON.parse(text) as Ruling & { readonly id: string }
    if (own === id) return parsed
  } catch {
    // Told below.
  }
  throw new BaseError(`${file} cannot be read at the rule ${id}: run kb compile`)
}

/** The texts of the items of a list that `kb compile` printed: each begins on a line of its own, two spaces deep. */
function itemTexts(text: string): readonly string[] {
  const starts: number[] = []
  for (let at = text.indexOf('\n  {'); at >= 0; at = text.indexOf('\n  {', at + 1)) starts.push(at + 3)
  const end = text.lastIndexOf('\n ]')
  return starts.map((start, i) => text.slice(start, starts[i + 1] ?? end).replace(/,\s*$/, ''))
}
