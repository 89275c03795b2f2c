// Words of a strategy or workload as they are given on one line: `tpa=4,pp=2,decode.tpa=2`.
import type { SectionValue } from '../candidate/candidate.js'
import type { Base, Word } from '../knowledge/base.js'
import { nearest } from '../knowledge/near.js'
import { UsageError } from '../usage-error.js'

/** Values by word, of every phase and of one alone. */
export interface GivenStrategy {
  readonly all: Readonly<Record<string, SectionValue>>
  readonly phases: Readonly<Record<string, Readonly<Record<string, SectionValue>>>>
}

/**
 * Reads `word=value` pairs of scope phase. A word behind the name of a phase and a dot is said of that phase alone.
 * @throws UsageError for words and values that the base does not have
 */
export function readStrategy(text: string, base: Base, phases: readonly string[]): GivenStrategy {
  const words = new Map(base.words.filter(({ scope }) => scope === 'phase').map((word) => [word.name, word]))
  const all: Record<string, SectionValue> = {}
  const own: Record<string, Record<string, SectionValue>> = {}
  for (const { name, value, pair } of pairsOf(text, '--strategy')) {
    const dot = name.indexOf('.')
    const phase = dot < 0 ? undefined : name.slice(0, dot)
    if (phase !== undefined && !phases.includes(phase))
      throw new UsageError(
        `\`${pair}\` speaks of \`${phase}\`, which is no phase.`,
        `Phases: ${phases.join(', ')}.`,
      )
    const word = wordOf(name.slice(dot + 1), words, pair)
    const stated = { [word.name]: readValue(word, value, pair) }
    if (phase === undefined) Object.assign(all, stated)
    else own[phase] = { ...own[phase], ...stated }
  }
  return { all, phases: own }
}

/** Reads `word=value` pairs of the workload. @throws UsageError for words and values that the base does not have */
export function readWorkload(text: string, base: Base): Readonly<Record<string, SectionValue>> {
  const prefix = 'workload.'
  const words = new Map(
    base.words.flatMap((word) =>
      word.scope === 'plan' && word.name.startsWith(prefix) && word.origin === 'given'
        ? [[word.name.slice(prefix.length), word] as const]
        : [],
    ),
  )
  return Object.fromEntries(
    pairsOf(text, '--workload').map(({ name, value, pair }) => [
      name,
      readValue(wordOf(name, words, pair), value, pair),
    ]),
  )
}

interface Pair {
  readonly name: string
  readonly value: string
  readonly pair: string
}

function pairsOf(text: string, option: string): Pair[] {
  const pairs = text.split(',').flatMap((piece) => (piece.trim() === '' ? [] : [piece.trim()]))
  return pairs.map((pair) => {
    const [, name, value] = /^([\w.]+)\s*=\s*(\S.*)$/.exec(pair) ?? []
    if (name === undefined || value === undefined)
      throw new UsageError(`\`${option}\` holds \`${pair}\`.`, 'Write pairs: `tpa=4,pp=2`.')
    return { name, value, pair }
  })
}

function wordOf(name: string, words: ReadonlyMap<string, Word>, pair: string): Word {
  const word = words.get(name)
  if (word !== undefined) return word
  const near = nearest(name, words.keys())
  throw new UsageError(
    `\`${pair}\`: there is no word \`${name}\`.`,
    near === undefined ? '`kb facts` lists the words.' : `Did you mean \`${near}\`?`,
  )
}

/** Items of a list are joined by `+`, as commas stand between pairs. */
function readValue(word: Word, text: string, pair: string): SectionValue {
  const fail = (expected: string): never => {
    throw new UsageError(`\`${pair}\`: ${word.name} is ${expected}.`, `Write \`${word.name}=…\`.`)
  }
  if (word.type === 'list') return text.split('+').map((item) => (/^\d+$/.test(item) ? Number(item) : item))
  if (word.type === 'truth') return text === 'true' ? true : text === 'false' ? false : fail('true or false')
  if (word.type === 'text') {
    if (word.values !== undefined && !word.values.includes(text)) fail(`one of ${word.values.join(', ')}`)
    return text
  }
  const value = Number(text)
  const least = word.minimum ?? Number.NEGATIVE_INFINITY
  if (!Number.isFinite(value) || value < least || (word.type === 'integer' && !Number.isSafeInteger(value)))
    fail(
      `${word.type === 'integer' ? 'an integer' : 'a number'}${word.minimum === undefined ? '' : `, at least ${least}`}`,
    )
  return value
}
