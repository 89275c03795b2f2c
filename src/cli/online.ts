// `--online`: deployments that name a model of a hub, and do not state its configuration, are completed from there.
import type { ModelConfig, SyntaxProblem } from '../candidate/candidate.js'
import type { readCandidates } from '../candidate/read.js'
import type { Document } from '../check/check.js'
import type { Base } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'
import type { Given, Option } from './command.js'

export const onlineOptions: Readonly<Record<string, Option>> = {
  online: {
    type: 'boolean',
    description:
      'Fetch the configuration of models that deployments name by their id on a hub and do not state.',
  },
  hub: {
    type: 'string',
    value: 'HUB',
    description: 'The hub to ask, by name or address; the first of the base by default.',
  },
}

/** The documents as they are; with `--online` those that want it with the configuration of their model, each fetched once. */
export async function withOnline(
  documents: Iterable<Document>,
  given: Given,
  base: Base,
): Promise<Iterable<Document>> {
  if (!given.flag('online')) {
    if (given.one('hub') === undefined) return documents
    throw new UsageError('`--hub` says where to fetch from, and nothing is to be fetched.', 'Add `--online`.')
  }
  // Loaded on demand: who stays offline does not wait for them.
  const read = (await import('../candidate/read.js')).readCandidates
  const { fetchModelConfig, hubOf, isModelId } = await import('../online/index.js')
  const hub = hubOf(base, given.one('hub'), process.env)
  const fetched = new Map<string, Awaited<ReturnType<typeof fetchModelConfig>>>()
  const completed: Document[] = []
  for (const document of documents) {
    const model = await wantedModel(document, base, read)
    if (model === undefined || !isModelId(model)) {
      completed.push(document)
      continue
    }
    const config = fetched.get(model) ?? (await fetchModelConfig(model, hub))
    fetched.set(model, config)
    completed.push(completedWith(document, config))
  }
  return completed
}

function completedWith(
  document: Document,
  config: ModelConfig | { readonly problem: SyntaxProblem },
): Document {
  if ('problem' in config) return { input: document.input, missing: config.problem }
  return { ...document, modelConfig: config }
}

/** The name of the model of a deployment, or of the first of several, that has no configuration yet. */
async function wantedModel(
  document: Document,
  base: Base,
  read: typeof readCandidates,
): Promise<string | undefined> {
  if ('missing' in document || document.modelConfig !== undefined) return undefined
  const [first] = await read(document.content, document.input, base)
  const name = first?.given['model.name']
  const states = first?.given['model.statedLayers'] !== undefined
  return first?.format === 'deployment' && typeof name === 'string' && !states ? name : undefined
}
