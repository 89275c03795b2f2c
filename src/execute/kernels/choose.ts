import { NotExecutable } from '../not-executable.js'
import { shapeText } from '../value.js'
import type { Kernel, Site } from './kernel.js'

/**
 * The token of the highest logit in each row, and that logit; of equal ones the first. Who has all logits takes the place for
 * the number of the token, who has a shard of them knows which it is. A rank that draws for itself may take another token
 * than others of the same logits: it takes the next best, but for the first of them, or the one whose choice is spread.
 */
export const choose: Kernel = {
  on: 'device',
  run(site) {
    const { run, attributes, inputs } = site
    const [logits] = inputs
    const [rows, entries] = logits?.axes ?? []
    if (logits?.axes.length !== 2 || entries!.labels.length === 0)
      throw new NotExecutable(
        `a token is chosen from rows of logits, not from ${logits ? shapeText(logits) : 'nothing'}`,
      )
    const { algebra } = run
    const count = entries!.labels.length
    const isByPlace = attributes['tokenNumbers'] === 'local' || count === run.vocabulary
    const first = new Float64Array(rows!.labels.length)
    const second = new Float64Array(first.length)
    for (let row = 0; row < first.length; row++) {
      const own = logits.cells.first
        .subarray(row * count, (row + 1) * count)
        .map((one) => algebra.height(one))
      const best = highest(own, -1)
      const isOther = count > 1 && drawsAnother(site, `${rows!.labels[row]} ${entries!.labels[0]}`)
      const taken = isOther ? highest(own, best) : best
      first[row] = isByPlace ? taken : entries!.labels[taken]!
      second[row] = own[taken]!
    }
    return [{ axes: [rows!], cells: { first, second } }]
  },
}

/** Whether a rank takes another token of a row than the rank whose choice stands for the model's. */
function drawsAnother(site: Site, share: string): boolean {
  const { run, attributes, device, deviceName } = site
  if (run.isGreedy) return false
  const isOwn = attributes['sharedSeed'] === false
  const from = isOwn ? site.roots() : []
  if (from.length > 0) return !from.includes(deviceName)
  const known = run.drawers.get(share)
  if (known === undefined) run.drawers.set(share, { device, isOwn })
  return known !== undefined && known.device !== device && (isOwn || known.isOwn)
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
