// Weights and their scales that are cut in the wrong places, or cannot be cut there.
import { type Bug, type BuiltBug, describe, nodesOf } from './bug.js'

const split = { family: 'gqa', strategy: 'tpa=2', phase: 'decode' } as const

/** Cuts the fused matrices of an operation from the first column to the last. */
const straightThrough =
  (op: string, dim: string, size: number): BuiltBug['harm'] =>
  (plan) => {
    for (const node of nodesOf(plan, op))
      node.weights![0]!.slices = { [dim]: [`0-${size / 2 - 1}`, `${size / 2}-${size - 1}`] }
  }

const deployment = (
  engine: string,
  engineVersion: string | undefined,
  model: unknown,
  devices: number,
  strategy: object,
) => ({
  ...{ kind: 'deployment', engine, ...(engineVersion && { engineVersion }) },
  ...(typeof model === 'string' ? { model } : { model: 'mine', config: model }),
  hardware: { gpu: 'H200', count: devices, nodes: Math.ceil(devices / 8) },
  ...{ strategy, workload: { max_model_len: 8192 } },
})

const dense = (intermediate_size: number, quantization_config: object) => ({
  ...{ model_type: 'qwen2', num_hidden_layers: 32, num_attention_heads: 32, num_key_value_heads: 8 },
  ...{ hidden_size: 4096, intermediate_size, vocab_size: 152064, quantization_config },
})
const blocks = { quant_method: 'fp8', weight_block_size: [128, 128] }

