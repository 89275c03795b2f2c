// Strategies over families of small models: what the constructor is held to, and the rest of the house with it.

/** A model as the section `model` of a plan. */
export interface Family {
  readonly name: string
  readonly model: Readonly<Record<string, unknown>>
}

/** One plan of the grid. */
export interface Case {
  readonly family: Family
  readonly strategy: string
  readonly phase: 'prefill' | 'decode' | 'both'
}

const common = { layers: 2, hiddenSize: 32, vocabulary: 48, tiedEmbeddings: false, gated: true }
const dense = { ...common, intermediateSize: 48 }
/** A vocabulary that does not divide among most ranks. */
const padded = { vocabulary: 50 }
const heads = (attentionHeads: number, kvHeads: number) => ({
  ...{ attentionHeads, kvHeads, headDim: 4 },
  attentionKind: kvHeads === 1 ? 'mqa' : kvHeads === attentionHeads ? 'mha' : 'gqa',
})
const experts = { experts: 8, expertsPerToken: 2, expertIntermediateSize: 16 }
const shared = { sharedExperts: 1, sharedExpertIntermediateSize: 16 }
const latent = {
  ...{ attentionKind: 'mla', attentionHeads: 8, kvHeads: 8, headDim: 12 },
  ...{ latentDim: 16, ropeDim: 4, nopeDim: 8, valueDim: 6 },
}

export const families: readonly Family[] = [
  { name: 'mha', model: { ...dense, ...heads(8, 8) } },
  { name: 'gqa', model: { ...dense, ...heads(8, 4), ...padded } },
  { name: 'gqa-few', model: { ...dense, ...heads(16, 2), qkNorm: true, tiedEmbeddings: true, ...padded } },
  { name: 'gqa-bias', model: { ...dense, ...heads(12, 4), qkvBias: true } },
  { name: 'mqa', model: { ...dense, ...heads(8, 1) } },
  { name: 'window', model: { ...dense, ...heads(8, 4), window: 3, fullAttentionEvery: 2 } },
  { name: 'mla', model: { ...dense, ...latent, qLoraRank: 12, ...padded } },
  { name: 'mla-plain', model: { ...dense, ...latent } },
  { name: 'moe', model: { ...common, ...heads(8, 4), ...experts, ...padded } },
  { name: 'moe-shared', model: { ...dense, ...heads(8, 2), ...experts, ...shared, denseFirstLayers: 1 } },
  { name: 'moe-mla', model: { ...dense, ...latent, ...experts, ...shared, denseFirstLayers: 1 } },
  { name: 'gqa-blocks', model: { ...dense, ...heads(8, 4), qkvBias: true, quantisationBlock: 2 } },
  {
    name: 'moe-blocks',
    model: {
      ...{ ...dense, ...heads(8, 4), ...experts, ...shared, denseFirstLayers: 1, quantisationBlock: 2 },
      ...{ expertIntermediateSize: 48, sharedExpertIntermediateSize: 48 },
    },
  },
]

const isExpert = ({ model }: Family): boolean => 'experts' in model

/** The strategies that a family is drawn by. */
function strategiesOf(family: Family): string[] {
  const found: string[] = ['', 'pp=2', 'pp=2,microbatches=2', 'pp=3,stageLayers=2+1+1,microbatches=2']
  for (const tpa of [2, 3, 4, 8]) {
    found.push(`tpa=${tpa}`, `tpa=${tpa},residualSharded=true`, `tpa=${tpa},pp=2,microbatches=2`)
    if (tpa < 8) found.push(`tpa=${tpa},residualSharded=true,pp=2`)
  }
  for (const dcp of [2, 4])
    for (const tpa of [1, 2])
      found.push(
        `dcp=${dcp},tpa=${tpa}`,
        `dcp=${dcp},tpa=${tpa},residualSharded=true`,
        `dcp=${dcp},tpa=${tpa},pp=2,microbatches=2`,
      )
  for (const method of ['ring', 'gather', 'ulysses'])
    for (const split of ['contiguous', 'zigzag', 'striped'])
      for (const [pcp, tpa] of [
        [2, 1],
        [2, 2],
        [4, 1],
        [4, 2],
      ]) {
        const words = `pcp=${pcp},tpa=${tpa},contextMethod=${method},contextSplit=${split}`
        found.push(words, `${words},pp=2`)
        if (tpa! > 1) found.push(`${words},residualSharded=true`)
        if (pcp === 2)
          found.push(
            `${words},dcp=2`,
            `prefill.${words.replaceAll(',', ',prefill.')},decode.tpa=${pcp * tpa!}`,
          )
      }
  for (const [before, after] of [
    ['tpa=4', 'tpa=2'],
    ['tpa=2', 'tpa=4'],
    ['tpa=2,pp=2', 'tpa=2,dcp=2'],
    ['tpa=4', 'pp=2,microbatches=2'],
    ['pcp=2,tpa=2,contextMethod=gather', 'tpa=2,dcp=2,pp=2'],
    ['tpa=3', 'tpa=2'],
    ['tpa=2,residualSharded=true', 'tpa=8'],
  ] as const)
    found.push(`disaggregated=true,${prefixed('prefill', before)},${prefixed('decode', after)}`)
  if (isExpert(family)) found.push(...expertStrategies())
  return found
}

const prefixed = (phase: string, words: string): string =>
  words
    .split(',')
    .map((word) => `${phase}.${word}`)
    .join()

function expertStrategies(): string[] {
  const found: string[] = []
  for (const exchange of ['all-to-all', 'all-gather']) {
    const words = `expertExchange=${exchange}`
    for (const degrees of [
      'tpa=2,ep=2',
      'tpa=4,ep=4',
      'tpa=4,ep=2,etp=2',
      'tpa=8,ep=8',
      'tpa=3,ep=3',
      'dcp=2,tpa=2,ep=4',
      'adp=2,ep=2',
      'adp=4,ep=4',
      'adp=3,ep=3',
      'adp=8,ep=8',
      'adp=2,tpa=2,ep=4',
      'adp=2,tpa=2,ep=2,etp=2',
      'adp=4,ep=2,etp=2',
      'adp=2,tpa=4,ep=8',
      'adp=2,tpa=2,ep=1,etp=4',
      'adp=2,dcp=2,ep=4',
      'adp=2,dcp=2,tpa=2,ep=4,etp=2',
      'adp=2,ep=2,pp=2,microbatches=2',
      'adp=2,tpa=2,ep=4,pp=2,microbatches=2',
      'pcp=2,ep=2,contextMethod=gather',
      'pcp=2,tpa=2,ep=4,contextMethod=ulysses',
      'pcp=2,adp=2,ep=4,contextMethod=gather',
    ]) {
      found.push(`${degrees},${words}`)
      if (/tpa=[2-8]|dcp/.test(degrees)) found.push(`${degrees},${words},residualSharded=true`)
    }
    found.push(
      `disaggregated=true,${prefixed('prefill', `tpa=2,ep=2,${words}`)},${prefixed('decode', `adp=4,ep=4,${words}`)}`,
    )
  }
  return found
}

/** All plans of the grid; those with stages have layers for them. */
export function* grid(): Generator<Case> {
  for (const family of families)
    for (const strategy of strategiesOf(family)) {
      const model = /pp=/.test(strategy) ? { ...family.model, layers: 4 } : family.model
      for (const phase of ['both', 'prefill', 'decode'] as const) {
        if (phase !== 'both' && /prefill\.|decode\./.test(strategy)) continue
        yield { family: { ...family, model }, strategy, phase }
      }
    }
}
