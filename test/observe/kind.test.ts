// What a drawing draws: dataflow, a map of devices, a sketch.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { graphKind } from '../../src/observe/kind.js'
import { read } from '../candidate/recognise/tables.js'

const kind = async (body: string) => graphKind(await read(`digraph g { ${body} }`))

test('nodes that are devices make a map', async () => {
  assert.is(await kind('a [label="GPU 0\\nHeads 0-7"]; b [label="GPU 1\\nHeads 8-15"]; a -> b'), 'device-map')
  assert.is(
    await kind('a [label="GPU 0\\nAttention heads 0-7"]; b [label="GPU 1\\nAttention heads 8-15"]; a -> b'),
    'device-map',
  )
  assert.is(await kind('DP0_TP0 -> DP0_TP1 -> DP1_TP0'), 'device-map')
})

test('work that is titled by its device is no map', async () => {
  assert.is(await kind('a [label="GPU 0\\nLayerNorm"]; b [label="GPU 1\\nLayerNorm"]; a -> b'), 'dataflow')
  const steps = [0, 1, 2, 3].map((i) => `n${i} [label="GPU 0\\nShare ${i}"]`).join('; ')
  assert.is(await kind(`${steps}; p [label="Attention"]; p -> n0 -> n1 -> n2 -> n3`), 'dataflow')
})

test('without edges or operations it is a sketch', async () => {
  assert.is(await kind('a [label="LayerNorm"]; b [label="Attention"]'), 'sketch')
  assert.is(await kind('a [label="Step 1"]; b [label="Step 2"]; a -> b'), 'sketch')
})

test.run()