export const weights: readonly Bug[] = [
  {
    threads: ['vllm#8017'],
    wrong:
      'the fused projection of InternLM2 is cut from the first column to the last, and text is gibberish on two ranks',
    rule: 'types/fused-parts',
    ...split,
    harm: straightThrough('qkv_projection', 'qkv', 16),
  },
  {
    threads: ['vllm#3775'],
    wrong: 'gate and up of OLMo lie in one matrix, which is cut as if it were one product',
    rule: 'types/fused-parts',
    ...split,
    harm: straightThrough('ffn_gate_up', 'gate_up', 96),
  },
  {
    threads: ['vllm-gguf-plugin#103'],
    wrong: 'loaders of merged columns take rank 0 for their own, so that every rank loads the first shard',
    rule: 'types/fused-parts',
    ...split,
    harm(plan) {
      for (const { weights } of nodesOf(plan, 'qkv_projection')) {
        const slices = weights![0]!.slices!['qkv'] as string[]
        slices.fill(slices[0]!)
      }
    },
  },
  {
    threads: ['vllm#34476'],
    wrong:
      'a weight in activation order is cut by rows, and the groups that its rows belong to are not cut with it',
    rule: 'tp/scales-follow-weights',
    ...split,
    prepare(plan) {
      for (const node of nodesOf(plan, 'ffn_down')) describe(node, { shard: 'row', scaleShard: 'row' })
    },
    harm(plan) {
      for (const node of nodesOf(plan, 'ffn_down')) describe(node, { scaleShard: 'column' })
    },
    runsAlike: 'the plan has no scales, only a word on how they are split',
  },
  {
    threads: ['vllm#41511'],
    wrong:
      'scales of experts stay whole along the rows that are summed, while the rows of their weights are cut: the kernel derives another group',
    rule: 'types/scales-aligned',
    ...{ family: 'moe-blocks', strategy: 'tpa=2,ep=1,etp=2', phase: 'decode' },
    harm(plan) {
      for (const { weights } of nodesOf(plan, 'expert')) delete weights![1]!.scales!.slices!['expert_ffn']
    },
  },
  {
    threads: ['trtllm#8432'],
    wrong:
      'scales of queries, keys and values are joined on every rank as they are stored, without the share of the rank',
    rule: 'types/scales-aligned',
    ...{ family: 'gqa-blocks', strategy: 'tpa=2', phase: 'decode' },
    harm(plan) {
      for (const { weights } of nodesOf(plan, 'qkv_projection')) delete weights![0]!.scales!.slices
    },
  },
  {
    threads: ['vllm#53242'],
    wrong:
      'scales of a fused projection are dealt to the groups of heads in equal numbers, where a group is no whole number of blocks; the repair has a scale for each row first',
    likeness:
      'in the thread queries, keys and values of a group follow one another; here all queries come first',
    rule: 'types/scales-aligned',
    ...split,
    prepare(plan) {
      for (const { weights } of nodesOf(plan, 'qkv_projection')) {
        const { slices } = weights![0]!
        weights![0]!.scales = { blocks: { qkv: 1 }, slices: { qkv: slices!['qkv']! } }
      }
    },
    harm(plan) {
      for (const { weights } of nodesOf(plan, 'qkv_projection'))
        weights![0]!.scales = { blocks: { qkv: 3 }, slices: { qkv: ['0-2', '3-5'] } }
    },
  },
  {
    threads: ['vllm#52997'],
    wrong: 'the shared expert of Qwen3.6-35B-A3B has 64 rows on each of eight ranks, half of a block',
    rule: 'vllm/shared-expert-fills-blocks',
    repaired: deployment('vllm', '0.20.0', 'Qwen/Qwen3.6-35B-A3B-FP8', 4, {
      tp: 4,
      enable_expert_parallel: false,
    }),
    broken: deployment('vllm', '0.20.0', 'Qwen/Qwen3.6-35B-A3B-FP8', 8, {
      tp: 8,
      enable_expert_parallel: false,
    }),
  },
  {
    threads: ['mlx-lm#1734'],
    wrong: 'a matrix with a scale for 128 columns is cut inside of such a group; with groups of 32 it is not',
    likeness: 'the base has no facts of mlx-lm; the loader of vLLM refuses the same cut',
    rule: 'vllm/dense-rows-whole-groups',
    repaired: deployment(
      'vllm',
      '0.10.0',
      dense(29568, { quant_method: 'awq', group_size: 32, bits: 4 }),
      2,
      { tp: 2 },
    ),
    broken: deployment('vllm', '0.10.0', dense(29568, { quant_method: 'awq', group_size: 128, bits: 4 }), 2, {
      tp: 2,
    }),
  },
  {
    threads: ['vllm#54178'],
    wrong: '640 over eight ranks is 80, less than a block of 128',
    rule: 'tp/quantisation-block-boundary',
    repaired: deployment('vllm', '0.20.0', dense(640, blocks), 5, { tp: 1 }),
    broken: deployment('vllm', '0.20.0', dense(640, blocks), 8, { tp: 8 }),
  },
  {
    threads: ['vllm#48173'],
    wrong: 'experts of 1,536 over eight ranks have 192 rows, a block and a half',
    rule: 'vllm/experts-fill-whole-blocks',
    repaired: deployment('vllm', '0.10.0', 'Qwen/Qwen3-235B-A22B-FP8', 8, {
      tp: 8,
      enable_expert_parallel: true,
    }),
    broken: deployment('vllm', '0.10.0', 'Qwen/Qwen3-235B-A22B-FP8', 8, {
      tp: 8,
      enable_expert_parallel: false,
    }),
  },
  {
    threads: ['atom#442'],
    wrong: 'the same experts of 1,536 in ATOM',
    rule: 'atom/experts-fill-blocks',
    repaired: deployment('atom', undefined, 'Qwen/Qwen3-235B-A22B-FP8', 8, {
      tp: 8,
      enable_expert_parallel: true,
    }),
    broken: deployment('atom', undefined, 'Qwen/Qwen3-235B-A22B-FP8', 8, {
      tp: 8,
      enable_expert_parallel: false,
    }),
  },
  {
    threads: ['sglang#3345'],
    wrong: 'DeepSeek-R1 over 32 ranks cuts 18,432 rows into shares of 576, four blocks and a half',
    rule: 'tp/quantisation-block-boundary',
    repaired: deployment('sglang', '0.4.2', 'deepseek-ai/DeepSeek-R1', 16, { tp: 16, ep_size: 1 }),
    broken: deployment('sglang', '0.4.2', 'deepseek-ai/DeepSeek-R1', 32, { tp: 32, ep_size: 1 }),
  },
  {
    threads: ['sglang#8243'],
    wrong: 'shares of a block-quantised model end inside of blocks',
    likeness: 'of the thread the class alone is known to us; the model is another one',
    rule: 'vllm/experts-fill-blocks',
    repaired: deployment('sglang', '0.5.0', 'Qwen/Qwen3-235B-A22B-FP8', 8, { tp: 8, ep_size: 8 }),
    broken: deployment('sglang', '0.5.0', 'Qwen/Qwen3-235B-A22B-FP8', 8, { tp: 8, ep_size: 1 }),
  },
]
