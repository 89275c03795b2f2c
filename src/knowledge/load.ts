// The compiled base from its files. They are our own, so they are not checked again beyond their version: this runs
// before every verdict.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Base, Example, Formula, Rule, Selector, Table, Word } from './base.js'
import { BaseError } from './base-error.js'
import { ItemList, type ListHeads } from './item-list.js'

export { BaseError } from './base-error.js'

/** Version of the form of the generated files; a base compiled by another version is refused. */
export const formatVersion = 3

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
  const heads = read(folder, 'heads.json') as Readonly<Record<string, ListHeads>>
  const list = <Item extends object>(file: string) => {
    const path = join(folder, file)
    return new ItemList<Item>(heads[file]!, readBytes(path), path)
  }
  const selectors = lazily(() => list<Selector>('selectors.json').items())
  const patterns = later('patterns.json', 'patterns')
  const [estimates, fixes] = [later('estimates.json', 'estimates'), later('fixes.json', 'fixes')]
  const failureModes = later('failure-modes.json', 'failureModes')
  const sources = later('sources.json', 'sources')
  return {
    digest,
    strata,
    words: list<Word>('vocabulary.json').items(),
    tables: list<Table>('facts.json').items(),
    formulas: list<Formula>('formulas.json').items(),
    rules: list<Rule>('rulings.json').complete(list<Rule>('rules.json').items()),
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
  const text = readBytes(file).toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw new BaseError(`${file} cannot be read: run kb compile`)
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new BaseError(`${file} ${missing ? 'is missing' : 'cannot be read'}: run kb compile`)
  }
}
