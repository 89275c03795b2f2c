import { NotExecutable } from '../not-executable.js'
import { shapeText } from '../value.js'
import type { Kernel } from './kernel.js'

/** Gives what it reads: what is sent arrives as it was. */
export const pass: Kernel = { on: 'device', run: ({ inputs }) => inputs }

/** What leaves beside tokens. */
export const give: Kernel = { on: 'device', run: () => [] }

/** Ends a phase: the tokens that it reads go on with the sequences. */
export const leave: Kernel = {
  on: 'device',
  run({ inputs: [tokens] }) {
    if (tokens !== undefined && tokens.axes.length !== 1)
      throw new NotExecutable(`what leaves are tokens of rows, not ${shapeText(tokens)}`)
    return []
  },
}
