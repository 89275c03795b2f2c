// From launch commands, scripts and manifests to deployments.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readLaunches } from '../../../src/candidate/launch/index.js'
import { readCandidate, readCandidates } from '../../../src/candidate/read.js'
import { packageBase } from './base.js'

const base = packageBase()
type Document = Readonly<Record<string, unknown>>

async function readAll(text: string, about = {}) {
  const candidates = (await readLaunches(text, 'in', base, '', about)) ?? []
  return candidates.map((candidate) => ({ ...candidate, document: candidate.document as Document }))
}
async function readOne(text: string, about = {}) {
  const candidates = await readAll(text, about)
  assert.is(candidates.length, 1, text)
  return candidates[0]!
}

/** What a launch of vLLM says of its cache by not naming a format. */
const precision = { kv_follows_model: true }

test('each engine is known by its programs', async () => {
  const launches: [string, Document][] = [
    [
      'vllm serve a/b -tp 8 -pp=2',
      { engine: 'vllm', model: 'a/b', strategy: { tp: 8, pp: 2, enable_expert_parallel: false }, precision },
    ],
    [
      'nohup python3 -m vllm.entrypoints.openai.api_server --model a/b --data_parallel_size 4 &',
      {
        engine: 'vllm',
        model: 'a/b',
        strategy: { dp: 4, tp: 1, pp: 1, enable_expert_parallel: false },
        precision,
      },
    ],
    [
      '/usr/bin/python /opt/vllm/entrypoints/openai/api_server.py --model a',
      { engine: 'vllm', model: 'a', strategy: { tp: 1, pp: 1, enable_expert_parallel: false }, precision },
    ],
    [
      'python3 -m sglang.launch_server --model-path a --tp 16 --enable-dp-attention --dp 16 --ep 16 --mem-frac 0.8',
      {
        engine: 'sglang',
        model: 'a',
        strategy: {
          tp: 16,
          enable_dp_attention: true,
          dp: 16,
          ep: 16,
          mem_fraction_static: 0.8,
          pp: 1,
          enable_expert_parallel: false,
        },
      },
    ],
    [
      'mpirun -n 16 --allow-run-as-root trtllm-llmapi-launch trtllm-serve a/b --tp_size 16 --ep_size 8',
      {
        engine: 'tensorrt-llm',
        model: 'a/b',
        launch: { processes: 16, joinsProcesses: true },
        strategy: { tp: 16, ep: 8, pp: 1 },
      },
    ],
    [
      'lmdeploy serve api_server a --backend pytorch --tp 8 --dp 8',
      { engine: 'lmdeploy', model: 'a', strategy: { backend: 'pytorch', tp: 8, dp: 8, ep: 1 } },
    ],
    [
      'text-generation-launcher --model-id a --num-shard 4 --max-total-tokens 4096',
      { engine: 'tgi', model: 'a', strategy: { tp: 4, max_model_len: 4096 } },
    ],
    [
      'torchrun --nproc_per_node 8 -m dynamo.vllm --model a -tp 8 --is-decode-worker',
      {
        engine: 'vllm',
        model: 'a',
        launch: { processesPerHost: 8, hosts: 1 },
        strategy: { tp: 8, is_decode_worker: true, decode: {}, pp: 1, enable_expert_parallel: false },
        precision,
      },
    ],
  ]
  for (const [text, document] of launches) {
    const read = await readOne(text)
    assert.equal(read.document, { kind: 'deployment', ...document }, text)
    const { datedFlags: _, flagVersions: __, ...told } = read.launch!
    for (const [kind, notes] of Object.entries(told)) assert.equal(notes, [], `${kind} of ${text}`)
    assert.equal(read.unread, [], text)
  }
})

test('flags overrule a file of options, or it them, wherever it is named', async () => {
  const file = (text: string) => `cat > opts.yaml <<'Y'\n${text}\nY\n`
  const orders = (launch: string, name: string) => [
    launch.replace('FILE', `${name} opts.yaml`).replace('LAST', ''),
    launch.replace('FILE', '').replace('LAST', `${name} opts.yaml`),
  ]
  const cases = [
    ['tensor-parallel-size: 2', 'vllm serve m FILE -tp 4 LAST', '--config', 4],
    ['tensor-parallel-size: 2', 'python -m sglang.launch_server --model m FILE --tp 4 LAST', '--config', 4],
    ['tensor_parallel_size: 2', 'trtllm-serve m FILE --tp_size 4 LAST', '--extra_llm_api_options', 2],
  ] as const
  for (const [text, launch, name, tp] of cases)
    for (const command of orders(launch, name)) {
      const { document, unread } = await readOne(file(text) + command)
      assert.is((document['strategy'] as { tp: number }).tp, tp, command)
      assert.equal(unread, [], command)
    }
})

