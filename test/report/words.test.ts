import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Expression } from '../../src/knowledge/expression.js'
import { operators } from '../../src/knowledge/operators.js'
import { inWords } from '../../src/report/words.js'

const word = (name: string): Expression => ({ op: 'word', of: 'self', name })
const call = (name: string, ...args: Expression[]): Expression => ({ op: 'call', name, args })
const number = (value: number): Expression => ({ op: 'literal', value })
const selector = (name: string): Expression => ({ op: 'selector', of: 'self', name })

test('conditions read as sentences', () => {
  assert.is(
    inWords(call('==', call('%', word('heads'), word('ranks')), number(0))),
    'the remainder of heads / ranks is 0',
  )
  assert.is(inWords(call('!', call('known', word('group')))), 'not (group is known)')
  assert.is(inWords(call('*', call('+', word('a'), word('b')), number(2))), '(a + b) × 2')
  assert.is(
    inWords({
      op: 'path',
      method: 'reaches',
      of: 'self',
      targets: [
        { selector: selector('finalNorm'), same: [] },
        { selector: selector('reduction'), same: ['group'] },
      ],
    }),
    'a path leads from the subject to a node that is final norm and passes none before it that is reduction with the same group',
  )
  assert.is(
    inWords({
      op: 'members',
      method: 'count',
      of: 'layer',
      target: { selector: call('&&', selector('a'), call('!', selector('b'))), same: [] },
    }),
    'the number of nodes of `layer` that are a and not b',
  )
  assert.is(
    inWords({
      op: 'members',
      method: 'circularWait',
      of: 'self',
      target: { selector: selector('a'), same: [] },
      handOver: [
        { selector: selector('b'), same: [] },
        { selector: selector('c'), same: [] },
      ],
    }),
    'the circle in which nodes of the subject wait for each other when all parts of each a begin together, and each b with its c',
  )
})

test('every operator has words: none is left as a symbol in front of brackets', () => {
  for (const [name, { parameters }] of operators) {
    const args = parameters.map((_, i) => word(`operand${i}`))
    const words = inWords(call(name, ...args))
    for (const [i] of args.entries()) assert.ok(words.includes(`operand${i}`), `${name}: ${words}`)
    assert.not.match(words, /^[^a-z(-]+\(/)
  }
})

test.run()
