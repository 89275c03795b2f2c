// Repaired launches: the flags are changed where they stand, and every other byte is kept.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCandidates } from '../../src/candidate/read.js'
import { check, fix } from '../../src/index.js'
import { changesBetween } from '../../src/repair/launch/changes.js'
import { rewrite } from '../../src/repair/launch/rewrite.js'
import { packageBase } from '../candidate/launch/base.js'

const base = packageBase()
const eight = { about: { hardware: { gpu: 'H100-SXM-80GB', count: 8 } } }
const fixed = async (text: string, options: object = eight) => (await fix(text, options)).results[0]!
const model = 'Qwen/Qwen2.5-72B-Instruct'

/** Each text with `8` marked where the number stands that the repair has to change. */
const spelt: readonly [text: string, wrong: string][] = [
  [`vllm serve ${model} -tp @`, '6'],
  [`vllm serve ${model} --tensor-parallel-size=@ --port 80`, '6'],
  [`vllm serve '${model}' --tensor_parallel_size "@"`, '16'],
  [`vllm serve ${model} --tensor-par '@' 2>&1 | tee log`, '6'],
  [
    `# a server\nexport A=1\nvllm serve \\\n  ${model} \\\n  -tp @ \\\n  --port 80 # as always\necho done\n`,
    '6',
  ],
  [`bash -c 'vllm serve ${model} \\\n -tp @ --port 80' && true`, '6'],
  [`docker run --gpus all vllm/vllm-openai:v0.8.5 --model ${model} -tp @\r\n`, '16'],
  [`python3 -m sglang.launch_server --model-path ${model} --tp-size @ --port 80`, '6'],
]

test('a degree is written where it stood, as it was spelt', async () => {
  for (const [text, wrong] of spelt) {
    const { before, outcome, corrected, fixes } = await fixed(text.replace('@', wrong))
    assert.is(before, 'rejected', text)
    assert.ok(fixes.length > 0, text)
    const degree = corrected!.slice(text.indexOf('@')).match(/^\d+/)![0]
    assert.is(corrected, text.replace('@', degree), text)
    const { results } = await check(corrected!, eight)
    assert.is(results[0]!.outcome, outcome === 'fixed' ? 'valid' : outcome, text)
  }
})

test('a degree that leaves no memory for a cache is no way out: of six ranks four are left, not two', async () => {
  // Neither five nor six ranks hold whole heads; two would hold the weights and nothing beside them.
  assert.is((await fixed(`vllm serve ${model} -tp 6`)).corrected, `vllm serve ${model} -tp 4`)
})

test('of launches that a repair makes alike each is mended, and told once', async () => {
  const line = (tp: number, port: number) => `vllm serve ${model} -tp ${tp} --port ${port}\n`
  for (const degrees of [
    [4, 6, 6],
    [6, 4, 6],
    [6, 6, 8],
    [6, 8, 4],
  ]) {
    const { results } = await fix(degrees.map((tp, i) => line(tp, i)).join(''), eight)
    const mended = degrees.map((tp, i) => line(tp === 6 ? 4 : tp, i)).join('')
    assert.is(results.at(-1)!.corrected, mended, String(degrees))
    const commands = results.flatMap(({ command }) => command ?? [])
    assert.equal(new Set(commands).size, commands.length, 'each by its own words')
  }
})

test('a flag that is missing comes behind the last one, in the same layout', async () => {
  const one = await fixed(`vllm serve ${model} --port 80 2>log`)
  assert.match(one.corrected!, /^vllm serve \S+ --port 80 --tensor-parallel-size \d 2>log$/)
  const lines = await fixed(`vllm serve ${model} \\\n    --port 80\n\necho`)
  assert.match(
    lines.corrected!,
    /^vllm serve \S+ \\\n {4}--port 80 \\\n {4}--tensor-parallel-size \d\n\necho$/,
  )
  const none = await fixed(`vllm serve ${model}`)
  assert.match(none.command!, / --tensor-parallel-size \d$/)
})