test('what only speaks of a launch is none', async () => {
  for (const text of [
    'echo vllm serve a',
    'pip install vllm',
    '# vllm serve a',
    'grep "vllm serve" log',
    'cat vllm',
  ])
    assert.is(await readLaunches(text, 'in', base, ''), undefined, text)
})

test('what the value of an absent flag says besides holds, unless the flag may be there', async () => {
  const saying: [string, unknown][] = [
    ['vllm serve a', precision],
    ['vllm serve a --kv-cache-dtype auto', precision],
    ['vllm serve a --kv-cache-dtype fp8', undefined],
    ['vllm serve a --kv-cache-dtype $FORMAT', undefined],
    ['vllm serve a $MORE', undefined],
  ]
  for (const [text, said] of saying) assert.equal((await readOne(text)).document['precision'], said, text)
})

test('kinds of value', async () => {
  const { document, launch } = await readOne(
    `vllm serve a --max-model-len 32k --max-num-batched-tokens 8K --kv-cache-dtype auto --gpu-memory-utilization .9 \\
      --no-enable-prefix-caching --enable-chunked-prefill False -O3 --speculative-config '{"method": "mtp", "num_speculative_tokens": 2}' \\
      --speculative-config.model b/c --cuda-graph-sizes 1 2 4 --served-model-name x y --eplb-config '{"num_redundant_experts": 8, "window": 3}' \\
      --hf-overrides {"num_hidden_layers":4, "a":{"b":1}}`,
  )
  assert.equal(document['strategy'], {
    tp: 1,
    pp: 1,
    enable_expert_parallel: false,
    max_model_len: 32_000,
    max_num_batched_tokens: 8192,
    gpu_memory_utilization: 0.9,
    enable_prefix_caching: false,
    enable_chunked_prefill: false,
    compilation_config: 3,
    speculative_config: { method: 'mtp', num_speculative_tokens: 2, model: 'b/c' },
    cuda_graph_sizes: [1, 2, 4],
    num_redundant_experts: 8,
  })
  assert.equal(document['config'], { num_hidden_layers: 4, a: { b: 1 } })
  assert.equal(launch?.unknownFlags, ['--eplb-config.window (near --eplb-config.window-size)'])
  assert.equal(launch?.openValues, [])
})

test('a negative number that the table knows by itself is a sign and no number', async () => {
  const whole = await readOne('python -m sglang.launch_server --model-path a --chunked-prefill-size -1')
  assert.equal(whole.document['strategy'], {
    tp: 1,
    pp: 1,
    enable_expert_parallel: false,
    enable_chunked_prefill: false,
  })
  assert.equal(whole.unread, [])
  const cut = await readOne('python -m sglang.launch_server --model-path a --chunked-prefill-size 4096')
  assert.equal(cut.document['strategy'], {
    tp: 1,
    pp: 1,
    enable_expert_parallel: false,
    chunked_prefill_size: 4096,
  })
})

test('flags that are not known are told with the nearest, and values that are not known with why', async () => {
  const { launch, document } = await readOne(
    'vllm serve $MODEL --tensor-paralel-size 8 -pp two --data-parallel-size "$(nproc)" --zzz --block-size',
  )
  assert.equal(launch?.unknownFlags, ['--tensor-paralel-size (near --tensor-parallel-size)', '--zzz'])
  assert.equal(launch?.openValues, [
    'model is $MODEL',
    '-pp is two, where a whole number is expected',
    '--data-parallel-size is "$(nproc)"',
    '--block-size has no value',
  ])
  assert.equal(document['strategy'], { tp: 1, enable_expert_parallel: false })
})

test('an expansion that may hold flags leaves what is absent unknown', async () => {
  assert.equal((await readOne('vllm serve a "$@"')).document['strategy'], undefined)
  assert.equal((await readOne('vllm serve a -tp 2 --config more.yaml')).document['strategy'], { tp: 2 })
})

