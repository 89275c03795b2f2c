// From reports to failure modes, in a bakery's words.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { diagnose } from '../src/diagnose/index.js'
import type { FailureMode } from '../src/knowledge/base.js'
import { literal, ruleOf } from './judge/toy.js'

const mode = (id: string, more: Partial<FailureMode>): FailureMode => ({
  id,
  title: id,
  stratum: '00_toy',
  symptoms: [],
  rootCause: '',
  place: { page: 'toy.md', line: 1 },
  ...more,
})

const failureModes = [
  mode('flat-loaf', {
    title: 'The loaf is flat',
    symptoms: ['the crumb is dense'],
    rootCause: 'The dough did not rise.',
    remedies: ['let it rise longer'],
  }),
  mode('burnt-crust', {
    title: 'The crust is burnt',
    symptoms: ['the crust is black'],
    signs: ['oven too hot: \\d+ degrees', 'smoke alarm'],
    rootCause: 'The oven is too hot.',
  }),
  mode('raw-middle', {
    title: 'The middle is raw',
    rootCause: 'The oven is too cold.',
    undetected: 'No plan says how an oven leaks.',
  }),
]
const rules = [
  ruleOf({ id: 'dough/rises', failureMode: 'flat-loaf', must: [literal(true)] }),
  ruleOf({ id: 'dough/rests', failureMode: 'flat-loaf', must: [literal(true)] }),
]
const base = { failureModes, rules }

test('a sign in a log goes before shared words, and is quoted once a line', () => {
  const log = 'loaf 7: dense crumb\n  09:12 OVEN TOO HOT: 290 degrees, smoke alarm on  \nflat'
  const [first, second] = diagnose(log, base)
  assert.is(first!.failureMode, 'burnt-crust')
  assert.equal(
    first!.reasons.filter((reason) => 'sign' in reason),
    [{ sign: 'oven too hot: \\d+ degrees', in: '09:12 OVEN TOO HOT: 290 degrees, smoke alarm on' }],
  )
  assert.is(second!.failureMode, 'flat-loaf')
})

test('words count whatever their case and number, and the rare ones are named', () => {
  const [first] = diagnose('Dense CRUMBS, flat loaves', base)
  assert.is(first!.failureMode, 'flat-loaf')
  assert.equal(first!.reasons, [{ words: ['crumb', 'dense', 'flat'] }])
  assert.equal([first!.detectedBy, first!.remedies], [['dough/rises', 'dough/rests'], ['let it rise longer']])
})

test('what a plan breaks is a reason of its own, and goes first', () => {
  const broken = [{ rule: 'dough/rises', failureMode: 'flat-loaf', message: 'ten minutes' }]
  const [first] = diagnose('the oven is too cold', base, broken)
  assert.is(first!.failureMode, 'flat-loaf')
  assert.equal(first!.reasons[0], { rule: 'dough/rises', message: 'ten minutes' })
})

test('what nothing fits has no suspects, and hostile reports cost little', () => {
  assert.equal(diagnose('', base), [])
  assert.equal(diagnose('xyzzy {{constructor}} __proto__', base), [])
  const huge = `${'a'.repeat(5_000_000)}\n${'smoke '.repeat(200_000)}\nsmoke alarm`
  assert.is(diagnose(huge, base)[0]!.failureMode, 'burnt-crust')
})

test.run()
