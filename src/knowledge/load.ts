// The compiled base from its files. They are our own, so they are not checked again beyond their version: this runs
// before every verdict.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Base, Example } from './base.js'
import { BaseError } from './base-error.js'
import { type Applying, joinRules } from './load-rules.js'

export { BaseError } from './base-error.js'

/** Version of the form of the generated files; a base compiled by another version is refused. */
export const formatVersion = 2

/** Loads the base that `kb compile` wrote to a folder. @throws BaseError when it is missing, damaged or of another version. */
export function loadBase(folder: string): Base {
  const index = read(folder, 'index.json') as Pick<Base, 'digest' | 'strata' | 'changes'> & {
    version: number
  }
  if (index.version !== formatVersion) {
    throw new BaseError(`${folder} was compiled by another version of Shardwright: run kb compile`)
  }
  const { digest, strata, changes } = index
  const part = <Name extends keyof Base>(file: string, name: Name): Base[Name] =>
    (read(folder, file) as Pick<Base, Name>)[name]
  const later = <Name extends keyof Base>(file: string, name: Name) => lazily(() => part(file, name))
  const [selectors, patterns] = [later('selectors.json', 'selectors'), later('patterns.json', 'patterns')]
  const [estimates, fixes] = [later('estimates.json', 'estimates'), later('fixes.json', 'fixes')]
  const failureModes = later('failure-modes.json', 'failureModes')
  const sources = later('sources.json', 'sources')
  const rulings = join(folder, 'rulings.json')
  return {
    digest,
    strata,
    words: part('vocabulary.json', 'words'),
    tables: part('facts.json', 'tables'),
    formulas: part('formulas.json', 'formulas'),
    rules: joinRules(part('rules.json', 'rules') as readonly Applying[], readText(rulings), rulings),
    // What not every verdict needs is read when it is asked for.
    get selectors() {
      return selectors()
    },
    get patterns() {
      return patterns()
    },
    get estimates() {
      return estimates()
    },
    get fixes() {
      return fixes()
    },
    get failureModes() {
      return failureModes()
    },
    get sources() {
      return sources()
    },
    ...(changes && { changes }),
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The examples of the base, which judging does not need. @throws BaseError like `loadBase`. */
export function loadExamples(folder: string): readonly Example[] {
  return (read(folder, 'examples.json') as { examples: readonly Example[] }).examples
}

function read(folder: string, name: string): unknown {
  const file = join(folder, name)
  const text = readText(file)
  try {
    return JSON.parse(text)
  } catch {
    throw new BaseError(`${file} cannot be read: run kb compile`)
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new BaseError(`${file} ${missing ? 'is missing' : 'cannot be read'}: run kb compile`)
  }
}
