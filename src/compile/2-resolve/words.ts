// The vocabulary: every word that a rule can use, declared once.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Scope, Word } from '../../knowledge/base.js'
import { parseUnit } from '../../knowledge/units.js'
import { type Data, readData } from '../1-read/data.js'
import { mapperOf } from '../1-read/position.js'
import { unsafeNames } from '../1-read/refuse.js'
import { type Diagnostic, Diagnostics, type Span, type Text } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import { Memo } from '../memo.js'
import type { Declaration, Found, WordDeclaration } from './blocks.js'
import { Registry } from './registry.js'

/** Words by scope and name. */
export class Vocabulary {
  private readonly scopes = new Map<string, Registry<Word>>()
  private readonly diagnostics: Diagnostics

  constructor(diagnostics: Diagnostics) {
    this.diagnostics = diagnostics
  }

  declare(word: Word, text: Text, span: Span): boolean {
    if (unsafeNames.has(word.name)) {
      this.diagnostics.report('word/reserved', text, span, { name: word.name })
      return false
    }
    let scope = this.scopes.get(word.scope)
    if (scope === undefined) {
      scope = new Registry(`The word of scope ${word.scope}`, this.diagnostics)
      this.scopes.set(word.scope, scope)
    }
    return scope.declare(word.name, word, text, span)
  }

  get(scope: Scope, name: string): Word | undefined {
    return this.scopes.get(scope)?.get(name)
  }

  names(scope: Scope): string[] {
    return this.scopes.get(scope)?.names() ?? []
  }

  /** All words, by scope and name. */
  words(): Word[] {
    const all = [...this.scopes.values()].flatMap((scope) => scope.values())
    const named = all.map((word) => [`${word.scope} ${word.name}`, word] as const)
    return named.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, word]) => word)
  }
}

/** Reads `vocabulary.yaml` of the grammar folder: what `src/observe` measures. Its words belong to the lowest stratum. */
export async function observedWords(
  rules: string,
  stratum: string,
  vocabulary: Vocabulary,
  diagnostics: Diagnostics,
  memory = new Memo<Observed>(),
): Promise<string> {
  const content = (await readFile(join(rules, 'vocabulary.yaml'), 'utf8')).replace(/\r\n?/g, '\n')
  const {
    text,
    words,
    diagnostics: found,
  } = memory.recall(JSON.stringify([stratum, content]), () => readObserved(content, stratum))
  for (const each of found) diagnostics.add(each)
  for (const { word, span } of words) vocabulary.declare(word, text, span)
  return content
}

/** The words of the grammar folder, and what was found wrong with them. */
export interface Observed {
  readonly text: Text
  readonly words: readonly PlacedWord[]
  readonly diagnostics: readonly Diagnostic[]
}

function readObserved(content: string, stratum: string): Observed {
  const diagnostics = new Diagnostics()
  const text: Text = { name: 'rules/vocabulary.yaml', lines: content.split('\n') }
  const data = readData(content, text, mapperOf(content, text.lines, 1), diagnostics)
  const scopes = (data?.value ?? {}) as Record<Scope, Record<string, WordDeclaration>>
  const words = (Object.entries(scopes) as [Scope, Record<string, WordDeclaration>][]).flatMap(
    ([scope, declared]) =>
      Object.entries(declared).map(([name, declaration]) => ({
        word: wordOf(scope, name, declaration, 'observed', stratum),
        span: data!.whereKey([scope, name]),
      })),
  )
  return { text, words, diagnostics: diagnostics.sorted() }
}

/** A word and where its name stands. */
export interface PlacedWord {
  readonly word: Word
  readonly span: Span
}

/** The words of a `words` block; those of a document section carry its name: `model.layers`. */
export function wordsOf({ value, data, page }: Found<'words'>, diagnostics: Diagnostics): PlacedWord[] {
  return Object.entries(value.words).map(([key, declaration]) => {
    const name = value.section === undefined ? key : `${value.section}.${key}`
    const span = data.whereKey(['words', key])
    const origin = declaration.origin ?? 'given'
    const place = { page: page.text.name, line: span.line }
    checkUnit(declaration, data, ['words', key, 'unit'], diagnostics)
    return { word: { ...wordOf(value.scope, name, declaration, origin, page.stratum), place }, span }
  })
}

/** Reports names in the options of words that are no words; they may be declared after the word that names them. */
export function checkNamed(found: Found<'words'>, vocabulary: Vocabulary, diagnostics: Diagnostics): void {
  const { scope, words } = found.value
  for (const [key, { preconditions = [], meantBy }] of Object.entries(words)) {
    const meanings: Readonly<Record<string, string>> = { ...meantBy }
    const named = [
      ...preconditions.map((name, index) => ({ name, path: ['preconditions', index] })),
      ...Object.entries(meanings).map(([option, name]) => ({ name, path: ['meantBy', option] })),
    ]
    for (const { name, path } of named) {
      if (vocabulary.get(scope, name)) continue
      const span = found.data.where(['words', key, ...path])
      const hint = nearestHint(name, vocabulary.names(scope))
      diagnostics.report('word/unknown', found.page.text, span, { scope, name }, { hint })
    }
  }
}

export function checkUnit(
  declaration: Declaration,
  data: Data,
  path: readonly (string | number)[],
  diagnostics: Diagnostics,
): void {
  const parsed = parseUnit(declaration.unit ?? '1')
  if (!('problem' in parsed)) return
  const { offset, message } = parsed.problem
  const span = data.whereIn(path, offset, declaration.unit!.length)
  diagnostics.report('unit/unknown', data.text, span, { reason: message })
}

function wordOf(
  scope: Scope,
  name: string,
  declaration: WordDeclaration,
  origin: Word['origin'],
  stratum: string,
): Word {
  const { type, unit, values, minimum, maximum, from, preconditions, description } = declaration
  return {
    scope,
    name,
    type,
    unit: unit ?? '1',
    ...(values === undefined ? {} : { values }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(declaration.default === undefined ? {} : { default: declaration.default }),
    ...(declaration.counts === undefined ? {} : { counts: declaration.counts }),
    ...(from === undefined ? {} : { from }),
    ...(declaration.meantBy === undefined ? {} : { meantBy: declaration.meantBy }),
    origin,
    stratum,
    preconditions: preconditions ?? [],
    description,
  }
}
