// The units of measure: names of physics and computing, none of any domain. Whatever is counted (a plural or singular
// noun in small letters) needs no entry: see `parseUnit`.

/** Independent dimensions. A bit is an eighth of a byte; watts are joules a second. */
export const dimensions = ['byte', 'second', 'operation', 'joule', 'dollar'] as const
export type Dimension = (typeof dimensions)[number]

export interface Entry {
  readonly dimension: Dimension
  readonly power: number
  /** How many of the base unit (byte, second, FLOP, joule, US dollar) one of this is. */
  readonly scale: number
}

const decimal = { K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 }
const binary = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 }

const entries: [name: string, dimension: Dimension, scale: number, power?: number][] = [
  ...['B', 'byte', 'bytes'].map((name): [string, Dimension, number] => [name, 'byte', 1]),
  ...['bit', 'bits'].map((name): [string, Dimension, number] => [name, 'byte', 1 / 8]),
  ...Object.entries({ ...decimal, ...binary }).map(([p, n]): [string, Dimension, number] => [
    `${p}B`,
    'byte',
    n,
  ]),
  ...Object.entries(decimal).map(([p, n]): [string, Dimension, number] => [`${p}bit`, 'byte', n / 8]),
  ...['s', 'second', 'seconds'].map((name): [string, Dimension, number] => [name, 'second', 1]),
  ...['ms', 'milliseconds'].map((name): [string, Dimension, number] => [name, 'second', 1e-3]),
  ...['us', 'microseconds'].map((name): [string, Dimension, number] => [name, 'second', 1e-6]),
  ...['ns', 'nanoseconds'].map((name): [string, Dimension, number] => [name, 'second', 1e-9]),
  ...['min', 'minutes'].map((name): [string, Dimension, number] => [name, 'second', 60]),
  ...['h', 'hours'].map((name): [string, Dimension, number] => [name, 'second', 3600]),
  ['Hz', 'second', 1, -1],
  ['kHz', 'second', 1e3, -1],
  ['MHz', 'second', 1e6, -1],
  ['GHz', 'second', 1e9, -1],
  ['FLOP', 'operation', 1],
  ...Object.entries(decimal).map(([p, n]): [string, Dimension, number] => [`${p}FLOP`, 'operation', n]),
  ['J', 'joule', 1],
  ['kJ', 'joule', 1e3],
  ['Wh', 'joule', 3600],
  ['kWh', 'joule', 3.6e6],
  ['USD', 'dollar', 1],
]

/** Named units of one dimension, by name. Watts, which have two, are `J/s`, written out by `parseUnit`. */
export const unitTable: ReadonlyMap<string, Entry> = new Map(
  entries.map(([name, dimension, scale, power = 1]) => [name, { dimension, power, scale }]),
)

/** Names that stand for a product of others. */
export const unitAliases: ReadonlyMap<string, string> = new Map([
  ['W', 'J/s'],
  ['kW', 'kJ/s'],
])
