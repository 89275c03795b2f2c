// The list of reported bugs that plans are held to, by class: what issue 5 asks for. Each is rebuilt as a plan, or excused.

const of = (repository: string, ...numbers: readonly number[]): string[] =>
  numbers.map((number) => `${repository}#${number}`)

export const threads: Readonly<Record<string, readonly string[]>> = {
  'double, missing or misplaced reduction': [
    ...of('sglang', 37187, 37199, 31475),
    ...of('vllm', 49122, 49366, 49378, 37856),
    ...[...of('tpu-inference', 3435), ...of('trtllm', 16617), ...of('vllm-gaudi', 1451)],
    ...[...of('vllm-ascend', 971), ...of('nnsight', 685), ...of('torchtitan', 2106)],
    ...of('pytorch', 163193, 159856, 165962, 162460, 147180),
    ...of('megatron-lm', 7452),
  ],
  'norm on a sharded dimension': [
    ...[...of('sglang', 38230), ...of('vllm', 8747), ...of('yalis', 36)],
    ...[...of('transformer-engine', 2688), ...of('deepspeed', 1801)],
  ],
  'merge of partial attention': [...of('vllm', 41623, 47779), ...of('sglang', 33926, 34240)],
  'positions where ranks share a sequence': [
    ...of('sglang', 28463, 32098, 23415),
    ...[...of('rtp-llm', 1186), ...of('ms-swift', 10071), ...of('megatron-lm', 1612)],
  ],
  'layout of the cache, and its hand-over': [
    ...of('trtllm', 6507),
    ...of('sglang', 31968, 23746, 22145),
    ...of('vllm', 42895, 46204, 37940),
  ],
  'shards of weights and scales': [
    ...of('vllm', 34476, 38517, 41511, 53242, 52997, 8017, 3775, 54178, 48173),
    ...[...of('vllm-gguf-plugin', 103), ...of('trtllm', 8432), ...of('mlx-lm', 1734)],
    ...[...of('atom', 442), ...of('sglang', 3345, 8243)],
  ],
  'padding and numbers of the vocabulary': [
    ...[...of('mirage', 751), ...of('vllm', 20843, 7880)],
    ...[...of('SpecForge', 284), ...of('tt-xla', 3584)],
  ],
  'what stages exchange, and tied weights': [
    ...[...of('sglang', 6908, 36906), ...of('vllm', 37622, 55913), ...of('prime-rl', 354)],
  ],
  'ranks that sample apart': [
    ...[...of('gpt-oss', 270), ...of('transformers', 36634)],
    ...[...of('vllm', 31307), ...of('mini-sglang', 85)],
  ],
  'ranks that wait for ever': [
    ...[...of('vllm', 43547, 51984, 53578), ...of('sglang', 34582, 25404, 31566)],
    ...[...of('uccl', 940), ...of('tokenspeed', 786), ...of('Infera', 34), ...of('LLMServingSim', 65)],
  ],
  'kernels and transport': [
    ...[...of('sglang', 19247, 8677, 9806, 23554), ...of('vllm', 47528)],
    ...[...of('EPLB', 22), ...of('mori', 475)],
  ],
}