test('a version that an image or the caller names says which flags there are', async () => {
  const image = await readOne(
    'docker run --gpus all -e VLLM_ALL2ALL_BACKEND=x -p 1:1 docker.io/vllm/vllm-openai:v0.9.1 --model a -tp 2',
  )
  assert.equal(image.document, {
    kind: 'deployment',
    engine: 'vllm',
    engineVersion: '0.9.1',
    model: 'a',
    strategy: { all2all_backend: 'x', tp: 2, pp: 1, enable_expert_parallel: false },
    precision,
  })
  const ascend = await readOne('docker run quay.io/ascend/vllm-ascend:v0.11.0rc1-a3 bash -c "vllm serve a"')
  assert.is(ascend.document['engine'], 'vllm')
  const old = await readOne('vllm serve a -tp 8 -dcp 2', { engineVersion: '0.9.1' })
  assert.is(old.document['engineVersion'], '0.9.1')
  assert.equal(old.launch?.refusedFlags, ['-dcp (of versions >=0.10.2)'])
  assert.equal(old.launch?.unknownFlags, [])
  const young = await readOne('vllm serve a -tp 8 -dcp 2', { engineVersion: '0.11.0' })
  assert.equal(young.launch?.refusedFlags, [])
  const gone = await readOne('vllm serve a --worker-use-ray', { engineVersion: '0.11.0' })
  assert.equal(gone.launch?.refusedFlags, [
    '--worker-use-ray (of versions <0.8; --distributed-executor-backend ray says it)',
  ])
})

test('a version that may have what the next release brings refuses no flag, and tells it', async () => {
  for (const engineVersion of ['0.10.1rc2.dev397+gabc', '0.10.2rc1', '0.10', 'v0.9.1-dev', '0.10.1+gptoss']) {
    const { launch } = await readOne('vllm serve a -tp 8 -dcp 2', { engineVersion })
    assert.equal(launch?.refusedFlags, [], engineVersion)
    assert.equal(launch?.unknownFlags, ['-dcp (of versions >=0.10.2)'], engineVersion)
  }
  for (const engineVersion of ['main', 'nightly', '0.10.2.post1'])
    assert.equal((await readOne('vllm serve a -dcp 2', { engineVersion })).launch?.unknownFlags, [])
})

test('flags tell of the versions that have them, whatever version is stated', async () => {
  const { launch } = await readOne('vllm serve a -dcp 2 --enable-expert-parallel --headless --port 1')
  assert.equal(launch?.flagVersions, ['>=0.10.2', '>=0.8', '>0.8.5'])
  assert.equal(launch?.datedFlags, [
    '-dcp (>=0.10.2)',
    '--enable-expert-parallel (>=0.8)',
    '--headless (>0.8.5)',
  ])
})

test('what a launch sees of the machines', async () => {
  const hardware = async (text: string, about = {}) => (await readOne(text, about)).document['hardware']
  assert.equal(await hardware('CUDA_VISIBLE_DEVICES=0,1,2 vllm serve a'), { count: 3 })
  assert.equal(await hardware('CUDA_VISIBLE_DEVICES=3 vllm serve a'), { count: 1 })
  assert.equal(await hardware('export CUDA_VISIBLE_DEVICES=0,1\nvllm serve a --nnodes 2'), {
    nodes: 2,
    count: 4,
  })
  assert.equal(await hardware('CUDA_VISIBLE_DEVICES=0 true; vllm serve a'), undefined)
  assert.equal(await hardware('CUDA_VISIBLE_DEVICES=$N vllm serve a'), undefined)
  assert.equal(await hardware('docker run --gpus 2 vllm/vllm-openai --model a'), { count: 2 })
  assert.equal(await hardware(`docker run --gpus '"device=0,3,5"' vllm/vllm-openai --model a`), { count: 3 })
  const about = { hardware: { gpu: 'X', count: 8 } }
  assert.equal(await hardware('vllm serve a', about), { gpu: 'X', nodes: 1, count: 8 })
  assert.equal(await hardware('CUDA_VISIBLE_DEVICES=0,1 vllm serve a', about), {
    gpu: 'X',
    nodes: 1,
    count: 2,
  })
  assert.equal(await hardware('vllm serve a --nnodes 2', about), { gpu: 'X', nodes: 2, count: 8 })
})

