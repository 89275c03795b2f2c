// What is recognised in labels, one test a dialect.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { labelled, read } from './tables.js'

const shape = (dims: readonly { readonly name?: string; readonly size?: number | string }[] | undefined) =>
  dims?.map(({ name, size }) => (name === undefined ? String(size) : `${name}=${size}`)).join(' ')

const operations: readonly (readonly [title: string, op: string])[] = [
  ['LayerNorm', 'norm'],
  ['L3_Residual+LayerNorm', 'norm'],
  ['Final RMSNorm', 'final_norm'],
  ['QKV Projection (Column-Parallel)', 'qkv_projection'],
  ['Q/K/V Linear', 'qkv_projection'],
  ['Key Projection', 'k_projection'],
  ['Attention Scores', 'attention_scores'],
  ['Softmax', 'softmax'],
  ['Multi-Head Attention', 'attention'],
  ['Ring Attention', 'ring_attention'],
  ['Attention Output Proj', 'output_projection'],
  ['O-Projection-RP', 'output_projection'],
  ['FFN Gate Proj', 'ffn_gate'],
  ['MLP Linear1', 'ffn_up'],
  ['MLP FC2', 'ffn_down'],
  ['GELU Activation', 'activation'],
  ['Residual Add 1', 'residual_add'],
  ['FFN All-Reduce', 'all_reduce'],
  ['ReduceScatter', 'reduce_scatter'],
  ['AllGather K', 'all_gather'],
  ['EP All-to-All', 'all_to_all'],
  ['Pipeline Send', 'send'],
  ['Receive from Stage 1', 'receive'],
  ['Pipeline Send/Recv', 'transfer'],
  ['Stage0_to_Stage1', 'transfer'],
  ['Receive KV Block', 'ring_exchange'],
  ['KV Cache Read', 'kv_read'],
  ['KV Cache Update', 'kv_write'],
  ['KV Cache', 'kv_cache'],
  ['Expert Gate', 'router'],
  ['MoE Gate (Routing)', 'router'],
  ['Gate Layer 4', 'router'],
  ['Top-2 Selection', 'top_k'],
  ['Token Dispatch', 'dispatch'],
  ['Expert Combine', 'combine'],
  ['Aggregate Layer 4', 'aggregate'],
  ['Expert 17', 'expert'],
  ['Expert 17 Up', 'expert_part'],
  ['Token Embedding', 'embedding'],
  ['LM Head', 'lm_head'],
  ['Split to Heads', 'reshape'],
  ['Sequence Split', 'sequence_split'],
  ['DP_SPLIT', 'split'],
  ['W_Q MatMul', 'q_projection'],
  ['W_O', 'output_projection'],
  ['K/V Projection', 'kv_projection'],
  ['Scaled Dot-Product', 'attention'],
  ['Attn × V', 'attention_values'],
  ['Attention Weighted Sum', 'attention_values'],
  ['Attention Weights', 'softmax'],
  ['MLP Column Parallel', 'ffn_up'],
  ['FFN Expand', 'ffn_up'],
  ['Dense h->4h', 'ffn_up'],
  ['Dense 4h->h', 'ffn_down'],
  ['FFN Contract', 'ffn_down'],
  ['GeGLU', 'activation'],
  ['Gate × Up', 'multiply'],
  ['Gate Multiply', 'multiply'],
  ['Top-K Gating', 'router'],
  ['Gate (Top-2)', 'router'],
  ['Router Logits', 'router'],
  ['Language Model Head', 'lm_head'],
  ['Logits', 'output'],
  ['Output Logits', 'output'],
  ['Expert Group 2', 'expert'],
  ['Expert 3 Gate Proj', 'expert_part'],
  ['Mixture of Experts', 'moe_block'],
  ['Weighted Sum of Experts', 'aggregate'],
  ['Pipeline Boundary Transfer', 'transfer'],
  ['Tokens to Experts', 'route'],
  ['ar_l0_ffn', 'all_reduce'],
  ['Append K/V to Cache', 'kv_write'],
  ['Read Keys and Values', 'kv_read'],
  ['K/V Cache', 'kv_cache'],
  ['Stage 0: Layers 0-7', 'stage_block'],
  ['层归一化', 'norm'],
  ['多头注意力', 'attention'],
  ['全归约', 'all_reduce'],
  ['专家 3', 'expert'],
  ['门控', 'router'],
]

test('titles name operations', async () => {
  for (const [title, op] of operations) assert.is((await labelled(title)).op, op, title)
})

test('a title that says nothing leaves the word to the second line, then to the id', async () => {
  assert.is((await labelled('Layer 0\\nLayerNorm')).op, 'norm')
  assert.is((await labelled('Layer 0', 'layer0_qkv_proj')).op, 'qkv_projection')
})

