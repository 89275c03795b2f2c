// The grammar of the law: the JSON Schemas of the blocks, as validators.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { type BlockKind, blockKinds } from '../1-read/page.js'
import { Memo } from '../memo.js'

export type Schemas = Readonly<Record<BlockKind | 'page' | 'config', ValidateFunction>>

/** Reads `<kind>.schema.json` of the grammar folder for every kind of block, for frontmatter and for `kb.config.json`, as validators. */
export async function loadSchemas(
  rules: string,
  memo = new Memo<Schemas>(),
): Promise<{ readonly schemas: Schemas; readonly content: string }> {
  const kinds = [...blockKinds, 'page' as const, 'config' as const]
  const texts = await Promise.all(kinds.map((kind) => readFile(join(rules, `${kind}.schema.json`), 'utf8')))
  const content = JSON.stringify(texts)
  return { schemas: memo.recall(content, () => compileSchemas(kinds, texts)), content }
}

function compileSchemas(kinds: readonly (keyof Schemas)[], texts: readonly string[]): Schemas {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    verbose: true,
  })
  const entries = kinds.map((kind, i) => [kind, ajv.compile(JSON.parse(texts[i]!) as object)])
  return Object.fromEntries(entries) as Schemas
}

/**
 * The errors that help an author: of alternatives those of the branch whose kind of value was written, and none that only
 * repeats that an inner error exists.
 */
export function tellingErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = new Set(
    errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath),
  )
  const isOtherKind = ({ keyword, instancePath }: ErrorObject) =>
    keyword === 'type' && choices.has(instancePath)
  const telling = errors.filter((error) => !wrappers.has(error.keyword) && !isOtherKind(error))
  const unexplained = errors.filter(
    ({ keyword, instancePath }) =>
      keyword === 'anyOf' &&
      !telling.some((inner) => `${inner.instancePath}/`.startsWith(`${instancePath}/`)),
  )
  return [...telling, ...unexplained]
}

/** Keywords whose errors stand for others that are reported as well. */
const wrappers: ReadonlySet<string> = new Set(['if', 'anyOf', 'propertyNames'])
