// From reports to failure modes, in a bakery's words.
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { diagnose } from '../src/diagnose/index.js'
import type { FailureMode } from '../src/knowledge/base.js'
import { loadBase } from '../src/knowledge/load.js'
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

test('a sign in a log goes before words in common, and is quoted once a line with its number', () => {
  const log = 'loaf 7: dense crumb\n  09:12 OVEN TOO HOT: 290 degrees, smoke alarm on  \nflat'
  const [first, second] = diagnose(log, base)
  assert.is(first!.failureMode, 'burnt-crust')
  assert.equal(
    first!.reasons.filter((reason) => 'sign' in reason),
    [
      {
        sign: 'oven too hot: \\d+ degrees',
        in: '09:12 OVEN TOO HOT: 290 degrees, smoke alarm on',
        line: 2,
      },
    ],
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

/** A base whose modes are those, with rules about none. */
const baseOf = (...modes: FailureMode[]) => ({ failureModes: modes, rules: [] })

const order = (report: string, base: Parameters<typeof diagnose>[1]) =>
  diagnose(report, base).map(({ failureMode }) => failureMode)

test('the more a sign asks for, the more it tells, whatever the order of the modes', () => {
  const vague = mode('vague', { signs: ['oven'] })
  const exact = mode('exact', { signs: ['oven door is open'] })
  assert.equal(order('the oven door is open', baseOf(vague, exact)), ['exact', 'vague'])
  assert.equal(order('the oven door is open', baseOf(exact, vague)), ['exact', 'vague'])
})

test('lists of settings say nothing, remarks and stack frames half', () => {
  const leaven = mode('leaven', { signs: ['leaven \\w+'] })
  const yeast = mode('yeast', { signs: ['yeast \\w+'] })
  const base = baseOf(leaven, yeast)
  const settings = 'oven=1, tin=2, flour=3, leaven none, salt=4, water=5, time=6, rest=7, door=8'
  assert.equal(diagnose(settings, base), [])
  assert.equal(
    diagnose('{"oven": 1, "tin": 2, "a": 3, "b": 4, "c": 5, "d": 6, "e": 7, "leaven no": 8}', base),
    [],
  )
  assert.equal(order('INFO leaven dry\nyeast old', base), ['yeast', 'leaven'])
  assert.equal(order('  File "leaven mixer.py", line 3, in mix\nyeast old', base), ['yeast', 'leaven'])
  assert.equal(order('leaven dry\nyeast old', base), ['leaven', 'yeast'])
})

const waiting = mode('waiting', {
  title: 'The customers wait',
  signs: ['customers waited for more than \\d+ minutes'],
  hides: ['empty-shelf', '*'],
})
const emptyShelf = mode('empty-shelf', { signs: ['shelf is empty'], hides: ['closed-shop'] })
const closedShop = mode('closed-shop', { signs: ['shop is closed'], hides: ['empty-shelf'] })

test('an echo goes behind what it hides where that shows, and before it where it does not', () => {
  const base = baseOf(waiting, emptyShelf, closedShop)
  const echo = 'customers waited for more than 10 minutes'
  assert.equal(order(`shelf is empty\n${echo}`, base).slice(0, 2), ['empty-shelf', 'waiting'])
  assert.equal(order(`shop is closed\n${echo}`, base).slice(0, 2), ['closed-shop', 'waiting'])
  assert.equal(order(`INFO shop is closed\n${echo}`, base)[0], 'waiting')
  const [first, second, ...more] = diagnose(echo, base)
  assert.equal([first!.failureMode, second!.failureMode, more], ['waiting', 'empty-shelf', []])
  assert.equal(second!.reasons, [{ hiddenBy: 'The customers wait' }])
  assert.ok(second!.score < first!.score)
})

test('modes that hide each other stay in the order of their signs', () => {
  const base = baseOf(emptyShelf, closedShop)
  assert.equal(order('shop is closed\nthe shelf is empty', base), ['closed-shop', 'empty-shelf'])
})

test('a broken rule counts by its severity', () => {
  const base = baseOf(mode('light', {}), mode('heavy', {}), mode('signed', { signs: ['burnt crust'] }))
  const broken = (['info', 'error'] as const).map((severity) => ({
    rule: 'bread/rises',
    message: '',
    failureMode: severity === 'info' ? 'light' : 'heavy',
    severity,
  }))
  assert.equal(
    diagnose('a burnt crust', base, broken).map(({ failureMode }) => failureMode),
    ['heavy', 'signed', 'light'],
  )
})

test('a mode that is named by its id comes first, and a word is no id', () => {
  const [first] = diagnose('rejected: leads to raw-middle, smoke alarm', base)
  assert.equal([first!.failureMode, first!.reasons[0]], ['raw-middle', { named: 'raw-middle' }])
  assert.equal(diagnose('this is vague', baseOf(mode('vague', { title: 'x' }))), [])
  assert.equal(order('not-raw-middle, smoke alarm', base), ['burnt-crust', 'raw-middle'])
})

test('a long line is quoted around what matches', () => {
  const [first] = diagnose(`${'x'.repeat(300)} smoke alarm ${'y'.repeat(300)}`, base)
  const [reason] = first!.reasons
  assert.ok(reason !== undefined && 'sign' in reason)
  assert.match(reason.in, /^…x+ smoke alarm y+…$/)
  assert.ok(reason.in.length <= 162)
})

test('each failure mode of the base is among the first three for its own symptoms', () => {
  const known = loadBase(fileURLToPath(new URL('../generated', import.meta.url)))
  for (const { id, symptoms } of known.failureModes) {
    const first = diagnose(symptoms.join('\n'), known).slice(0, 3)
    assert.ok(
      first.some(({ failureMode }) => failureMode === id),
      `${id} behind ${first.map(({ failureMode }) => failureMode).join(', ')}`,
    )
  }
})

test('what nothing fits has no suspects, and hostile reports cost little', () => {
  assert.equal(diagnose('', base), [])
  assert.equal(diagnose('xyzzy {{constructor}} __proto__', base), [])
  const huge = `${'a'.repeat(5_000_000)}\n${'smoke '.repeat(200_000)}\nsmoke alarm`
  assert.is(diagnose(huge, base)[0]!.failureMode, 'burnt-crust')
})

test.run()
