// What may be chosen instead of the degrees of a launch, in its own flags.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkDocuments } from '../../src/check/check.js'
import type { Choices, Result } from '../../src/judge/verdict.js'
import { loadBase } from '../../src/knowledge/load.js'
import { choicesView } from '../../src/report/choices.js'

const base = loadBase(new URL('../../generated', import.meta.url).pathname)
const hardware = { gpu: 'H100-SXM-80GB', count: 8, nodes: 1 }

const check = async (content: string, machines = hardware): Promise<Result> => {
  const about = { hardware: machines }
  const { results } = await checkDocuments([{ input: 'launch', content }], base, { about })
  return results[0]!
}

const choicesOf = async (content: string, machines = hardware): Promise<Choices> => {
  const { choices } = await check(content, machines)
  return choices![0]!
}

const wordsOf = (flags: Readonly<Record<string, string>> | undefined): string =>
  Object.values(flags!)
    .filter((words) => words !== '')
    .join(' ')

test('flags are those that the launch uses, and those that say nothing new stay away', async () => {
  const { legal } = await choicesOf('vllm serve Qwen/Qwen2.5-72B-Instruct -tp=6')
  assert.equal(
    legal.slice(0, 2).map(({ flags }) => wordsOf(flags)),
    ['-tp 8', '-tp 4 --pipeline-parallel-size 2'],
  )
  assert.is(
    choicesView(await choicesOf('lmdeploy serve api_server Qwen/Qwen2.5-72B-Instruct --tp 6')).legal[0],
    '--tp 8',
  )
})

test('what is pasted behind the command is not rejected', async () => {
  const launches = [
    'vllm serve Qwen/Qwen3-30B-A3B --tensor-parallel-size 6 -pp 1 --enable-expert-parallel',
    'python -m sglang.launch_server --model-path Qwen/Qwen3-30B-A3B --tp 6 --ep-size 6',
    'trtllm-serve Qwen/Qwen2.5-72B-Instruct --tp_size 6',
    'text-generation-launcher --model-id Qwen/Qwen2.5-72B-Instruct --num-shard 6',
  ]
  for (const launch of launches) {
    const { legal } = await choicesOf(launch)
    assert.ok(legal.length > 0, launch)
    for (const { flags } of legal.slice(0, 4)) {
      const { outcome, findings } = await check(`${launch} ${wordsOf(flags)}`)
      assert.is.not(outcome, 'rejected', `${launch} ${wordsOf(flags)}: ${findings[0]?.message}`)
    }
  }
})

test('what the engine has no flag for is not offered', async () => {
  const launch = 'text-generation-launcher --model-id Qwen/Qwen2.5-72B-Instruct --num-shard 6'
  const { legal } = await choicesOf(launch)
  assert.ok(legal.every(({ set }) => Object.keys(set).join() === 'strategy.tp'))
  const { relaxations } = await choicesOf(launch, { gpu: 'A10-24GB', count: 2, nodes: 1 })
  assert.ok(relaxations.length > 0)
  assert.ok(relaxations.every(({ set }) => !('strategy.pp' in set)))
})

test('a switch that has no negative is said to stay away', async () => {
  const launch =
    'python -m sglang.launch_server --model-path Qwen/Qwen3-30B-A3B --tp 6 --dp 2 --enable-dp-attention'
  const { legal } = await choicesOf(launch)
  const off = legal.find(({ set }) => set['strategy.dp_attention'] === false)
  assert.match(wordsOf(off?.flags), /without --enable-dp-attention/)
})

test('demands in conflict and single changes that help are named by their flags', async () => {
  const launch = 'vllm serve meta-llama/Llama-3.1-8B-Instruct --max-model-len 128k'
  const choices = await choicesOf(launch, { gpu: 'A10-24GB', count: 1, nodes: 1 })
  const { conflicts, relaxations } = choicesView(choices)
  assert.match(conflicts[0]!, /^--max-model-len, hardware\.gpu/)
  assert.match(relaxations[0]!, /: --max-model-len \d+/)
})

test('the command of a document is answered in flags, a document without one in its own words', async () => {
  const document = { kind: 'deployment', engine: 'vllm', model: 'Qwen/Qwen2.5-72B-Instruct' }
  const commanded = JSON.stringify({ ...document, command: 'vllm serve Qwen/Qwen2.5-72B-Instruct -tp 6' })
  assert.is(choicesView(await choicesOf(commanded)).legal[0], '-tp 8')
  const own = JSON.stringify({ ...document, strategy: { tp: 6 } })
  assert.is(choicesView(await choicesOf(own)).legal[0], 'tp 8, pp 1')
})

test('canonical degrees are answered in canonical degrees', async () => {
  const strategy = { convention: 'canonical', tpa: 6, pp: 1 }
  const document = { kind: 'deployment', engine: 'vllm', model: 'Qwen/Qwen2.5-72B-Instruct', strategy }
  assert.is(choicesView(await choicesOf(JSON.stringify(document))).legal[0], 'tpa 8, pp 1')
})

test.run()
