// The configuration of a model that comes beside a document: a `config.json` as it is published.
import type { ModelConfig, SyntaxProblem } from '../candidate.js'
import { isObject } from '../plan/fields.js'
import { jsonProblem, sha256 } from '../plan/index.js'
import { withoutEndless } from '../plan/json-numbers.js'

const expected = 'the config.json of a model (a JSON object)'

/**
 * Reads the bytes or text of a model's configuration, and others that lie beside it and become members by their names. Published
 * files hold `NaN` and `Infinity`, which say nothing here.
 * @param from what the verdict calls the file
 */
export function readModelConfig(
  content: string | Uint8Array,
  from: string,
  beside: Readonly<Record<string, { readonly content: string | Uint8Array; readonly from: string }>> = {},
): ModelConfig | { readonly problem: SyntaxProblem } {
  const config = objectOf(content)
  if ('problem' in config) return config
  const members: Record<string, object> = {}
  const files = [{ from, digest: sha256(content) }]
  for (const [name, file] of Object.entries(beside)) {
    const member = objectOf(file.content)
    if ('problem' in member) return member
    members[name] = member.object
    files.push({ from: file.from, digest: sha256(file.content) })
  }
  return { config: { ...members, ...config.object }, files }
}

function objectOf(
  content: string | Uint8Array,
): { readonly object: object } | { readonly problem: SyntaxProblem } {
  const text = (typeof content === 'string' ? content : Buffer.from(content).toString('utf8')).replace(
    /^\ufeff/,
    '',
  )
  const clean = withoutEndless(text) ?? text
  try {
    const object: unknown = JSON.parse(clean)
    if (isObject(object)) return { object }
    const [read, repair] = ['JSON that is no object', 'give the config.json of the model']
    return { problem: { line: 1, column: 1, category: 'model-config', read, expected, repair } }
  } catch {
    return { problem: { ...jsonProblem(clean), expected } }
  }
}
