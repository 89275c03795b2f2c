import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { operatorsOf } from '../../src/tensor/operators.js'
import { packageBase } from '../candidate/launch/base.js'

const operatorOf = operatorsOf(packageBase())

test('a signature has ports with roles', () => {
  const { kernel, reads, weights, gives } = operatorOf({ op: 'qkv_projection' })!
  assert.is(kernel, 'project')
  assert.equal(
    reads[0]!.roles.map(({ name }) => name),
    ['kept', 'shared', 'summed'],
  )
  assert.ok(weights[0]!.many && gives[0]!.many && !reads[0]!.many)
})

test('a form of an operation has a signature of its own', () => {
  const plain = operatorOf({ op: 'attention' })!
  const absorbed = operatorOf({ op: 'attention', attributes: { form: 'absorbed' } })!
  assert.is(plain.kernel, absorbed.kernel)
  assert.is(absorbed.reads[2]!.name, 'latent')
  assert.is(operatorOf({ op: 'attention', attributes: { form: 'unheard' } }), undefined)
  assert.is(operatorOf({ op: 'a' }), undefined)
  assert.is(operatorOf({}), undefined)
})

test.run()
