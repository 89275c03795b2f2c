// Exports: commands and manifests of deployments, and what is refused.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { inFolder, isCalm, kb } from './kb.js'

const xport = (...args: string[]) => kb(['export', ...args])
const launch = 'vllm serve Qwen/Qwen2.5-72B-Instruct -tp 8'

test('a launch is written as its command, and reads the same', async () => {
  const run = await xport('vllm', '--launch', `${launch} --max-model-len 32k --no-enable-prefix-caching`)
  assert.is(run.code, 0, run.err)
  assert.is(
    run.out,
    [
      'vllm serve Qwen/Qwen2.5-72B-Instruct \\',
      '  --tensor-parallel-size 8 \\',
      '  --pipeline-parallel-size 1 \\',
      '  --max-model-len 32000 \\',
      '  --no-enable-prefix-caching',
      '',
    ].join('\n'),
  )
  assert.is((await xport('vllm', '--launch', run.out)).out, run.out)
})

test('a deployment document is written, with its command, and what no flag states is told', () =>
  inFolder(async (cwd) => {
    const document = {
      kind: 'deployment',
      engine: 'sglang',
      model: 'Qwen/Qwen2.5-72B-Instruct',
      strategy: { tp: 8, whim: 1 },
      command: 'python -m sglang.launch_server --mem-fraction-static 0.8',
    }
    writeFileSync(join(cwd, 'deployment.json'), JSON.stringify(document))
    const run = await kb(['export', 'sglang', 'deployment.json'], { cwd })
    assert.is(run.code, 0, run.err)
    assert.match(run.out, /^python3 -m sglang\.launch_server \\\n {2}--model-path Qwen/)
    assert.match(run.out, /--mem-fraction-static 0\.8/)
    assert.match(run.err, /no flag of sglang states `strategy\.whim`/)
  }))

test('one host is a Deployment, several are a LeaderWorkerSet, and both read back', async () => {
  const machines = ['8xH100-SXM-80GB', '2x8xH100-SXM-80GB']
  const [one, two] = await Promise.all(
    machines.map((hardware, i) =>
      xport(
        'kubernetes',
        '--launch',
        `${launch} -pp ${i + 1}`,
        '--hardware',
        hardware,
        '--engine-version',
        '0.9.1',
      ),
    ),
  )
  assert.match(one!.out, /^apiVersion: apps\/v1\nkind: Deployment\n[\s\S]*image: vllm\/vllm-openai:v0\.9\.1/)
  assert.match(two!.out, /kind: LeaderWorkerSet\n[\s\S]*size: 2\n/)
  for (const run of [one!, two!]) {
    const back = await kb(['export', 'vllm', '-'], { input: run.out })
    assert.is(back.code, 0, back.err)
    assert.match(back.out, /--tensor-parallel-size 8/)
  }
})

test('a deployment of one engine is written for another, with the same canonical degrees', async () => {
  const dealt =
    'vllm serve deepseek-ai/DeepSeek-V3 -dp 16 --enable-expert-parallel --gpu-memory-utilization 0.9'
  const machines = ['--hardware', '2x8xH200-SXM-141GB']
  const run = await xport('sglang', '--launch', `${dealt} --max-model-len 65536`, ...machines)
  assert.is(run.code, 0, run.err)
  assert.is(
    run.out.replace(/ \\\n +/g, ' '),
    'python3 -m sglang.launch_server --model-path deepseek-ai/DeepSeek-V3 --tensor-parallel-size 16 --data-parallel-size 16 ' +
      '--expert-parallel-size 16 --enable-dp-attention --context-length 65536\n',
  )
  assert.match(run.err, /`strategy\.gpu_memory_utilization` may mean something else to sglang/)
  const back = await xport('vllm', '--launch', run.out, ...machines)
  assert.match(
    back.out,
    /--data-parallel-size 16 \\\n {2}--enable-expert-parallel \\\n {2}--max-model-len 65536/,
  )
  assert.match(back.out, /--tensor-parallel-size 1 /)
})

test('what an engine cannot do is refused by its rule, and what another cannot is none of its business', async () => {
  const odd =
    'python -m sglang.launch_server --model Qwen/Qwen2.5-72B-Instruct --tp 4 --kv-cache-dtype fp8_e5m2'
  const [wrong, right] = await Promise.all([
    xport('vllm', '--launch', 'python -m sglang.launch_server --model Qwen/Qwen2.5-72B-Instruct --tp 6'),
    xport('vllm', '--launch', odd),
  ])
  assert.is(wrong!.code, 1)
  assert.is(wrong!.out, '')
  assert.match(wrong!.err, /rejected and not written[\s\S]*tp\/heads-divide/)
  assert.is(right!.code, 0, right!.err)
  assert.match(right!.out, /--tensor-parallel-size 4 [\s\S]*--kv-cache-dtype fp8_e5m2/)
})

