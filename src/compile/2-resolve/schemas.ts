// The grammar of the law: the JSON Schemas of the blocks, as validators.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { type BlockKind, blockKinds } from '../1-read/page.js'

export type Schemas = Readonly<Record<BlockKind | 'page', ValidateFunction>>

/** Reads and compiles `<kind>.schema.json` of the grammar folder for every kind of block, and for frontmatter. */
export async function loadSchemas(rules: string): Promise<Schemas> {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    verbose: true,
  })
  const entries = await Promise.all(
    [...blockKinds, 'page' as const].map(async (kind) => {
      const schema = JSON.parse(await readFile(join(rules, `${kind}.schema.json`), 'utf8')) as object
      return [kind, ajv.compile(schema)] as const
    }),
  )
  return Object.fromEntries(entries) as Schemas
}

/**
 * The errors that help an author: of alternatives only those of the branch that the author seems to have meant, and none
 * that only repeat that an inner error exists.
 */
export function tellingErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const isWrapper = ({ keyword }: ErrorObject) => keyword === 'if' || keyword === 'anyOf'
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf')
  return errors.filter((error) => {
    const choice = alternatives.find(({ schemaPath }) => error.schemaPath.startsWith(`${schemaPath}/`))
    if (choice === undefined && error.schemaPath.startsWith('#/definitions/')) return !isWrapper(error)
    if (choice === undefined) return !isWrapper(error) || error.keyword === 'anyOf'
    return false
  })
}