test('what no row recognises is unknown', async () => {
  assert.is((await labelled('Quux')).op, undefined)
  assert.is((await labelled('Quux')).devices, undefined)
})

const places: readonly (readonly [label: string, devices: readonly (number | string)[] | undefined])[] = [
  ['LayerNorm\\nGPU: 0', [0]],
  ['LayerNorm\\nGPU: 0-3', [0, 1, 2, 3]],
  ['LayerNorm\\nGPU 5', [5]],
  ['LayerNorm\\nDevice 2', [2]],
  ['LayerNorm\\nDevices 0-2', [0, 1, 2]],
  ['LayerNorm\\nGPU-7', [7]],
  ['LayerNorm\\nGPU: [0,1,2] TP=3', [0, 1, 2]],
  ['LayerNorm\\nGPU: [0-1], [4-5]', [0, 1, 4, 5]],
  ['LayerNorm\\nGPU: 0-1 (TP: column split)', [0, 1]],
  ['LayerNorm\\nGPU: all GPUs 0-2', [0, 1, 2]],
  ['LayerNorm\\nDevice: gpu_3', [3]],
  ['Send\\nGPU: 0→1', [0, 1]],
  ['Broadcast\\nGPU: 0,1 → 2-4', [0, 1, 2, 3, 4]],
  ['LayerNorm\\nGPU: PP0_TP1_GPU', ['PP0_TP1_GPU']],
  ['LayerNorm\\nGPU: P@1', ['P@1']],
  ['LayerNorm\\nGPU: DP0_TP0-DP0_TP2', ['DP0_TP0', 'DP0_TP1', 'DP0_TP2']],
  ['Embedding (GPU-0)', [0]],
  ['QKV Projection (GPU-0,1)', [0, 1]],
  ['GPU3: Embedding (DP0)', [3]],
  ['L0_Gate_GPU6', [6]],
  ['LayerNorm\\nGPUs #0-#2', [0, 1, 2]],
  ['LayerNorm\\nGPUs 8–10', [8, 9, 10]],
  ['LayerNorm\\nDevices: {0..2}', [0, 1, 2]],
  ['LayerNorm\\ngpu-03', [3]],
  ['LayerNorm\\ncuda:2', [2]],
  ['LayerNorm\\ncuda:0, cuda:1', [0, 1]],
  ['LayerNorm\\nRank 3', [3]],
  ['LayerNorm\\nRanks 0-2', [0, 1, 2]],
  ['LayerNorm\\nGPU: all (0-2)', [0, 1, 2]],
  ['LayerNorm\\nGPU: 0-2 [TP]', [0, 1, 2]],
  ['LayerNorm\\nGPU range: 0-2', [0, 1, 2]],
  ['LayerNorm\\nGPUs 0 through 2', [0, 1, 2]],
  ['LayerNorm\\nGPU 0 + GPU 1', [0, 1]],
  ['LayerNorm\\n• GPU: 3', [3]],
  ['LayerNorm\\nGPU：3', [3]],
  ['LayerNorm\\n设备: 3', [3]],
  ['LayerNorm\\nStage 1, GPUs 4-5', [4, 5]],
  ['LayerNorm\\nTP group: GPUs 0-1', [0, 1]],
  ['LayerNorm\\nAssigned to GPU 2', [2]],
  ['LayerNorm\\nNode 1, GPU 3', ['node1_gpu3']],
  ['LayerNorm\\nFrom GPU 0 to GPU 1', [0, 1]],
  ['LayerNorm\\nTP rank 3', undefined],
  ['LayerNorm\\nGPU: H100', undefined],
  ['LayerNorm\\nGPU: 8 GPUs', undefined],
  ['LayerNorm\\n#GPUs: 8', undefined],
  ['LayerNorm\\nGPU: 3/8', undefined],
  ['LayerNorm\\nTokens per GPU: 512', undefined],
  ['LayerNorm\\nGPU memory: 64 GB', undefined],
  ['LayerNorm\\nGPUs: all 8', undefined],
  ['LayerNorm\\nGPU: all', undefined],
  ['LayerNorm\\nGPU: Shared', undefined],
  ['LayerNorm\\nGPU: [128+0-128+7]', undefined],
]

test('devices, in the dialects of labels', async () => {
  for (const [label, devices] of places) assert.equal((await labelled(label)).devices, devices, label)
})

test('devices that only the id or the cluster names', async () => {
  assert.equal((await labelled('Expert 0', 'expert_0_gpu3')).devices, [3])
  assert.equal((await labelled('All-Reduce', 'reduce_gpus0_3')).devices, [0, 1, 2, 3])
  const { nodes } = await read(
    'digraph g { subgraph cluster_s { label="Stage 0 (GPUs 0-1)"; n [label="LayerNorm"] } }',
  )
  assert.equal(nodes[0]!.devices, [0, 1])
  assert.is(nodes[0]!.stage, 0)
})

