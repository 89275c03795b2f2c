// What the base makes of names of models, as reports write them.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { withRecognised } from '../../../src/candidate/recognise/given.js'
import { check } from '../../../src/index.js'
import { factAt, plainName } from '../../../src/knowledge/tables.js'
import { base } from './tables.js'

/** The model of the catalogue that a name leads to, if any, the number format that it states, and the likeness. */
async function understood(name: string) {
  const kb = await base()
  const given = withRecognised({ 'model.name': name }, kb)
  const models = kb.tables.find(({ id }) => id === 'models')
  const named = given['model.named'] as string
  return {
    model: factAt(models, named, 'layers') === undefined ? undefined : named,
    format: given['model.saidQuantisation'],
    likeness: given['model.likeness'],
  }
}

const names: Readonly<
  Record<string, readonly [model: string, format: string | undefined, likeness: string]>
> = {
  'Qwen/Qwen3-32B': ['Qwen/Qwen3-32B', undefined, 'same'],
  'qwen3-32b': ['Qwen/Qwen3-32B', undefined, 'same'],
  'Llama 3.3 70B': ['meta-llama/Llama-3.1-70B', undefined, 'same'],
  'LLaMA v3.1 8B': ['meta-llama/Llama-3.1-8B', undefined, 'same'],
  'llama3_1-70b-fp8_dyn': ['meta-llama/Llama-3.1-70B', 'fp8', 'same'],
  'Qwen/Qwen2.5-72B-Instruct-AWQ': ['Qwen/Qwen2.5-72B', 'awq', 'same'],
  'Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4': ['Qwen/Qwen2.5-72B', 'gptq', 'same'],
  'Qwen/Qwen2.5-72B-Instruct-GPTQ-Int8': ['Qwen/Qwen2.5-72B', 'gptq-int8', 'same'],
  'hugging-quants/Meta-Llama-3.1-405B-Instruct-AWQ-INT4': ['meta-llama/Llama-3.1-405B', 'awq', 'same'],
  'nvidia/DeepSeek-R1-0528-NVFP4-v2': ['deepseek-ai/DeepSeek-R1', 'nvfp4', 'same'],
  'nvidia/DeepSeek-R1-FP4': ['deepseek-ai/DeepSeek-R1', 'nvfp4', 'same'],
  'amd/DeepSeek-R1-0528-MXFP4-Preview': ['deepseek-ai/DeepSeek-R1', 'mxfp4', 'same'],
  'DeepSeek-R1 (FP4)': ['deepseek-ai/DeepSeek-R1', 'fp4', 'same'],
  'DeepSeek-R1 (BF16)': ['deepseek-ai/DeepSeek-R1', 'bf16', 'same'],
  'unsloth/DeepSeek-R1-BF16': ['deepseek-ai/DeepSeek-R1', 'bf16', 'same'],
  'unsloth/llama-3-8b-Instruct-bnb-4bit': ['meta-llama/Meta-Llama-3-8B', 'bitsandbytes-4bit', 'same'],
  'neuralmagic/Qwen2-72B-Instruct-quantized.w8a16': ['Qwen/Qwen2-72B', 'w8a16', 'same'],
  'RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16': ['meta-llama/Llama-3.1-8B', 'w4a16', 'same'],
  'bartowski/Qwen2.5-72B-Instruct-GGUF:Q4_K_M': ['Qwen/Qwen2.5-72B', 'gguf-q4_k_m', 'same'],
  'Qwen2.5-72B-Instruct GGUF Q4_K_M': ['Qwen/Qwen2.5-72B', 'gguf-q4_k_m', 'same'],
  '/gguf/qwen2.5-72b-instruct-q4_k_m.gguf': ['Qwen/Qwen2.5-72B', 'gguf-q4_k_m', 'same'],
  'Qwen/Qwen3-235B-A22B-Instruct-2507-FP8': ['Qwen/Qwen3-235B-A22B-Instruct-2507', 'fp8', 'same'],
  'Kimi K2.6 W4A8': ['moonshotai/Kimi-K2.5', 'w4a8', 'same'],
  'dsr1-fp8': ['deepseek-ai/DeepSeek-R1', 'fp8', 'same'],
  'hf:openai/gpt-oss-120b': ['openai/gpt-oss-120b', undefined, 'same'],
  '/models/Qwen3-8B/': ['Qwen/Qwen3-8B', undefined, 'same'],
  '/models/hub/models--Qwen--Qwen3-8B/snapshots/9c925d64': ['Qwen/Qwen3-8B', undefined, 'same'],
  '/models/Qwen2.5-72B-Instruct-sft-v3': ['Qwen/Qwen2.5-72B', undefined, 'derived'],
  '/data/Qwen2.5-72B-Instruct/checkpoint-1200': ['Qwen/Qwen2.5-72B', undefined, 'derived'],
  'NousResearch/Hermes-2-Pro-Llama-3-8B': ['meta-llama/Meta-Llama-3-8B', undefined, 'derived'],
  'codellama/CodeLlama-7b-Python-hf': ['codellama/CodeLlama-7b-Python-hf', undefined, 'same'],
  'TheBloke/CodeLlama-13B-Python-AWQ': ['codellama/CodeLlama-13b-Python-hf', 'awq', 'same'],
  'TheBloke/CodeLlama-13B-Instruct-AWQ': ['codellama/CodeLlama-13b-hf', 'awq', 'derived'],
  'THUDM/glm-4-9b-chat': ['THUDM/glm-4-9b-chat', undefined, 'same'],
  'THUDM/glm-4-9b-chat-1m': ['THUDM/glm-4-9b-chat-1m', undefined, 'same'],
  'mistralai/Mixtral-8x22B-Instruct': ['mistralai/Mixtral-8x22B-Instruct-v0.1', undefined, 'same'],
  'deepseek-ai/DeepSeek-R1-0528-Qwen3-8B': ['deepseek-ai/DeepSeek-R1-0528-Qwen3-8B', undefined, 'same'],
  '/hub/models/vllm-ascend/DeepSeek-V4-Pro-w4a8-mtp': ['deepseek-ai/DeepSeek-V4-Pro', 'w4a8', 'same'],
  'deepseek-ai/DeepSeek-R1-Distill-Llama-8B': ['meta-llama/Llama-3.1-8B', undefined, 'same'],
  'RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic': [
    'meta-llama/Llama-4-Scout-17B-16E-Instruct',
    'fp8',
    'same',
  ],
  'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16': [
    'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16',
    'bf16',
    'same',
  ],
  'openbmb/MiniCPM-2B-sft-bf16': ['openbmb/MiniCPM-2B-sft-bf16', 'bf16', 'same'],
}