test('a member of an object is changed inside it', async () => {
  const draft = (degree: number) =>
    `vllm serve ${model} -tp 8 --speculative-config '{"method": "eagle", "model": "a/b", "draft_tensor_parallel_size": ${degree}, "num_speculative_tokens": 3}' --port 80`
  assert.is((await fixed(draft(3))).corrected, draft(8))
})

const manifest = (args: string) => `# ours
apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec:
  template:
    spec:
      containers:
        - name: server
          image: vllm/vllm-openai:v0.8.5
${args}
          resources: { limits: { nvidia.com/gpu: "8" } }
`

test('manifests are edited in place: lists of both layouts, and scripts in them', async () => {
  const about = { about: { hardware: { gpu: 'H100-SXM-80GB', count: 8 } } }
  const layouts: string[] = [
    `          args: ["--model", "${model}", '-tp', '@']`,
    `          args:\n            - --model # which\n            - ${model}\n            - --tensor-parallel-size=@ # how many`,
    `          command:\n            - sh\n            - -c\n            - |\n              echo\n              vllm serve ${model} \\\n                -tp @ \\\n                --port 80`,
    `          command: [sh, -c, "vllm serve ${model} -tp @"]`,
  ]
  for (const layout of layouts) {
    const text = manifest(layout)
    const { corrected, command, left } = await fixed(text.replace('@', '6'), about)
    assert.is(left, undefined, layout)
    const degree = corrected!.slice(text.indexOf('@'))[0]!
    assert.is(corrected, text.replace('@', degree), layout)
    assert.match(command!, /^vllm serve /)
  }
  const bare = await fixed(manifest(`          args:\n            - --model\n            - ${model}`), about)
  const added = / {12}- --tensor-parallel-size\n {12}- "\d"\n/
  assert.match(bare.corrected!, added)
  assert.is(
    bare.corrected!.replace(added, ''),
    manifest(`          args:\n            - --model\n            - ${model}`),
  )
})

test('text that is read otherwise than it stands is left, and the report says so', async () => {
  const { corrected, left, fixes } = await fixed(`bash -c "vllm serve \\"${model}\\" -tp 6"`)
  assert.ok(fixes.length > 0)
  assert.match(left!, /do not stand in the text/)
  assert.is(corrected, `bash -c "vllm serve \\"${model}\\" -tp 6"`)
})

test('what cannot be read is not repaired, and the report says where reading stopped', async () => {
  const { before, fixes, reasons } = await fixed(`vllm serve "${model}`)
  assert.is(before, 'unreadable')
  assert.equal(fixes, [])
  assert.is(reasons.length, 1)
  assert.match(reasons[0]!.message, /line 1, column 12/)
})

test('what no flag says is told in words', async () => {
  const { besides, corrected } = await fixed(`vllm serve ${model} -tp 1`, {
    about: { hardware: { gpu: 'H100-SXM-80GB', count: 1 }, engineVersion: '0.9.1' },
  })
  assert.ok(besides!.length > 0)
  assert.is(corrected, `vllm serve ${model} -tp 1`)
})

test('weights that do not fit are made smaller by a flag, where the engine does so as it loads them', async () => {
  const text = `vllm serve ${model} -tp 1 --max-model-len 4096`
  const on = (gpu: string, engineVersion: string) =>
    fixed(text, { about: { hardware: { gpu, count: 1 }, engineVersion } })
  const { corrected, besides } = await on('H100-SXM-80GB', '0.20.0')
  assert.is(besides, undefined)
  assert.is(corrected, `${text} --quantization fp8`)
  assert.is((await on('H100-SXM-80GB', '0.13.0')).corrected, text, 'all of it is loaded first')
  assert.not.match(
    (await on('V100-SXM2-32GB', '0.20.0')).corrected!,
    /quantization/,
    'no such weights on the device',
  )
})