test('words that name no device are kept as such, unless devices are named too', async () => {
  const vague = async (label: string) => (await labelled(label)).attributes?.vagueDevice
  assert.is(await vague('LayerNorm\\nGPU: All GPUs'), 'All GPUs')
  assert.is(await vague('LayerNorm\\nAll GPUs'), 'All GPUs')
  assert.is(await vague('LayerNorm\\nGPU: all GPUs 0-7'), 'none')
  assert.is(await vague('LayerNorm\\nAll TP ranks'), 'All TP ranks')
  assert.is(await vague('LayerNorm\\nDistributed across GPUs'), 'Distributed across GPUs')
  assert.is(await vague('LayerNorm\\nGPU: target → all'), 'target → all')
  assert.is(await vague('LayerNorm\\neach GPU: 4 experts'), undefined)
  assert.is(await vague('LayerNorm'), undefined)
})

test('a cluster is a legend by its id or its label', async () => {
  const annotation = async (cluster: string) =>
    (await read(`digraph g { subgraph ${cluster} n [label="Compute"] } }`)).nodes[0]!.attributes?.annotation
  assert.is(await annotation('cluster_legend { label="Colours";'), true)
  assert.is(await annotation('cluster_3 { label="Legend";'), true)
  assert.is(await annotation('cluster_3 { label="Stage 3";'), undefined)
})

test('a name that stands for several dimensions is left as it is', async () => {
  const { outputs } = await labelled('Norm\\nOutput: [B=8, S=16, H=64]')
  assert.is(shape(outputs?.[0]?.dims), 'batch=8 seq=16 H=64')
})

test('words within words say nothing of communication', async () => {
  const said = async (label: string) =>
    (await read(`digraph g { a -> b [label="${label}"] }`)).edges[0]!.attributes?.communication
  assert.is(await said('during decoding'), undefined)
  assert.is(await said('async'), undefined)
  assert.is(await said('KV ring'), 'communicate')
  assert.is(await said('TP sync'), 'communicate')
})

test('a title is the first line without its device', async () => {
  assert.is((await labelled('Expert 4 (GPU-1)\\nGPU: 1')).title, 'Expert 4')
  assert.is((await labelled('GPU0: RMSNorm')).title, 'RMSNorm')
  assert.is((await labelled('L0_Gate_GPU6')).title, 'L0_Gate')
  assert.is((await read('digraph g { some_id -> other }')).nodes[0]!.title, 'some_id')
})

test('tensors: named, positional, symbolic, several, arrows, one bracket', async () => {
  const named = await labelled(
    'Norm\\nInput: [batch_size=128, seq_len=?, hidden_size=4096]\\nOutput: [B=128, S=?, D=4096]',
  )
  assert.is(shape(named.inputs?.[0]?.dims), 'batch=128 seq=? hidden=4096')
  assert.is(shape(named.outputs?.[0]?.dims), 'batch=128 seq=? hidden=4096')
  const positional = await labelled('Norm\\nInput:[4,2048,3*512]\\nOutput: 16×[tokens, 32×128]')
  assert.is(shape(positional.inputs?.[0]?.dims), '4 2048 1536')
  assert.is(shape(positional.outputs?.[0]?.dims), 'tokens 4096')
  const several = await labelled('Add\\nInput1: [4,8]\\nInput2: [4,8]\\nOutput: Q:[4,8], K:[4,2]')
  assert.is(several.inputs?.length, 2)
  assert.equal(
    several.outputs?.map((tensor) => tensor.name),
    ['Q', 'K'],
  )
  const arrow = await labelled('Up\\n[bs=?, dim=7168] → [bs=?, dim=1024]')
  assert.is(shape(arrow.inputs?.[0]?.dims), 'batch=? hidden=7168')
  assert.is(shape(arrow.outputs?.[0]?.dims), 'batch=? hidden=1024')
  const scalar = await labelled('Up\\n16384->8192')
  assert.is(shape(scalar.inputs?.[0]?.dims), '16384')
  assert.is(shape(scalar.outputs?.[0]?.dims), '8192')
  const single = await labelled('Q Proj\\n[batch=1024, seq=10000, hidden=1024]')
  assert.is(single.inputs, undefined)
  assert.is(shape(single.outputs?.[0]?.dims), 'batch=1024 seq=10000 hidden=1024')
})