for (const [name, [model, format, likeness]] of Object.entries(names)) {
  test(`the name ${name} leads to its model`, async () => {
    assert.equal(await understood(name), { model, format, likeness })
  })
}

const others = [
  'acme/Bread-7B',
  '/model',
  'lmsys/DeepSeek-V3-NextN',
  'yuhuili/EAGLE-LLaMA3-8B',
  'RedHatAI/Qwen3-8B-speculator.eagle3',
  'cerebras/GLM-4.5-Air-REAP-82B-A12B',
  'somebody/GLM-4.5VX',
  'zai-org/GLM-4.5V-Flash',
  'microsoft/Phi-4-multimodal-instruct',
  'somebody/DeepSeek-R1-Distill-Gold-9B',
  'tiny-random/DeepSeek-V3-2layers',
  'mistralai/Mistral-7B-Instruct-v0.9',
  'deepseek-ai/DeepSeek-V3-0999',
  'somebody/merge-Qwen2.5-7B-and-Qwen2.5-72B',
  'somebody/Qwen2.5-7B-lora',
  'bloom-based model',
  'bigscience/bloom-1b7',
  'bigscience/bloomz-1b1',
  'Qwen2.5-7',
  'Qwen2.5-7Bx',
]
for (const name of others) {
  test(`the name ${name} leads to no model that it is not`, async () => {
    assert.is((await understood(name)).model, undefined)
  })
}

