import { NotExecutable } from '../not-executable.js'
import { shapeText } from '../value.js'
import type { Kernel } from './kernel.js'

/** The token of the highest logit in each row, and that logit; of equal ones the first. */
export const choose: Kernel = {
  on: 'device',
  run({ attributes, inputs: [logits] }) {
    const [rows, entries] = logits?.axes ?? []
    if (logits?.axes.length !== 2 || entries!.labels.length === 0)
      throw new NotExecutable(
        `a token is chosen from rows of logits, not from ${logits ? shapeText(logits) : 'nothing'}`,
      )
    const count = entries!.labels.length
    const first = new Float64Array(rows!.labels.length)
    const second = new Float64Array(first.length)
    for (let row = 0; row < first.length; row++) {
      let best = 0
      for (let entry = 1; entry < count; entry++)
        if (logits.cells.first[row * count + entry]! > logits.cells.first[row * count + best]!) best = entry
      first[row] = attributes['tokenNumbers'] === 'local' ? best : entries!.labels[best]!
      second[row] = logits.cells.first[row * count + best]!
    }
    return [{ axes: [rows!], cells: { first, second } }]
  },
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
        if (logit < second[row]! || (logit === second[row]! && token >= first[row]!)) continue
        first[row] = token
        second[row] = logit
      }
    return found.map((best) => [{ axes: best!.axes, cells: { first, second } }])
  },
}
