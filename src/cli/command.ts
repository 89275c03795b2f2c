// What a command declares of itself; `arguments.ts` reads its options, `help.ts` prints it.
import type { ExitCode } from './exit.js'

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  /** The closed set of values, where there is one. */
  readonly values?: readonly string[]
  /** What the help calls the value: `FILE`. */
  readonly value?: string
  readonly description: string
}

/** Option values by name. Absent options are absent; `multiple` options give every value in order. */
export interface Given {
  readonly positionals: readonly string[]
  flag(name: string): boolean
  one(name: string): string | undefined
  all(name: string): readonly string[]
}

export interface Command {
  readonly summary: string
  /** What follows the name in the usage line. */
  readonly usage: string
  readonly options: Readonly<Record<string, Option>>
  /** The least and the most positional arguments. */
  readonly positionals: readonly [least: number, most: number]
  /** Lines of an invitation: a call and what it does. */
  readonly examples: readonly (readonly [call: string, does: string])[]
  run(given: Given): Promise<ExitCode>
}
