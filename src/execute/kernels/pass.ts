import type { Kernel } from './kernel.js'

/** Gives what it reads: what is sent arrives as it was. */
export const pass: Kernel = { on: 'device', run: ({ inputs }) => inputs }

/** Ends a phase: what it reads goes on with the sequences. */
export const leave: Kernel = { on: 'device', run: () => [] }
