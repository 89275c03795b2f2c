// Configurations of models as they are published.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readModelConfig } from '../../../src/candidate/deployment/model-config.js'
import { withoutEndless } from '../../../src/candidate/plan/json-numbers.js'
import { check } from '../../../src/index.js'
import { base } from '../recognise/tables.js'

test('numbers that JSON does not have say nothing, and in texts they stay', () => {
  const text = '{"a": [0.001, Infinity], "b": -Infinity, "c": NaN, "d": "NaN, \\"Infinity\\"", "e": -1}'
  const read = readModelConfig(text, 'config.json')
  assert.ok(!('problem' in read))
  const { config } = read as { config: object }
  assert.equal(config, { a: [0.001, null], b: null, c: null, d: 'NaN, "Infinity"', e: -1 })
})

test('property: what is JSON is left as it is, and quoted words are never touched', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('NaN', 'Infinity', '-Infinity'), (json, word) => {
      const text = `{"before": ${json}, "word": ${word}, "quoted": ${JSON.stringify(`"${word}\\`)}}`
      const read = JSON.parse(withoutEndless(text)!)
      assert.equal(read, { before: JSON.parse(json), word: null, quoted: `"${word}\\` })
      assert.is(withoutEndless(JSON.stringify({ json, word })), undefined)
    }),
  )
})

test('what is no configuration is refused with its place and a way out', () => {
  const problemOf = (text: string) => {
    const read = readModelConfig(text, 'config.json')
    if (!('problem' in read)) throw new Error('it was read')
    return read.problem
  }
  assert.match(problemOf('[]').read, 'JSON that is no object')
  assert.equal([problemOf('{\n  "a": 1,\n}').line, problemOf('{\n  "a": 1,\n}').column], [3, 1])
  assert.match(problemOf('{"a": NaN,').repair, 'the text ends here')
  assert.match(problemOf('').expected, 'the config.json of a model')
})

test('files beside it become members, and its own go before them', () => {
  const beside = {
    extra: { content: '{"heat": 1}', from: 'extra.json' },
    own: { content: '{}', from: 'own.json' },
  }
  const read = readModelConfig('{"own": 2}', 'config.json', beside)
  assert.ok(!('problem' in read))
  const { config, files } = read as { config: object; files: readonly { from: string }[] }
  assert.equal(config, { extra: { heat: 1 }, own: 2 })
  assert.equal(
    files.map(({ from }) => from),
    ['config.json', 'extra.json', 'own.json'],
  )
})

test('a deployment may quote such a file, and a plan may not', async () => {
  const options = { base: await base() }
  const deployment =
    '{"kind": "deployment", "engine": "vllm", "config": {"num_attention_heads": 6, "x": Infinity}, "strategy": {"tp": 4}}'
  const [judged] = (await check(deployment, options)).results
  assert.ok(judged!.findings.some(({ rule }) => rule === 'tp/heads-divide'))
  const [plan] = (await check('{"nodes": [], "x": Infinity}', options)).results
  assert.is(plan!.outcome, 'unreadable')
  assert.match(plan!.problems[0]!.repair, 'JSON has finite numbers only')
})

test.run()
