// The compiled base that a command works with: the one of the package, or the folder given with `--base`.
import type { Base } from '../knowledge/base.js'
import { loadBase } from '../knowledge/load.js'
import { packagePath } from '../project.js'
import type { Given, Option } from './command.js'

export const baseOption: Option = {
  type: 'string',
  value: 'DIR',
  description: 'Another compiled knowledge base: a folder that `kb compile` wrote.',
}

export function givenBase(given: Given): Promise<Base> {
  return loadBase(given.one('base') ?? packagePath('generated'))
}