test('sizes and versions that look alike are kept apart', async () => {
  const apart = [
    'Qwen2.5-7B',
    'Qwen2.5-72B',
    'Qwen2-7B',
    'Llama-3-8B',
    'Llama-3.1-8B',
    'Llama-3-70B',
    'DeepSeek-V3',
    'DeepSeek-V3.2',
    'GLM-5',
    'GLM-5.2',
    'Qwen3-30B-A3B',
    'Qwen3-VL-30B-A3B-Instruct',
    'DeepSeek-R1',
    'DeepSeek-R1-Distill-Qwen-7B',
    'DeepSeek-R1-Distill-Llama-8B',
  ]
  for (const suffix of ['', '-AWQ', '-sft']) {
    const models = await Promise.all(apart.map(async (name) => (await understood(name + suffix)).model))
    assert.is(models.includes(undefined), false, suffix)
    // Each of the two distillations has the shapes of a model of the list, which is not its teacher.
    assert.is(new Set(models).size, apart.length - 2, suffix)
    assert.is(models.filter((model) => model === 'deepseek-ai/DeepSeek-R1').length, 1, suffix)
  }
})

test('every key and alias of the catalogue leads to its own row, under any owner and in any format', async () => {
  const kb = await base()
  const { rows } = kb.tables.find(({ id }) => id === 'models')!
  const claimed = new Map<string, string>()
  for (const [key, row] of Object.entries(rows)) {
    for (const name of [key, ...(row['aliases'] as readonly string[])]) {
      assert.is(claimed.get(plainName(name)) ?? key, key, `${name} is claimed twice`)
      claimed.set(plainName(name), key)
      for (const written of [name, `somebody/${name.split('/').at(-1)}-FP8`, `/models/${name}-sft`]) {
        assert.is((await understood(written)).model, key, written)
      }
    }
  }
})

test('property: another number in a name is another model or none', async () => {
  const kb = await base()
  const { rows } = kb.tables.find(({ id }) => id === 'models')!
  const aliases = Object.entries(rows).flatMap(([key, row]) =>
    (row['aliases'] as readonly string[]).map((name) => ({ key, name })),
  )
  const numbered = aliases.filter(({ name }) => /\d/.test(name))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...numbered),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      async ({ key, name }, place, digit) => {
        const spots = [...name.matchAll(/\d+/g)]
        const { index, 0: number } = spots[place % spots.length]!
        const changed = `${name.slice(0, index)}${number}${digit}${name.slice(index + number.length)}`
        const { model } = await understood(`somebody/${changed}`)
        const stillNamed = aliases.some(
          (other) => other.key === model && changed.toLowerCase().includes(other.name.toLowerCase()),
        )
        assert.ok(model === undefined || model !== key || stillNamed, `${changed} was read as ${model}`)
      },
    ),
    { numRuns: 100 },
  )
})

test('property: every suffix of the table of formats is understood behind every tenth model', async () => {
  const kb = await base()
  const formats = Object.entries(kb.tables.find(({ id }) => id === 'formatNames')!.rows)
  const models = Object.keys(kb.tables.find(({ id }) => id === 'models')!.rows).filter((_, i) => i % 10 === 0)
  for (const [format, { names: spelt }] of formats) {
    for (const name of [format, ...((spelt ?? []) as readonly string[])]) {
      const model = models[name.length % models.length]!
      if (/bf16|fp8|fp4/i.test(model)) continue
      const read = await understood(`${model}-${name}`)
      assert.equal([read.model, read.format, read.likeness], [model, format, 'same'], `${model}-${name}`)
    }
  }
})

test('what the configuration says goes before the catalogue, and another architecture has none of its row', async () => {
  const document = { kind: 'deployment', model: 'Qwen/Qwen3-8B', strategy: { tp: 3 } }
  const messages = async (config?: object) => {
    const { results } = await check({ ...document, ...(config && { config }) }, { base: await base() })
    return results[0]!.findings.filter(({ rule }) => rule === 'tp/heads-divide').map(({ message }) => message)
  }
  assert.match(String(await messages()), '32 attention heads')
  assert.match(String(await messages({ text_config: { num_attention_heads: 10 } })), '10 attention heads')
  assert.equal(await messages({ num_hidden_layers: 2 }), [], 'heads of another depth are not known')
})

test.run()
