// A plan that is drawn rank by rank says what the folded one says.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { CandidateNode, TensorUse } from '../../src/candidate/candidate.js'
import { built, nameOf, some } from './plans.js'

/** What each device does and holds: one line for each operation, its tensors and its slices of them. */
function deeds(nodes: readonly CandidateNode[]): string[] {
  const own = (slices: TensorUse['slices'] = {}, index: number) =>
    Object.entries(slices).map(([dim, texts]) => [dim, typeof texts === 'string' ? texts : texts[index]])
  const slicesOf = (uses: readonly TensorUse[] | undefined, index: number): unknown =>
    (uses ?? []).map(({ name, slices, scales }) => [name, own(slices, index), own(scales?.slices, index)])
  return nodes
    .flatMap(({ id, op, devices, inputs, outputs, weights }) =>
      devices!.map((device, index) =>
        JSON.stringify([
          ...[id.replace(/_r\d+$/, ''), op, device],
          ...[slicesOf(inputs, index), slicesOf(outputs, index), slicesOf(weights, index)],
        ]),
      ),
    )
    .sort()
}

test('each device does the same, and holds the same', async () => {
  for (const one of some(97, 3)) {
    const [folded, apart] = [await built(one), await built(one, true)]
    assert.equal(deeds(apart.nodes), deeds(folded.nodes), nameOf(one))
  }
})

test('what is computed stands on one device, and what joins ranks on all of them', async () => {
  for (const one of some(131, 7)) {
    const { nodes } = await built(one, true)
    for (const { op, devices, group } of nodes)
      if (op === 'norm' || op === 'attention' || op === 'send') assert.is(devices!.length, 1)
      else if (op === 'all_reduce' || op === 'all_gather') assert.equal(devices, group)
  }
})

test.run()