test('canonical degrees and plans are written in the words of the engine', () =>
  inFolder(async (cwd) => {
    const canonical = {
      kind: 'deployment',
      engine: 'sglang',
      model: 'Qwen/Qwen3-30B-A3B',
      strategy: { convention: 'canonical', tpa: 2, adp: 2, ep: 4 },
    }
    writeFileSync(join(cwd, 'canonical.json'), JSON.stringify(canonical))
    const built = await kb(['build', '--model', 'Qwen3-30B-A3B', '--strategy', 'tpa=2,adp=2,ep=4'], { cwd })
    writeFileSync(join(cwd, 'plan.json'), built.out)
    const [own, sglang, vllm, manifest] = await Promise.all(
      [
        ['sglang', 'canonical.json'],
        ['sglang', 'plan.json'],
        ['vllm', 'plan.json'],
        ['kubernetes', 'plan.json', '--engine', 'vllm'],
      ].map((args) => kb(['export', ...args], { cwd })),
    )
    for (const run of [own!, sglang!]) {
      assert.is(run.code, 0, run.err)
      assert.match(
        run.out,
        /--tensor-parallel-size 4 .\n.*--data-parallel-size 2 .\n.*--expert-parallel-size 4 .\n.*--enable-dp-attention/,
      )
    }
    assert.match(
      vllm!.out,
      /^vllm serve Qwen\/Qwen3-30B-A3B .\n.*--tensor-parallel-size 2 .\n.*--data-parallel-size 2 .\n.*--enable-expert-parallel\n$/,
    )
    assert.match(vllm!.err, /no deployment states `expertExchange`/)
    assert.match(manifest!.out, /- --data-parallel-size\n +- "2"/)
  }))

test('a server is not given the flags of a client that measures', () =>
  inFolder(async (cwd) => {
    const document = {
      kind: 'deployment',
      engine: 'vllm',
      model: 'm',
      strategy: { tp: 2 },
      workload: { input_len: 9 },
    }
    writeFileSync(join(cwd, 'd.json'), JSON.stringify(document))
    const run = await kb(['export', 'vllm', 'd.json'], { cwd })
    assert.is(run.out.replace(/ \\\n +/g, ' '), 'vllm serve m --tensor-parallel-size 2\n')
  }))

const apart = {
  kind: 'deployment',
  engine: 'vllm',
  model: 'Qwen/Qwen3-32B',
  hardware: { gpu: 'H100-SXM-80GB', count: 8, nodes: 1 },
  strategy: { max_num_seqs: 64, prefill: { tp: 2 }, decode: { tp: 4 } },
}

test('phases with degrees of their own are two servers, each of which is told its phase', () =>
  inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'apart.json'), JSON.stringify(apart))
    const strategy = 'prefill.tpa=4,prefill.ep=4,decode.tpa=2,decode.ep=2'
    const built = await kb(['build', '--model', 'Qwen3-30B-A3B', '--strategy', strategy], { cwd })
    writeFileSync(join(cwd, 'plan.json'), built.out)
    const [vllm, manifest, sglang] = await Promise.all(
      [
        ['vllm', 'apart.json'],
        ['kubernetes', 'apart.json'],
        ['sglang', 'plan.json'],
      ].map((args) => kb(['export', ...args], { cwd })),
    )
    assert.match(
      vllm!.out.replace(/ \\\n +/g, ' '),
      /^# prefill\nvllm serve .* --tensor-parallel-size 2 .*--max-num-seqs 64 .*kv_producer"}'\n\n# decode\n.* --tensor-parallel-size 4 .*kv_consumer"}'\n$/,
    )
    assert.match(
      manifest!.out,
      /name: qwen3-32b-prefill\n[\s\S]*gpu: "2"[\s\S]*\n---\n[\s\S]*name: qwen3-32b-decode\n[\s\S]*gpu: "4"/,
    )
    assert.match(
      sglang!.out.replace(/ \\\n +/g, ' '),
      /--tensor-parallel-size 4 .*--expert-parallel-size 4 --disaggregation-mode prefill\n[\s\S]*--tensor-parallel-size 2 .*--expert-parallel-size 2 --disaggregation-mode decode\n$/,
    )
    const back = await kb(['export', 'sglang', '-'], { cwd, input: manifest!.out })
    assert.match(
      back.out,
      /--tensor-parallel-size 2 [\s\S]*prefill[\s\S]*--tensor-parallel-size 4 [\s\S]*decode/,
    )
  }))

test('flags that bear on nothing go along to the same engine, and are told for another', async () => {
  const full = `${launch} --trust-remote-code --served-model-name a b --port $PORT --zzz 1`
  const [same, other] = await Promise.all([
    xport('vllm', '--launch', full),
    xport('sglang', '--launch', `${full} -dp 1 --no-enable-expert-parallel`),
  ])
  assert.match(same!.out, /--trust-remote-code \\\n {2}--served-model-name a b\n$/)
  assert.match(same!.err, /`--port` has a value that is not known[\s\S]*`--zzz` is not known here/)
  assert.not.match(other!.out, /trust-remote-code/)
  assert.match(other!.err, /`--trust-remote-code`, `--served-model-name`, `--port` are no flags of sglang/)
})

