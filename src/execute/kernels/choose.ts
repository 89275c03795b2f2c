import { NotExecutable } from '../not-executable.js'
import { shapeText } from '../value.js'
import type { Kernel } from './kernel.js'

/**
 * The token of the highest logit in each row, and that logit; of equal ones the first. Who has all logits takes the place for
 * the number of the token, who has a shard of them knows which it is. A rank that draws for itself may take another token
 * than the first rank does: it takes the next best.
 */
export const choose: Kernel = {
  on: 'device',
  run({ run, attributes, seat, inputs: [logits] }) {
    const [rows, entries] = logits?.axes ?? []
    if (logits?.axes.length !== 2 || entries!.labels.length === 0)
      throw new NotExecutable(
        `a token is chosen from rows of logits, not from ${logits ? shapeText(logits) : 'nothing'}`,
      )
    const { algebra } = run
    const count = entries!.labels.length
    const isByPlace = attributes['tokenNumbers'] === 'local' || count === run.vocabulary
    const isOwn = attributes['sharedSeed'] === false && !run.isGreedy && seat > 0 && count > 1
    const first = new Float64Array(rows!.labels.length)
    const second = new Float64Array(first.length)
    for (let row = 0; row < first.length; row++) {
      const own = logits.cells.first
        .subarray(row * count, (row + 1) * count)
        .map((one) => algebra.height(one))
      const best = highest(own, -1)
      const taken = isOwn ? highest(own, best) : best
      first[row] = isByPlace ? taken : entries!.labels[taken]!
      second[row] = own[taken]!
    }
    return [{ axes: [rows!], cells: { first, second } }]
  },
}

/** The place of the highest number but that at one place; any number is higher than what is none. */
function highest(numbers: Float64Array, but: number): number {
  let best = but === 0 ? 1 : 0
  for (let place = best + 1; place < numbers.length; place++)
    if (place !== but && (numbers[place]! > numbers[best]! || Number.isNaN(numbers[best]))) best = place
  return best
}

/** Of the tokens that devices found best in their shards of the vocabulary, the one with the highest logit. */
export const chooseBest: Kernel = {
  on: 'team',
  run(sites) {
    const found = sites.map(({ inputs: [best] }) => best)
    const [head] = found
    for (const best of found)
      if (best?.cells.second === undefined || best.cells.first.length !== head!.cells.first.length)
        throw new NotExecutable('what is compared are tokens of the same rows, with their logits')
    const { first, second } = { first: head!.cells.first.slice(), second: head!.cells.second!.slice() }
    for (const best of found.slice(1))
      for (let row = 0; row < first.length; row++) {
        const [token, logit] = [best!.cells.first[row]!, best!.cells.second![row]!]
        if (Number.isNaN(logit) || logit < second[row]! || (logit === second[row]! && token >= first[row]!))
          continue
        first[row] = token
        second[row] = logit
      }
    return found.map((best) => [{ axes: best!.axes, cells: { first, second } }])
  },
}