test('ranks of one deployment are one, and servers of two phases are two', async () => {
  const node = (rank: number) =>
    `ssh n${rank} "python3 -m sglang.launch_server --model-path a --tp 16 --nnodes 2 --node-rank ${rank} --dist-init-addr x:1"`
  assert.is((await readAll(`${node(0)}\n${node(1)}`)).length, 1)
  const headless = 'vllm serve a -dp 4 --data-parallel-size-local 2'
  assert.is((await readAll(`${headless}\n${headless} --headless --data-parallel-start-rank 2`)).length, 1)
  const both = await readAll(
    `# two servers
     python -m sglang.launch_server --model a --tp 4 --disaggregation-mode prefill &
     vllm serve a -tp 8 --kv-transfer-config '{"kv_connector": "NixlConnector", "kv_role": "kv_consumer"}'`,
  )
  assert.equal(
    both.map(({ input, phases }) => [input, Object.keys(phases)]),
    [
      ['in#2', ['prefill']],
      ['in#3', ['decode']],
    ],
  )
})

test('a file of options that the script writes is read', async () => {
  const { document, launch } = await readOne(`cat > /tmp/extra.yaml <<EOF
enable_attention_dp: true
kv_cache_config: { free_gpu_memory_fraction: 0.7, dtype: fp8 }
surprise: 1
EOF
trtllm-serve a --tp_size 8 --extra_llm_api_options /tmp/extra.yaml`)
  assert.equal(document['strategy'], {
    tp: 8,
    pp: 1,
    enable_attention_dp: true,
    kv_cache_free_gpu_memory_fraction: 0.7,
    kv_cache_dtype: 'fp8',
  })
  assert.equal(launch?.unknownFlags, ['--surprise'])
})

const leaderWorkerSet = `apiVersion: leaderworkerset.x-k8s.io/v1
kind: LeaderWorkerSet
metadata: { name: big }
spec:
  leaderWorkerTemplate:
    size: 2
    leaderTemplate:
      spec:
        containers:
          - name: leader
            image: docker.io/vllm/vllm-openai:v0.8.5
            command: [sh, -c, "bash start.sh leader; vllm serve a/b -tp 8 -pp 2"]
            resources: { limits: { nvidia.com/gpu: "8" } }
    workerTemplate:
      spec:
        containers:
          - { name: worker, image: vllm/vllm-openai, command: [sh, -c, bash start.sh worker] }
`

test('manifests: containers, their devices and the hosts of their group', async () => {
  assert.equal((await readOne(leaderWorkerSet)).document, {
    kind: 'deployment',
    engine: 'vllm',
    engineVersion: '0.8.5',
    model: 'a/b',
    hardware: { nodes: 2, count: 16 },
    strategy: { tp: 8, pp: 2, enable_expert_parallel: false },
    precision,
  })
  const compose = `services:
  one:
    image: lmsysorg/sglang:v0.4.6.post1-cu124
    command: python3 -m sglang.launch_server --model-path a --tp 2
    environment: ["CUDA_VISIBLE_DEVICES=0,1"]
  two:
    image: vllm/vllm-openai:v0.9.1
    command: [--model, b, --tensor-parallel-size, "$(TP)"]
    environment: { VLLM_ALL2ALL_BACKEND: pplx }
`
  const [one, two] = await readAll(compose)
  assert.equal([one!.input, two!.input], ['in#one', 'in#two'])
  assert.equal([one!.document['engineVersion'], one!.document['hardware']], ['0.4.6.post1', { count: 2 }])
  assert.equal(two!.document['strategy'], { all2all_backend: 'pplx', pp: 1, enable_expert_parallel: false })
  assert.equal(two!.launch?.openValues, ['--tensor-parallel-size is "$(TP)"'])
  const quotes = `services:
  one:
    image: vllm/vllm-openai
    command: >
      --model 'a b' -tp 2
      --speculative-config '{"method": "mtp"}'
`
  const { model, strategy } = (await readOne(quotes)).document
  assert.equal(
    [model, strategy],
    ['a b', { tp: 2, pp: 1, enable_expert_parallel: false, speculative_config: { method: 'mtp' } }],
  )
  const dynamo = `apiVersion: nvidia.com/v1alpha1
kind: DynamoGraphDeployment
metadata: { name: graph }
spec:
  services:
    Frontend: { componentType: main }
    Prefill:
      multinode: { nodeCount: 2 }
      resources: { limits: { gpu: "4" } }
      extraPodSpec:
        mainContainer:
          image: nvcr.io/nvidia/ai-dynamo/sglang-runtime:0.4
          command: [python3, -m, dynamo.sglang]
          args: [--model-path, a, --tp, "8", --disaggregation-mode, prefill]
`
  const prefill = await readOne(dynamo)
  assert.equal(prefill.document['hardware'], { nodes: 2, count: 8 })
  assert.equal(Object.keys(prefill.phases), ['prefill'])
  const spec = { containers: [{ command: ['vllm', 'serve', 'a'] }] }
  const pod = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec })
  assert.is((await readCandidates(pod, 'in', base))[0]!.format, 'deployment')
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: vllm }\n'
  assert.is(await readLaunches(service, 'in', base, ''), undefined)
})