test('all launches of a text are written, each told from the others', async () => {
  const run = await xport('vllm', '--launch', `${launch}\n${launch} -pp 2`)
  assert.is(run.code, 0, run.err)
  assert.match(run.out, /^# 1\n[\s\S]*\n\n# 2\n[\s\S]*--pipeline-parallel-size 2\n$/)
})

test('a manifest holds the file of options and the image as it is pulled, and says of its hosts what the group does not', () =>
  inFolder(async (cwd) => {
    const options = "cat > o.yaml <<'EOF'\nenable_attention_dp: true\nEOF\n"
    writeFileSync(
      join(cwd, 't.sh'),
      `${options}trtllm-serve deepseek-ai/DeepSeek-V3 --tp_size 8 --extra_llm_api_options o.yaml`,
    )
    const [filed, tgi, dealt, ranked] = await Promise.all(
      [
        ['t.sh', '--hardware', '8xB200'],
        [
          '--launch',
          'text-generation-launcher --model-id Qwen/Qwen2.5-72B-Instruct --num-shard 4',
          '--engine-version',
          '3.0.1',
          '--hardware',
          '4xH100-SXM-80GB',
        ],
        [
          '--launch',
          'vllm serve deepseek-ai/DeepSeek-V3 -dp 16 -ep --data-parallel-size-local 8 --data-parallel-address 10.0.0.1',
          '--hardware',
          '2x8xH200-SXM-141GB',
        ],
        [
          '--launch',
          'python -m sglang.launch_server --model-path deepseek-ai/DeepSeek-V3 --tp 16 --nnodes 2 --node-rank 0',
          '--hardware',
          '2x8xH200-SXM-141GB',
        ],
      ].map((args) => kb(['export', 'kubernetes', ...args], { cwd })),
    )
    assert.match(
      filed!.out,
      /kind: ConfigMap[\s\S]*enable_attention_dp[\s\S]*\n---\n[\s\S]*\/etc\/options\/options\.yaml/,
    )
    const back = await kb(['export', 'tensorrt-llm', '-'], { cwd, input: filed!.out })
    assert.match(back.out, /"enable_attention_dp": true/)
    assert.match(tgi!.out, /image: ghcr\.io\/huggingface\/text-generation-inference:3\.0\.1\n/)
    assert.match(dealt!.out.replace(/\s+/g, ' '), /--data-parallel-backend ray/)
    assert.not.match(dealt!.out, /data-parallel-(?:size-local|address)/)
    assert.is(ranked!.out.match(/--nnodes/g)?.length, 2)
  }))

test('what a rule rejects is refused, with the rule', async () => {
  const run = await xport('vllm', '--launch', 'vllm serve Qwen/Qwen2.5-72B-Instruct -tp 6')
  assert.is(run.code, 1)
  assert.is(run.out, '')
  assert.match(run.err, /rejected and not written[\s\S]*tp\/heads-divide: 64 attention heads/)
})

test('what cannot be written is a usage error', () =>
  inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'plan.json'), '{ "nodes": [], "edges": [] }')
    const both = { prefill: { tp: 8 }, decode: { tp: 4 } }
    writeFileSync(
      join(cwd, 'both.json'),
      JSON.stringify({ kind: 'deployment', engine: 'vllm', strategy: both }),
    )
    writeFileSync(join(cwd, 'none.json'), JSON.stringify({ kind: 'deployment' }))
    const wrong: [string[], RegExp][] = [
      [['vllm'], /needs a file or `--launch`/],
      [['vllm', 'missing.json'], /cannot be read/],
      [['kubernetes', 'none.json'], /No engine is named[\s\S]*--engine/],
      [['vllm', 'none.json'], /degrees are not known in full: `adp` of prefill/],
      [['kubernetes', 'plan.json'], /No engine is named/],
      [['vllm', 'plan.json'], /degrees are not known\./],
      [
        ['lmdeploy', '--launch', `${launch} -dcp 2`],
        /lmdeploy has no words[\s\S]*`dcp` of prefill is 2[\s\S]*asked for 1/,
      ],
      [['tgi', 'both.json'], /no words that are known here for a server of prefill alone[\s\S]*sglang, vllm/],
      [['frob', '--launch', launch], /Flags of `frob` are not known[\s\S]*vllm/],
      [['kubernetes', '--launch', launch], /needs the devices of each host/],
      [['vllm', '--launch', "vllm serve 'a"], /unreadable and not written/],
    ]
    const runs = await Promise.all(wrong.map(([args]) => kb(['export', ...args], { cwd })))
    for (const [i, run] of runs.entries()) {
      assert.is(run.code, 2, `${wrong[i]![0].join(' ')}: ${run.out}${run.err}`)
      assert.match(run.err, wrong[i]![1])
      assert.ok(isCalm(run))
    }
  }))

test.run()
