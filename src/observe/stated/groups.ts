// Sets of devices by number: many nodes name few of them.
import type { Scalar } from '../../knowledge/expression.js'
import type { Column } from '../facts.js'

export class DeviceGroups {
  /** By a list as text, in any order and with repetitions. */
  private readonly lists = new Map<string, number>()
  private readonly sets = new Map<string, number>()
  private readonly sizes: number[] = []
  /** Long lists by themselves, as readers share the lists of equal ranges. */
  private readonly long = new Map<readonly Scalar[], number>()

  /** A number that two lists share only where they have the same devices. */
  number(devices: readonly Scalar[]): number {
    if (devices.length <= LONG) return this.ofList(devices)
    const number = this.long.get(devices) ?? this.ofList(devices)
    this.long.set(devices, number)
    return number
  }

  /** How many devices a numbered set has. */
  size(number: number): number {
    return this.sizes[number]!
  }

  private ofList(devices: readonly Scalar[]): number {
    const text = devices.join('\n')
    let number = this.lists.get(text)
    if (number === undefined) {
      number = this.ofSet([...new Set(devices)].map(String).sort())
      this.lists.set(text, number)
    }
    return number
  }

  private ofSet(names: readonly string[]): number {
    const text = names.join('\n')
    let number = this.sets.get(text)
    if (number === undefined) {
      number = this.sizes.push(names.length) - 1
      this.sets.set(text, number)
    }
    return number
  }
}

/** Lists longer than this are looked up by identity first. */
const LONG = 64

/** Whether all devices of the first node are devices of the second too; the answer is remembered for their lists. */
export function devicesAmong({ codes, values }: Column): (row: number, other: number) => boolean {
  const known = new Map<number, boolean>()
  return (row, other) => {
    const [own, others] = [codes[row]!, codes[other]!]
    if (own === others || own < 0 || others < 0) return own === others
    const pair = own * values.length + others
    let among = known.get(pair)
    if (among === undefined) {
      among = areAmong(values[own] as readonly Scalar[], values[others] as readonly Scalar[])
      known.set(pair, among)
    }
    return among
  }
}

export function areAmong(devices: readonly Scalar[], others: readonly Scalar[] = []): boolean {
  for (const device of devices) if (!others.includes(device)) return false
  return true
}
