import type { Given, Option } from './command.js'

export const baseOption: Option = {
  type: 'string',
  value: 'DIR',
  description: 'Another compiled knowledge base: a folder that `kb compile` wrote.',
}

/** The base that was asked for, as the library takes it: nothing means the one of the package. */
export function baseOptions(given: Given): { base?: string } {
  const base = given.one('base')
  return base === undefined ? {} : { base }
}
