// The configuration of a model from the hub where it is published. The only part that talks to the network, and only when asked.
import type { ModelConfig, SyntaxProblem } from '../candidate/candidate.js'
import { readModelConfig } from '../candidate/deployment/model-config.js'
import { download } from './download.js'
import { addressOfFile, type Hub } from './hub.js'

export { type Hub, hubOf, isModelId } from './hub.js'

/** Fetches the configuration of a model and what completes it, or says why there is none. Nothing is thrown. */
export async function fetchModelConfig(
  model: string,
  hub: Hub,
): Promise<ModelConfig | { readonly problem: SyntaxProblem }> {
  const [first, ...more] = hub.files
  const from = addressOfFile(hub, model, first!)
  const config = await download(from)
  if ('absent' in config) return refusal(from, 'no such file', 'check the name of the model')
  if ('failed' in config) return refusal(from, config.failed, config.repair)
  const beside: Record<string, { readonly content: Uint8Array; readonly from: string }> = {}
  for (const file of more) {
    const address = addressOfFile(hub, model, file)
    const found = await download(address)
    if ('failed' in found) return refusal(address, found.failed, found.repair)
    if ('content' in found) beside[file.replace(/\.json$/, '')] = { content: found.content, from: address }
  }
  return readModelConfig(config.content, from, beside)
}

function refusal(address: string, read: string, repair: string): { readonly problem: SyntaxProblem } {
  const expected = `a file of the model at ${address}`
  return { problem: { line: 0, column: 0, category: 'download', read, expected, repair } }
}