test('what stands for nodes that are not drawn', async () => {
  const stands = async (label: string) => (await labelled(label)).attributes?.standsForOthers
  for (const label of [
    '... 60 more experts',
    'Expert 0 ... Expert 15',
    '⋮',
    '• • •',
    '(repeat x30)',
    'Other GPUs',
  ])
    assert.is(await stands(label), true, label)
  for (const label of [
    'Layers 1-14\\n(identical structure)',
    'continue for layers 2-15',
    'Layers 2-14 similar',
  ])
    assert.is(await stands(label), true, label)
  for (const label of ['Experts 0…15', 'Layers 2-30', 'Norm\\nDevices: {0..7}', 'Norm\\n[B, ..., H]'])
    assert.is(await stands(label), undefined, label)
})

test('layers, stages, phases, ranks', async () => {
  assert.is((await labelled('Layer 7→8 Transfer')).layer, undefined)
  assert.is((await labelled('Layer 3 to 4 Transfer')).layer, undefined)
  assert.is((await labelled('Layer 3 Token Mixer')).layer, 3)
  assert.is((await labelled('Linear Layer 1')).layer, undefined)
  assert.is((await labelled('layers.3.attn')).layer, 3)
  assert.is((await labelled('第 3 层 注意力')).layer, 3)
  assert.is((await labelled('Attention L7')).layer, 7)
  assert.is((await labelled('Layer 3 LayerNorm 2')).layer, 3)
  assert.is((await labelled('LayerNorm1', 'n')).layer, undefined)
  assert.is((await labelled('Layers 4-7', 'n')).layer, undefined)
  assert.is((await labelled('LayerNorm', 'layer12_norm')).layer, 12)
  assert.is((await labelled('PIPELINE STAGE 2')).stage, 2)
  assert.is((await labelled('Prefill Attention')).phase, 'prefill')
  assert.is((await labelled('Decode Attention')).phase, 'decode')
  assert.is((await labelled('Decoder Layer 2')).phase, undefined)
  assert.is((await labelled('MLP', 'mlp_dp1_tp3')).attributes?.tensorRank, 3)
})

test('inputs and outputs by their titles, unless these name an operation', async () => {
  const role = async (title: string) => (await labelled(title)).attributes?.role
  for (const title of ['Input', 'Model Input', 'Input Embedding', 'Prompt', 'Layer 0 Device 1 Input']) {
    assert.is(await role(title), 'input', title)
  }
  for (const title of ['Output', 'Final Output', 'Logits', 'Layer 1 Output', 'MoE Output'])
    assert.is(await role(title), 'output', title)
  for (const title of ['Input Norm', 'Output Projection', 'Input Split', 'Input Broadcast', 'Attention']) {
    assert.is(await role(title), 'none', title)
  }
})

test('annotations, placeholders and drawn devices', async () => {
  const said = async (label: string, id = 'n', attributes = '') =>
    (await labelled(label, id, attributes)).attributes ?? {}
  assert.is((await said('Legend: boxes compute')).annotation, true)
  assert.is((await said('Boxes', 'legend_1')).annotation, true)
  assert.is((await said('Boxes', 'n', ', shape=note')).annotation, true)
  assert.is((await said('Boxes', 'n', ', shape=plaintext')).annotation, undefined)
  assert.not.ok((await said('Key Projection')).annotation)
  assert.is((await said('... 60 more experts')).standsForOthers, true)
  assert.is((await said('Expert {i}')).standsForOthers, true)
  assert.is((await said('Layer $layer MLP')).standsForOthers, true)
  assert.is((await said('Expert 3')).standsForOthers, undefined)
  assert.is((await said('GPU 3\\nTP=0, EP=1')).drawsDevice, true)
  assert.is((await said('LayerNorm\\nGPU: 3')).drawsDevice, false)
  assert.is((await said('GPU 3\\nQKV Projection')).drawsDevice, false)
})

test('edges say that they communicate, and are dashed', async () => {
  const { edges, nodes } = await read(
    'digraph g { a; b; c; a -> b [label="PP Comm"]; a -> c [style=dashed, label="residual"] }',
  )
  assert.is(edges[0]!.attributes?.communication, 'communicate')
  assert.is(edges[0]!.attributes?.drawnDashed, undefined)
  assert.is(edges[1]!.attributes?.communication, undefined)
  assert.is(edges[1]!.attributes?.drawnDashed, true)
  assert.equal(
    nodes.map((node) => node.attributes?.dashedEdge),
    [true, false, true],
  )
})

test('the drawing names its degrees', async () => {
  const { given } = await read('// MoE with TP=8, PP=2\ndigraph EP64_plan { label="4-way data parallel"; a }')
  assert.is(given.saidTensorDegree, 8)
  assert.is(given.saidPipelineDegree, 2)
  assert.is(given.saidExpertDegree, 64)
  assert.is(given.saidDataDegree, 4)
})

test.run()
