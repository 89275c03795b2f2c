// The compiled base that a command works with: the one of the package, or the folder given with `--base`.
import type { Base, Example } from '../knowledge/base.js'
import { BaseError, loadBase, loadExamples } from '../knowledge/load.js'
import { packagePath } from '../project.js'
import type { Given, Option } from './command.js'
import { UsageError } from './usage-error.js'

export const baseOption: Option = {
  type: 'string',
  value: 'DIR',
  description: 'Another compiled knowledge base: a folder that `kb compile` wrote.',
}

export async function givenBase(given: Given): Promise<Base> {
  return loading(given, loadBase)
}

export async function givenExamples(given: Given): Promise<readonly Example[]> {
  return loading(given, loadExamples)
}

function loading<Loaded>(given: Given, load: (folder: string) => Loaded): Loaded {
  const folder = given.one('base')
  try {
    return load(folder ?? packagePath('generated'))
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    const called = folder === undefined ? 'The knowledge base of the package' : `\`${folder}\``
    throw new UsageError(
      `${called} is no compiled knowledge base of this version.`,
      'Run `kb compile` first.',
    )
  }
}
