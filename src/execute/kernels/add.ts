import { NotExecutable } from '../not-executable.js'
import { summed } from '../value.js'
import type { Kernel } from './kernel.js'

/** The sum of two tensors, cell by cell. */
export const add: Kernel = {
  on: 'device',
  run({ run, inputs }) {
    if (inputs.length !== 2) throw new NotExecutable(`an addition reads two tensors, not ${inputs.length}`)
    return [summed(run.algebra, inputs)]
  },
}
