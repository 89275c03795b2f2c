// `kb build` as a user sees it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { families } from '../build/grid.js'
import { inFolder, isCalm, kb } from './kb.js'

const small = { model: families.find(({ name }) => name === 'gqa')!.model }
const experts = { model: families.find(({ name }) => name === 'moe')!.model }
const odd = { model: { ...small.model, kvHeads: 3 } }
const config = {
  ...{
    model_type: 'qwen3',
    num_hidden_layers: 2,
    hidden_size: 32,
    num_attention_heads: 8,
    num_key_value_heads: 2,
  },
  ...{ head_dim: 4, intermediate_size: 48, vocab_size: 64, tie_word_embeddings: true },
}

const wrong: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [[], /needs a model/],
  [['--model', 'none.json'], /`none.json` cannot be read/],
  [['--model', 'list.json'], /no JSON object/],
  [['--model', 'no-such-model'], /`no-such-model` does not say `model.layers`/],
  [['--model', 'Qwen3-Next-80B-A3B'], /linearAttentionLayers`: layers of that kind are not drawn/],
  [['--model', 'small.json', '--strategy', 'tp=2'], /no word `tp`[\s\S]*Did you mean/],
  [['--model', 'small.json', '--strategy', 'tpa'], /holds `tpa`[\s\S]*tpa=4,pp=2/],
  [['--model', 'small.json', '--strategy', 'tpa=0'], /tpa is an integer, at least 1/],
  [['--model', 'small.json', '--strategy', 'train.tpa=2'], /`train`, which is no phase/],
  [['--model', 'small.json', '--strategy', 'residualSharded=1'], /residualSharded is true or false/],
  [['--model', 'small.json', '--strategy', 'contextMethod=rings'], /contextMethod is one of ring/],
  [['--model', 'small.json', '--strategy', 'eager=true'], /`eager` does not decide how a plan is drawn/],
  [['--model', 'small.json', '--strategy', 'tpa=16'], /8 query heads [\s\S]* one would have none/],
  [['--model', 'small.json', '--strategy', 'pp=3'], /2 layers are not dealt to 3 stages: each needs one\.\n/],
  [['--model', 'small.json', '--strategy', 'pp=2,stageLayers=2+1'], /2 layers are not dealt/],
  [['--model', 'small.json', '--strategy', 'adp=2'], /adp=2 gives groups of ranks sequences/],
  [['--model', 'small.json', '--strategy', 'ep=2'], /which the model does not have/],
  [['--model', 'experts.json', '--strategy', 'tpa=4,ep=3,etp=1'], /ep=3 times etp=1 is not the 4 ranks/],
  [
    ['--model', 'small.json', '--strategy', 'microbatches=3', '--workload', 'concurrency=2'],
    /2 sequences are fewer/,
  ],
  [
    ['--model', 'small.json', '--strategy', 'pcp=4', '--workload', 'promptTokens=7'],
    /7 tokens of a prompt are fewer than its 8/,
  ],
  [['--model', 'small.json', '--workload', 'concurency=2'], /no word `concurency`[\s\S]*`concurrency`/],
  [
    ['--model', 'small.json', '--strategy', 'disaggregated=false,prefill.tpa=2,decode.tpa=4'],
    /2 ranks in a stage and decode 4[\s\S]*devices of their own/,
  ],
  [
    ['--model', 'small.json', '--strategy', 'prefill.tpa=4,decode.tpa=1,decode.dcp=4'],
    /key-value head 1 on device 0, which prefill does not make there/,
  ],
]

test('what cannot be drawn is told in a line with a way out, and exits with 2', () =>
  inFolder(async (folder) => {
    writeModels(folder)
    for (const [args, says] of wrong) {
      const run = await kb(['build', ...args], { cwd: folder })
      assert.is(run.code, 2, args.join(' '))
      assert.match(run.err, says)
      assert.is(run.out, '', args.join(' '))
      assert.ok(isCalm(run), args.join(' '))
    }
  }))

function writeModels(folder: string): void {
  const files = {
    'small.json': small,
    'experts.json': experts,
    'config.json': config,
    'list.json': [],
    'odd.json': odd,
  }
  for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(data))
}

test('a plan is printed in the form that is asked for, and a model comes from a file or the catalogue', () =>
  inFolder(async (folder) => {
    writeModels(folder)
    const build = (...args: string[]) => kb(['build', ...args], { cwd: folder })
    const json = await build('--model', 'config.json', '--strategy', 'tpa=2')
    assert.is(json.code, 0, json.err)
    const plan = JSON.parse(json.out) as { model: object; workload: object; nodes: { op: string }[] }
    assert.is((plan.model as { qkNorm: boolean }).qkNorm, true)
    assert.equal(plan.workload, { concurrency: 2, promptTokens: 4 })
    assert.ok(plan.nodes.some(({ op }) => op === 'all_reduce'))
    writeFileSync(join(folder, 'plan.json'), json.out)
    const again = await build('--model', 'plan.json', '--strategy', 'tpa=2')
    assert.is(again.out.replaceAll('plan.json', 'config.json'), json.out)
    for (const [format, begins] of [
      ['dot', 'digraph plan {'],
      ['mermaid', 'flowchart TD'],
      ['graphml', '<?xml'],
    ] as const) {
      const drawn = await build(
        '--model',
        'small.json',
        '--strategy',
        'pp=2',
        '--phase',
        'decode',
        '--format',
        format,
      )
      assert.is(drawn.code, 0, drawn.err)
      assert.ok(drawn.out.startsWith(begins), format)
    }
    const named = await build(
      '--model',
      'Qwen2.5-0.5B',
      '--phase',
      'decode',
      '--unfold',
      '--strategy',
      'tpa=2',
    )
    assert.is(named.code, 0, named.err)
    assert.match(named.out, 'decode.l23.qkv_r1')
    assert.match(named.out, 'l0.bqkv')
  }))

test('a plan that breaks a law is not printed, but its verdict is, unless it is forced', () =>
  inFolder(async (folder) => {
    writeModels(folder)
    const refused = await kb(['build', '--model', 'odd.json'], { cwd: folder })
    assert.is(refused.code, 1)
    assert.match(refused.out, 'model/kv-heads-divide-heads')
    assert.match(refused.err, '--force')
    const forced = await kb(['build', '--model', 'odd.json', '--force'], { cwd: folder })
    assert.is(forced.code, 1)
    assert.match(forced.out, '"shardwright": "plan/1"')
  }))

test.run()
