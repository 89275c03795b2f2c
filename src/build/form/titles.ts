// What drawings call the operations, by the base's table of titles.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import { indicesText } from '../../tensor/indices.js'
import { piecesOf } from '../pieces.js'

/** The lines of a node's label: its title, where it stands, what it makes, and the devices that it runs on. */
export function labelsOf(base: Base): (node: CandidateNode) => string[] {
  const { titleOf } = piecesOf(base)
  return ({ op = '', layer, stage, microbatch, step, devices = [], group, outputs = [] }) => {
    const where = [
      ...(stage === undefined ? [] : [`Stage ${stage}`]),
      ...(microbatch === undefined ? [] : [`Microbatch ${microbatch}`]),
    ]
    const title = titleOf(op)
    const numbers = [
      ...(layer === undefined ? [] : [`Layer ${layer}`]),
      ...(step === undefined ? [] : [`Step ${step}`]),
    ]
    const shape =
      outputs[0]?.dims?.flatMap(({ name, size }) => (size === undefined ? [] : [`${name}=${size}`])) ?? []
    return [
      numbers.length === 0 ? title : `${title} (${numbers.join(', ')})`,
      ...where,
      ...(shape.length === 0 ? [] : [`Output: [${shape.join(', ')}]`]),
      ...(devices.length === 0 ? [] : [`GPU: ${places(devices)}`]),
      ...(group === undefined ? [] : [`Group: ${places(group)}`]),
    ]
  }
}

/** Devices as runs, in their order. */
const places = (devices: readonly (number | string)[]): string =>
  devices.every((device) => typeof device === 'number')
    ? indicesText(devices as readonly number[])
    : devices.join(', ')
