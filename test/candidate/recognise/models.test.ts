// What the base makes of names of models, as reports write them.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readPlanDocument } from '../../../src/candidate/plan/index.js'
import { factAt, plainName } from '../../../src/knowledge/tables.js'
import { base } from './tables.js'

/** The id and format that the base reads from a name, and the layers that the catalogue has for the id. */
async function understood(name: string): Promise<readonly unknown[]> {
  const kb = await base()
  const { given } = readPlanDocument({ kind: 'deployment', model: name }, 'name.json', kb)
  const models = kb.tables.find(({ id }) => id === 'models')
  return [
    given['model.id'],
    given['model.saidQuantisation'],
    factAt(models, given['model.id'] as string, 'layers'),
  ]
}

const names: Readonly<Record<string, readonly [id: string, format: string | undefined, layers: number]>> = {
  'Qwen/Qwen3-32B': ['Qwen3-32B', undefined, 64],
  'qwen3-32b': ['qwen3-32b', undefined, 64],
  'Llama 3.3 70B': ['Llama 3.3 70B', undefined, 80],
  'LLaMA v3.1 8B': ['LLaMA v3.1 8B', undefined, 32],
  'llama3_1-70b-fp8_dyn': ['llama3_1-70b', 'fp8', 80],
  'Qwen/Qwen2.5-72B-Instruct-AWQ': ['Qwen2.5-72B-Instruct', 'awq', 80],
  'Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4': ['Qwen2.5-72B-Instruct', 'gptq', 80],
  'hugging-quants/Meta-Llama-3.1-405B-Instruct-AWQ-INT4': ['Meta-Llama-3.1-405B-Instruct', 'awq', 126],
  'nvidia/DeepSeek-R1-0528-NVFP4-v2': ['DeepSeek-R1-0528', 'nvfp4', 61],
  'nvidia/DeepSeek-R1-FP4': ['DeepSeek-R1', 'nvfp4', 61],
  'amd/DeepSeek-R1-0528-MXFP4-Preview': ['DeepSeek-R1-0528', 'mxfp4', 61],
  'DeepSeek-R1 (FP4)': ['DeepSeek-R1', 'fp4', 61],
  'unsloth/DeepSeek-R1-BF16': ['DeepSeek-R1', 'bf16', 61],
  'Kimi K2.6 W4A8': ['Kimi K2.6', 'w4a8', 61],
  'dsr1-fp8': ['dsr1', 'fp8', 61],
  'hf:openai/gpt-oss-120b': ['gpt-oss-120b', undefined, 36],
  '/models/Qwen3-8B/': ['Qwen3-8B', undefined, 36],
  '/models/hub/models--Qwen--Qwen3-8B/snapshots/9c925d64': ['Qwen3-8B', undefined, 36],
  '/hub/models/vllm-ascend/DeepSeek-V4-Pro-w4a8-mtp': ['DeepSeek-V4-Pro', 'w4a8', 61],
  'RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic': ['Llama-4-Scout-17B-16E-Instruct', 'fp8', 48],
  'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16': ['NVIDIA-Nemotron-3-Nano-30B-A3B', 'bf16', 52],
  'openbmb/MiniCPM-2B-sft-bf16': ['MiniCPM-2B-sft', 'bf16', 40],
}

for (const [name, expected] of Object.entries(names)) {
  test(`the name ${name} leads to its model`, async () => {
    assert.equal(await understood(name), expected)
  })
}

test('a name that the catalogue lacks stays a name', async () => {
  assert.equal(await understood('acme/Bread-7B'), ['Bread-7B', undefined, undefined])
  assert.equal(await understood('/model'), ['model', undefined, undefined])
})

test('every key and alias of the catalogue leads to its own row, under any owner and in any format', async () => {
  const kb = await base()
  const { rows, aliases = {} } = kb.tables.find(({ id }) => id === 'models')!
  const claimed = new Map<string, string>()
  for (const [key, row] of Object.entries(rows)) {
    for (const name of [key, ...(row['aliases'] as readonly string[])]) {
      assert.is(claimed.get(plainName(name)) ?? key, key, `${name} is claimed twice`)
      claimed.set(plainName(name), key)
      for (const written of [name, `somebody/${name.split('/').at(-1)}`, `${name}-FP8`]) {
        const { given } = readPlanDocument({ kind: 'deployment', model: written }, 'name.json', kb)
        const id = plainName(String(given['model.id']))
        assert.is(aliases[id], key, `${written} is looked up as ${id}`)
      }
    }
  }
})

test('what the configuration says goes before the catalogue', async () => {
  const { given } = readPlanDocument(
    { kind: 'deployment', model: 'Qwen/Qwen3-8B', config: { text_config: { num_hidden_layers: 2 } } },
    'own.json',
    await base(),
  )
  assert.is(given['model.layers'], 2)
  assert.is(given['model.id'], 'Qwen3-8B')
})

test.run()
