// The compiled base from its files. They are our own, so they are not checked again beyond their version: this runs
// before every verdict.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Base, Example } from './base.js'

/** Version of the form of the generated files; a base compiled by another version is refused. */
export const formatVersion = 1

/** The base cannot be used as it is; the message says what to do. */
export class BaseError extends Error {
  override readonly name = 'BaseError'
}

/** Loads the base that `kb compile` wrote to a folder. @throws BaseError when it is missing, damaged or of another version. */
export function loadBase(folder: string): Base {
  const index = read(folder, 'index.json') as Pick<Base, 'digest' | 'strata' | 'changes'> & {
    version: number
  }
  if (index.version !== formatVersion) {
    throw new BaseError(`${folder} was compiled by another version of Shardwright: run kb compile`)
  }
  const { digest, strata, changes } = index
  const { words } = read(folder, 'vocabulary.json') as Pick<Base, 'words'>
  const { tables } = read(folder, 'facts.json') as Pick<Base, 'tables'>
  const { formulas } = read(folder, 'formulas.json') as Pick<Base, 'formulas'>
  const { estimates } = read(folder, 'estimates.json') as Pick<Base, 'estimates'>
  const { selectors } = read(folder, 'selectors.json') as Pick<Base, 'selectors'>
  const { patterns } = read(folder, 'patterns.json') as Pick<Base, 'patterns'>
  const { rules } = read(folder, 'rules.json') as Pick<Base, 'rules'>
  const { fixes } = read(folder, 'fixes.json') as Pick<Base, 'fixes'>
  const { failureModes } = read(folder, 'failure-modes.json') as Pick<Base, 'failureModes'>
  const { sources } = read(folder, 'sources.json') as Pick<Base, 'sources'>
  const parts = {
    words,
    tables,
    formulas,
    estimates,
    selectors,
    patterns,
    rules,
    fixes,
    failureModes,
    sources,
  }
  return { digest, strata, ...parts, ...(changes && { changes }) }
}

/** The examples of the base, which judging does not need. @throws BaseError like `loadBase`. */
export function loadExamples(folder: string): readonly Example[] {
  return (read(folder, 'examples.json') as { examples: readonly Example[] }).examples
}

function read(folder: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'))
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const reason = missing ? 'is missing' : 'cannot be read'
    throw new BaseError(`${join(folder, name)} ${reason}: run kb compile`)
  }
}
