// From a symptom, an excerpt of a log or a plan to the failure modes that it may be, with the reasons for each.
import type { FailureMode, Rule } from '../knowledge/base.js'
import { compilePattern } from '../knowledge/pattern.js'
import { type Line, linesOf } from './lines.js'
import { wordsOf } from './words.js'

/** A failure mode that fits, and why. */
export interface Suspect {
  readonly failureMode: string
  readonly title: string
  readonly family?: string
  readonly symptoms: readonly string[]
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

/**
 * That the report names the mode by its id; a rule that the plan breaks; a line of the report that a sign of the mode matches; words that both have; another suspect
 * whose message is often an echo of this one.
 */
export type Reason =
  | { readonly named: string }
  | { readonly rule: string; readonly message: string }
  | { readonly sign: string; readonly in: string; readonly line: number }
  | { readonly words: readonly string[] }
  | { readonly hiddenBy: string }

/** A rule that a plan breaks, as its verdict has it. */
export interface Broken {
  readonly rule: string
  readonly failureMode?: string
  readonly message: string
  /** `error` where it is not given. */
  readonly severity?: 'error' | 'warning' | 'info'
}

// A broken rule is a proof that the failure is possible, a sign a pattern that an author wrote for the very text. Shared words
// are a hint: all of them together weigh less than a sign.
const brokenWeight = { error: 8, warning: 4, info: 1 }
const wordsWeight = 3
const namedWeight = 8

/** What an echo keeps of its score beside what it hides; and what is hidden gets the square of it of its echo's score. */
const echo = 0.5

/** What fits less than this share of the best is left out. */
const worthNaming = 0.1

const mostWords = 8
const mostCharacters = 160

/** A word that one text in six of the base has tells nothing. */
const telling = Math.log(6)

interface Evidence {
  readonly mode: FailureMode
  readonly signs: readonly Sign[]
  readonly broken: readonly Broken[]
  readonly named: boolean
  readonly words: readonly string[]
  readonly score: number
  /** Title of the best suspect, where its message often hides this mode. */
  readonly hiddenBy?: string
}

interface Sign {
  readonly sign: string
  readonly line: Line
  readonly points: number
}

/** The failure modes that a report or the broken rules of a plan point to, the best first. */
export function diagnose(
  report: string,
  base: { readonly failureModes: readonly FailureMode[]; readonly rules: readonly Rule[] },
  broken: readonly Broken[] = [],
): readonly Suspect[] {
  const lines = linesOf(report)
  const compare = comparison(lines, base)
  const found = base.failureModes.map((mode): Evidence => {
    const signs = signsIn(mode, lines)
    const rules = broken.filter(({ failureMode }) => failureMode === mode.id)
    const { words, likeness } = compare(mode)
    const proof = Math.max(0, ...rules.map(({ severity = 'error' }) => brokenWeight[severity]))
    const named = names(report, mode.id)
    const score = (named ? namedWeight : 0) + proof + pointsOf(signs) + wordsWeight * likeness
    return { mode, signs, broken: rules, named, words, score }
  })
  const ranked = found.map((one) => ({ ...one, score: one.score * echoOf(one, found) })).sort(better)
  const most = ranked[0]?.score ?? 0
  return withHidden(ranked)
    .filter(({ score }) => score > 0 && score >= most * worthNaming)
    .sort(better)
    .map((one) => suspectOf(one, base.rules))
}

const better = (a: Evidence, b: Evidence): number => b.score - a.score || (a.mode.id < b.mode.id ? -1 : 1)

/** Whether a report names an id, as a verdict does; an id of a single word may be that word and no more. */
function names(report: string, id: string): boolean {
  return /[-/]/.test(id) && report.split(/[^\w/-]+/).includes(id)
}

/** Each further sign, the most specific first, tells half of what the one before it told: several often match the same words. */
function pointsOf(signs: readonly Sign[]): number {
  return signs.reduce((sum, { points }, i) => sum + points / 2 ** i, 0)
}

/** Where what a mode hides shows by a rule or by a line of its own, the mode is likely its echo and counts less. */
function echoOf({ mode, signs }: Evidence, all: readonly Evidence[]): number {
  const own = new Set(signs.map(({ line }) => line))
  const shows = all.some(
    (other) =>
      hides(mode, other.mode) &&
      !hides(other.mode, mode) &&
      (other.broken.length > 0 || other.signs.some(({ line }) => line.weight === 1 && !own.has(line))),
  )
  return shows ? echo : 1
}

function hides(mode: FailureMode, other: FailureMode): boolean {
  return mode !== other && (mode.hides ?? []).some((id) => id === other.id || id === '*')
}

/** What the message of the best suspect often hides is looked at too, the likelier the higher, behind it. */
function withHidden(ranked: readonly Evidence[]): readonly Evidence[] {
  const best = ranked[0]
  if (best === undefined || best.signs.length === 0) return ranked
  return ranked.map((one) => {
    const place = best.mode.hides?.indexOf(one.mode.id) ?? -1
    if (place < 0) return one
    return { ...one, score: Math.max(one.score, best.score * echo ** (place + 2)), hiddenBy: best.mode.title }
  })
}

function suspectOf(
  { mode, signs, broken, named, words, hiddenBy, score }: Evidence,
  rules: readonly Rule[],
): Suspect {
  const { id, title, family, symptoms, rootCause, remedies = [], undetected, place } = mode
  const quoted = signs
    .filter(({ line }, i) => signs.findIndex((other) => other.line === line) === i)
    .sort((a, b) => a.line.number - b.line.number)
  return {
    failureMode: id,
    title,
    ...(family === undefined ? {} : { family }),
    symptoms,
    rootCause,
    remedies,
    detectedBy: rules.filter(({ failureMode }) => failureMode === id).map((rule) => rule.id),
    ...(undetected === undefined ? {} : { undetected }),
    page: place.page,
    line: place.line,
    score: Math.round(score * 1000) / 1000,
    reasons: [
      ...(named ? [{ named: id }] : []),
      ...broken.map(({ rule, message }) => ({ rule, message })),
      ...quoted.map(({ sign, line }) => ({ sign, in: excerpt(line.text, sign), line: line.number })),
      ...(words.length === 0 ? [] : [{ words }]),
      ...(hiddenBy === undefined ? [] : [{ hiddenBy }]),
    ],
  }
}

/** The signs that match, the most specific first, each with the line that tells most of those that it matches. */
function signsIn({ signs = [] }: FailureMode, lines: readonly Line[]): readonly Sign[] {
  const found = signs.flatMap((sign): Sign[] => {
    const pattern = compilePattern(sign)
    let best: Line | undefined
    for (const line of lines) if (line.weight > (best?.weight ?? 0) && pattern.test(line.text)) best = line
    return best === undefined
      ? []
      : [{ sign, line: best, points: best.weight * Math.log2(1 + pattern.least) }]
  })
  return found.sort((a, b) => b.points - a.points)
}

/** Compares the words of a report with those of a mode: what both have, and how like they are, from 0 to 1. */
function comparison(
  lines: readonly Line[],
  base: { readonly failureModes: readonly FailureMode[]; readonly rules: readonly Rule[] },
): (mode: FailureMode) => { readonly words: readonly string[]; readonly likeness: number } {
  const texts = new Map(base.failureModes.map((mode) => [mode, wordsOf(textOf(mode))]))
  const rarity = rarities([...texts.values(), ...base.rules.map(({ reason }) => wordsOf(reason))])
  const said = wordsOf(
    lines
      .filter(({ weight }) => weight === 1)
      .map(({ text }) => text)
      .join('\n'),
  )
  const known = [...said].filter((word) => Number.isFinite(rarity(word)))
  const whole = weigh(known, rarity)
  return (mode) => {
    const own = texts.get(mode)!
    const shared = known.filter((word) => own.has(word) && rarity(word) >= telling)
    const both = weigh(shared, rarity)
    shared.sort((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1))
    return {
      words: shared.slice(0, mostWords),
      likeness: both === 0 ? 0 : both / Math.sqrt(whole * weigh(own, rarity)),
    }
  }
}

function textOf({ title, symptoms, rootCause }: FailureMode): string {
  return [title, ...symptoms, rootCause].join('\n')
}

/**
 * How much a word tells: the logarithm of the number of texts of the base over the number of those that have it; of a word
 * that none has, nothing is known.
 */
function rarities(texts: readonly ReadonlySet<string>[]): (word: string) => number {
  const count = new Map<string, number>()
  for (const words of texts) for (const word of words) count.set(word, (count.get(word) ?? 0) + 1)
  return (word) => Math.log((texts.length + 1) / (count.get(word) ?? 0))
}

function weigh(words: Iterable<string>, rarity: (word: string) => number): number {
  let sum = 0
  for (const word of words) sum += rarity(word)
  return sum
}

/** The line, or as much of it as fits around what the sign matches. */
function excerpt(line: string, sign: string): string {
  const text = line.trim()
  if (text.length <= mostCharacters) return text
  const [match = ''] = compilePattern(sign).exec(text) ?? []
  const start = Math.max(0, Math.min(text.indexOf(match) - 20, text.length - mostCharacters))
  const cut = text.slice(start, start + mostCharacters).trim()
  return `${start > 0 ? '…' : ''}${cut}${start + mostCharacters < text.length ? '…' : ''}`
}