test('the launches of a script are corrected one after another, those of several hosts together', async () => {
  const text = `vllm serve ${model} -tp 6 --port 1\nvllm serve ${model} -tp 6 --port 1 --max-model-len 4096\n`
  const { results } = await fix(text, eight)
  assert.is(results.length, 2)
  const last = results[1]!.corrected!
  const degrees = [...last.matchAll(/-tp (\d)/g)].map(([, degree]) => degree)
  assert.not.ok(degrees.includes('6'))
  assert.is(last.replace(/-tp \d/g, '-tp 6'), text)
  const hosts = [0, 1].map((rank) => `vllm serve ${model} -tp 6 --nnodes 2 --node-rank ${rank}\n`).join('')
  const both = await fix(hosts, { about: { hardware: { gpu: 'H100-SXM-80GB', count: 8, nodes: 2 } } })
  assert.is(both.results.length, 1)
  assert.not.match(both.results[0]!.corrected!, /-tp 6/)
})

test('a document and its command are changed together', async () => {
  const document = { kind: 'deployment', command: `vllm serve ${model} -tp 6`, strategy: { tp: 6 } }
  const { corrected, outcome } = await fixed(JSON.stringify(document))
  assert.is(outcome, 'fixed')
  const { command, strategy } = JSON.parse(corrected!)
  assert.is(command, `vllm serve ${model} -tp ${strategy.tp}`)
})

const quotes = fc.constantFrom('', "'", '"')
const spaces = fc.constantFrom(' ', '  ', ' \\\n  ', '\t')

/** A flag of a table with one number, as people spell it, and the document's path for it. */
const numeric = base.tables
  .filter(({ id }) =>
    base.tables.some(
      ({ id: key, rows }) => key === 'launchers' && Object.values(rows).some((row) => row['flags'] === id),
    ),
  )
  .flatMap(({ id, rows }) =>
    Object.entries(rows).flatMap(([name, row]) => {
      const [path] = (row['path'] as readonly string[] | undefined) ?? []
      const isPlain = /^-[\w-]+$/.test(name) && row['kind'] === 'integer' && row['filed'] !== true
      if (!isPlain || path === undefined || !path.startsWith('strategy.')) return []
      return [name, ...((row['short'] as readonly string[] | undefined) ?? [])].map((spelling) => ({
        id,
        path,
        spelling,
      }))
    }),
  )
const programs = Object.entries(base.tables.find(({ id }) => id === 'launchers')!.rows)

test('any number of any flag is changed where it stands, and read back as it was meant', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...numeric),
    fc.tuple(spaces, quotes, fc.boolean()),
    fc.integer({ min: 1, max: 999 }),
    fc.integer({ min: 1, max: 999 }),
    fc.constantFrom('', ' # note', ' 2>&1 | tee log', '\necho $(date)\n'),
    async ({ id, path, spelling }, [space, quote, isInline], from, to, behind) => {
      fc.pre(from !== to)
      const [program] = programs.find(([, row]) => row['flags'] === id)!
      const start = program.startsWith('-m') ? `python3 ${program}` : program
      const parting = isInline ? '=' : space
      const text = (value: number) =>
        `A=1 ${start} --host${space}h ${spelling}${parting}${quote}${value}${quote}${space}--seed 1${behind}`
      const [before] = await readCandidates(text(from), 'in', base)
      const [after] = await readCandidates(text(to), 'in', base)
      const changes = changesBetween(before!.document, after!.document)
      assert.ok(changes.some((change) => change.path === path))
      assert.equal(rewrite(before!.launched!, changes, base, undefined), { text: text(to), besides: [] })
    },
  )
  await fc.assert(property, { numRuns: 300 })
})

test('what a value says beside itself comes and goes with it', async () => {
  const text = (policy: number) => `lmdeploy serve api_server a/b --quant-policy ${policy} --tp 2`
  for (const [from, to] of [
    [1, 8],
    [8, 1],
    [8, 4],
  ] as const) {
    const [before] = await readCandidates(text(from), 'in', base)
    const [after] = await readCandidates(text(to), 'in', base)
    const changes = changesBetween(before!.document, after!.document)
    assert.ok(changes.some(({ path }) => path === 'strategy.kv_cache_dtype'))
    assert.equal(rewrite(before!.launched!, changes, base, undefined), { text: text(to), besides: [] })
  }
})

test.run()
