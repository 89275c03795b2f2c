// From a symptom, an excerpt of a log or a plan to the failure modes that it may be, with the reasons for each.
import type { FailureMode, Rule } from '../knowledge/base.js'
import { compilePattern, textLimit } from '../knowledge/pattern.js'
import { wordsOf } from './words.js'

/** A failure mode that fits, and why. */
export interface Suspect {
  readonly failureMode: string
  readonly title: string
  readonly family?: string
  readonly rootCause: string
  readonly remedies: readonly string[]
  /** Rules that foresee it. */
  readonly detectedBy: readonly string[]
  readonly undetected?: string
  readonly page: string
  readonly line: number
  /** Higher fits better; only the order means something. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** A line of the report that a sign of the mode matches, words that both have, or a rule that the plan breaks. */
export type Reason =
  | { readonly sign: string; readonly in: string }
  | { readonly words: readonly string[] }
  | { readonly rule: string; readonly message: string }

/** A rule that a plan breaks, as its verdict has it. */
export interface Broken {
  readonly rule: string
  readonly failureMode?: string
  readonly message: string
}

// A sign is a pattern that an author wrote for the very text, and a broken rule is a proof that the failure is possible;
// shared words are a hint. The words of a whole report together weigh less than one sign.
const signWeight = 3
const brokenWeight = 4

/** A word that one text in six of the base has tells nothing. */
const telling = Math.log(6)

/** More lines than an excerpt has; those at the end of a log tell most. */
const mostLines = 5000

/** The failure modes that a report or the broken rules of a plan point to, the best first. */
export function diagnose(
  report: string,
  base: { readonly failureModes: readonly FailureMode[]; readonly rules: readonly Rule[] },
  broken: readonly Broken[] = [],
): readonly Suspect[] {
  const lines = report
    .split('\n')
    .slice(-mostLines)
    .map((line) => line.slice(0, textLimit))
  const said = wordsOf(report)
  const known = base.failureModes.map((mode) => ({ mode, words: modeWords(mode) }))
  const rarity = rarities([
    ...known.map(({ words }) => words),
    ...base.rules.map(({ reason }) => wordsOf(reason)),
  ])
  const suspects = known.map(({ mode, words }): Suspect => {
    const signs = signsIn(mode, lines)
    const shared = [...words]
      .filter((word) => said.has(word) && rarity(word) >= telling)
      .sort((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1))
    const rules = broken.filter(({ failureMode }) => failureMode === mode.id)
    const overlap = weigh(shared, rarity) / Math.max(1, weigh(words, rarity))
    return {
      ...shownOf(mode, base.rules),
      score: rounded(signWeight * signs.length + overlap + brokenWeight * Math.min(1, rules.length)),
      reasons: [
        ...rules.map(({ rule, message }) => ({ rule, message })),
        ...signs.filter((sign, i) => signs.findIndex((other) => other.in === sign.in) === i),
        ...(shared.length === 0 ? [] : [{ words: shared.slice(0, 8) }]),
      ],
    }
  })
  return suspects
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.failureMode < b.failureMode ? -1 : 1))
}

function shownOf(mode: FailureMode, rules: readonly Rule[]) {
  const { id, title, family, rootCause, remedies = [], undetected, place } = mode
  return {
    failureMode: id,
    title,
    ...(family === undefined ? {} : { family }),
    rootCause,
    remedies,
    detectedBy: rules.filter(({ failureMode }) => failureMode === id).map((rule) => rule.id),
    ...(undetected === undefined ? {} : { undetected }),
    page: place.page,
    line: place.line,
  }
}

function modeWords({ title, symptoms, rootCause }: FailureMode): ReadonlySet<string> {
  return wordsOf([title, ...symptoms, rootCause].join('\n'))
}

/** Each sign that matches, with the first line that it matches. */
function signsIn({ signs = [] }: FailureMode, lines: readonly string[]) {
  return signs.flatMap((sign) => {
    const pattern = compilePattern(sign)
    const line = lines.find((each) => pattern.test(each))
    return line === undefined ? [] : [{ sign, in: line.trim().slice(0, 160) }]
  })
}

/** How much a word tells: the logarithm of the number of texts of the base over the number of those that have it. */
function rarities(texts: readonly ReadonlySet<string>[]): (word: string) => number {
  const count = new Map<string, number>()
  for (const words of texts) for (const word of words) count.set(word, (count.get(word) ?? 0) + 1)
  return (word) => Math.log((texts.length + 1) / (count.get(word) ?? texts.length + 1))
}

function weigh(words: Iterable<string>, rarity: (word: string) => number): number {
  let sum = 0
  for (const word of words) sum += rarity(word)
  return sum
}

const rounded = (score: number): number => Math.round(score * 1000) / 1000
