// Strategies of deployment documents that name flags of their engine.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCandidate } from '../../../src/candidate/read.js'
import { packageBase } from './base.js'

const base = packageBase()

const read = (document: object) =>
  readCandidate(JSON.stringify({ kind: 'deployment', ...document }), 'in.json', base)

test('a member that is named like a flag says what the flag says', () => {
  const { phases, unread } = read({ engine: 'sglang', strategy: { tp: 16, enable_deepep_moe: true } })
  assert.is(phases['decode']?.['dispatchBackend'], 'deepep')
  assert.is(phases['decode']?.['expertParallelFlag'], true)
  assert.equal(unread, [])
})

test('one that is switched off says nothing besides', () => {
  const { phases, unread } = read({ engine: 'sglang', strategy: { tp: 16, enable_deepep_moe: false } })
  assert.is(phases['decode']?.['dispatchBackend'], undefined)
  assert.equal(unread, [])
})

test('what the document says in words of the base goes before it', () => {
  const strategy = { tp: 16, moe_a2a_backend: 'mooncake', enable_deepep_moe: true }
  assert.is(read({ engine: 'sglang', strategy }).phases['decode']?.['dispatchBackend'], 'mooncake')
})

test('what is said of a phase holds for that phase', () => {
  const strategy = { tp: 8, prefill: { enable_deepep_moe: true }, decode: {} }
  const { phases } = read({ engine: 'sglang', strategy })
  assert.is(phases['prefill']?.['dispatchBackend'], 'deepep')
  assert.is(phases['decode']?.['dispatchBackend'], undefined)
})

test('a flag of another engine, and one that no table knows, are told', () => {
  const strategy = { tp: 8, enable_deepep_moe: true, enable_wonders: true }
  assert.equal(read({ engine: 'vllm', strategy }).unread, [
    'strategy.enable_deepep_moe',
    'strategy.enable_wonders',
  ])
})

test.run()