test('a document keeps what it says, and its command fills in the rest', () => {
  const read = (document: object) =>
    readCandidate(JSON.stringify({ kind: 'deployment', ...document }), 'in', base)
  const { phases, launch, given } = read({
    engine: 'vllm',
    model: 'org/Name',
    strategy: { tensor_parallel_size: 4 },
    command: 'cd /models && vllm serve /models/name -tp 8 -pp 2 --max-model-len 1024',
  })
  assert.equal([phases['decode']!['dialectTp'], phases['decode']!['pp']], [4, 2])
  assert.is(phases['decode']!['maximumLength'], 1024)
  assert.is(given['model.name'], 'org/Name')
  assert.equal(launch?.contradictions, ['strategy.tensor_parallel_size is 4, and the command says 8'])
  assert.is(read({ engine: 'tgi', command: '--num-shard 8' }).phases['decode']!['dialectTp'], 8)
  assert.is(read({ command: '--num-shard 8' }).phases['decode']!['dialectTp'], undefined)
  // An excerpt may leave out what the launch said.
  assert.is(read({ engine: 'vllm', command: 'vllm serve a' }).phases['decode']!['dialectTp'], undefined)
})

test('no member of an object becomes a prototype', async () => {
  const { document } = await readOne(
    `vllm serve a --speculative-config '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"x": 1}}}' \\
      --additional-config.__proto__.polluted 1`,
  )
  assert.is(({} as Document)['polluted'], undefined)
  assert.is((document['strategy'] as Document)['polluted'], undefined)
})

test('a value that is no value of the word that asks for it is told, and a note is told once', async () => {
  const read = await readOne('vllm serve a -tp -8 --no-flag-of-its --no-flag-of-its')
  assert.equal(read.unread, ['strategy.tp'])
  assert.is(read.launch?.unknownFlags.length, 1)
})

test('devices that a Compose file reserves are those at hand', async () => {
  const reserved = 'deploy: { resources: { reservations: { devices: [{ driver: nvidia, count: 2 }] } } }'
  const service = `{ image: "vllm/vllm-openai:v0.9.1", command: "--model a -tp 2", ${reserved} }`
  const { document } = await readOne(`services:\n  llm: ${service}\n`)
  assert.is((document['hardware'] as Document)['count'], 2)
})

test('the nodes that a pod asks for say what its devices are called', async () => {
  const pod = (selector: string) =>
    `kind: Pod\nspec:\n  nodeSelector: { ${selector} }\n  containers:\n    - image: vllm/vllm-openai:v0.9.1\n      args: [--model, a, -tp, "4"]\n      resources: { limits: { nvidia.com/gpu: 4 } }\n`
  const hardware = async (selector: string, about = {}) => {
    const [candidate] = (await readLaunches(pod(selector), 'pod.yaml', base, '', about))!
    return (candidate!.document as { hardware?: object }).hardware
  }
  assert.equal(await hardware('nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB'), {
    ...{ gpu: 'NVIDIA-A100-SXM4-80GB', count: 4 },
  })
  const told = await hardware('cloud.google.com/gke-accelerator: nvidia-l4', { hardware: { gpu: 'L4' } })
  assert.is((told as { gpu: string }).gpu, 'L4', 'what is told goes before')
  assert.is(((await hardware('disk: ssd')) as { gpu?: string }).gpu, undefined)
})

test("a flag that repeats the size of a group by a variable leaves it known, and the rank of a node is nobody's concern", async () => {
  const run =
    'python3 -m sglang.launch_server --model a --tp 16 --nnodes $(LWS_GROUP_SIZE) --node-rank $(LWS_WORKER_INDEX)'
  const container = `{ command: [sh, -c, "${run}"], resources: { limits: { nvidia.com/gpu: 8 } } }`
  const { document, launch } = await readOne(
    `spec: { leaderWorkerTemplate: { size: 2, workerTemplate: { spec: { containers: [${container}] } } } }\n`,
  )
  assert.equal(document['hardware'], { nodes: 2, count: 16 })
  assert.equal(launch?.openValues, ['--nnodes is $(LWS_GROUP_SIZE)'])
})

test.run()
