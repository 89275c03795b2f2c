// A call that cannot be answered, with what the caller can do about it.
import { BaseError } from '../knowledge/load.js'
import { UsageError } from '../usage-error.js'
import type { Data, PropertySchema } from './tool.js'

/** A refusal that carries data besides its message and hint. */
export class Refusal extends UsageError {
  readonly data: Data

  constructor(message: string, hint: string, data: Data = {}) {
    super(message, hint)
    this.data = data
  }
}

/** What a refused call answers. */
export interface Refused extends Data {
  readonly error: string
  readonly hint: string
}

/** The answer to an error; undefined for one that is no fault of the caller. */
export function refusedFor(error: unknown): Refused | undefined {
  if (error instanceof Refusal) return { error: error.message, hint: error.hint!, ...error.data }
  if (error instanceof UsageError)
    return { error: error.message, hint: error.hint ?? 'Put the argument right and call again.' }
  if (error instanceof BaseError)
    return {
      error: 'The knowledge base cannot be read.',
      hint: 'Run `kb compile` and start the server again.',
    }
  return undefined
}

/** Properties that every answer may have instead of its own. */
export const refusalProperties: Readonly<Record<string, PropertySchema>> = {
  error: { type: 'string', description: 'What was wrong with the call; only in an answer that is an error.' },
  hint: { type: 'string', description: 'What to do about it.' },
  problems: {
    type: 'array',
    description: 'Where a document breaks its grammar or schema.',
    items: {
      type: 'object',
      properties: {
        line: { type: 'integer', description: 'From 1; 0 where there is no text.' },
        column: { type: 'integer' },
        category: { type: 'string' },
        read: { type: 'string' },
        expected: { type: 'string' },
        repair: { type: 'string' },
      },
    },
  },
}
