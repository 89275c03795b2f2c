// What a tool of the server is, whatever it does.
import type { Document } from '../check/check.js'
import type { Base, Example } from '../knowledge/base.js'

/** JSON Schema of an object, as far as the tools use it. */
export interface ObjectSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, PropertySchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly anyOf?: readonly { readonly required: readonly string[] }[]
  readonly [key: string]: unknown
}

export interface PropertySchema {
  readonly type?: JsonType | readonly JsonType[]
  readonly enum?: readonly string[]
  readonly items?: PropertySchema
  readonly properties?: Readonly<Record<string, PropertySchema>>
  readonly description?: string
}

export type JsonType = 'string' | 'boolean' | 'integer' | 'object' | 'array'

export type Data = Readonly<Record<string, unknown>>

/** What the tools work with. The edge supplies all of it: nothing here opens a file. */
export interface Workshop {
  readonly base: Base
  readonly examples: readonly Example[]
  /** Reads a file below the folder that was opened to the server; absent where none was. @throws UsageError outside of it */
  readonly readFile?: (path: string) => Document
}

/** What a tool answers: data that its output schema describes, and the same for who pays by the token. */
export interface Answer {
  readonly data: Data
  readonly text: string
}

export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: ObjectSchema
  /** What it answers when all went well. */
  readonly output: ObjectSchema
  /** @throws UsageError or Refusal for what the caller can put right */
  call(given: Data, workshop: Workshop): Promise<Answer>
}
