// Attention of rows of queries to columns of keys and values.
import { type Algebra, type Cells, ones, picked } from '../algebra/algebra.js'
import { NotExecutable } from '../not-executable.js'
import { shapeText, type Value } from '../value.js'
import type { Site } from './kernel.js'

/** Queries and the keys that they are multiplied with; a score is the sum over all such pairs. */
interface Term {
  readonly queries: Value
  readonly keys: Value
}

export interface Attention {
  readonly terms: readonly Term[]
  readonly values: Value
  readonly positions: Value
  readonly columns: Value
}

/** What the ports of a node are to attention: queries and keys stand in turns, a latent is keys and values. */
export function attentionOf({ operator, inputs }: Site): Attention {
  const port = (name: string): Value | undefined =>
    inputs[operator.reads.findIndex((one) => one.name === name)]
  const [q, k, turned, key] = [port('q'), port('k') ?? port('latent'), port('turned'), port('key')]
  const values = port('v') ?? port('latent')
  const [positions, columns] = [port('positions'), port('columns')]
  if (
    q === undefined ||
    k === undefined ||
    values === undefined ||
    positions === undefined ||
    columns === undefined
  )
    throw new NotExecutable(
      `attention reads ${operator.reads.map(({ name }) => name).join(', ')}, and has ${inputs.length} inputs`,
    )
  const second = turned !== undefined && key !== undefined ? [{ queries: turned, keys: key }] : []
  return { terms: [{ queries: q, keys: k }, ...second], values, positions, columns }
}

/** Of each row and head, the mean of the values by exponentials of scores, and the sum of those. */
export function attend(algebra: Algebra, attention: Attention, window: number): readonly [Value, Value] {
  const { terms, values, positions, columns } = attention
  const { queries } = terms[0]!
  const [row, head] = queries.axes
  if (queries.axes.length !== 3)
    throw new NotExecutable(`queries are rows of heads, not ${shapeText(queries)}`)
  const [rows, heads] = [row!.labels.length, head!.labels.length]
  checkRows(attention, rows)
  const pairs = terms.map((term) => ({ ...term, group: groupsOf(term.keys, heads, 'keys') }))
  for (const { queries: q, keys, group } of pairs)
    if (q.axes[1]?.labels.length !== heads || q.axes.at(-1)!.labels.length !== group.width)
      throw new NotExecutable(`queries of ${shapeText(q)} do not fit keys of ${shapeText(keys)}`)
  const ofValues = groupsOf(values, heads, 'values')
  const out = algebra.zeros(rows * heads * ofValues.width, false)
  const sums = algebra.zeros(rows * heads, false)
  const visible = visibleColumns(positions, columns, window)
  const one = ones(algebra, Math.max(1, columns.cells.first.length))
  for (let i = 0; i < rows; i++) {
    const seen = visible(i)
    if (seen.length === 0) continue
    const near = pairs.map(({ keys, group }) => rowsAt(keys.cells, seen, group.groups * group.width))
    const nearValues = rowsAt(values.cells, seen, ofValues.groups * ofValues.width)
    for (let h = 0; h < heads; h++) {
      let scores: Cells | undefined
      for (const [t, { queries: q, group }] of pairs.entries()) {
        const known = q.cells.second !== undefined && near[t]!.second !== undefined
        const part = algebra.zeros(seen.length, known)
        const from = (i * heads + h) * group.width
        const start = Math.floor(h / (heads / group.groups)) * group.width
        for (let c = 0; c < seen.length; c++)
          algebra.dot(
            part,
            c,
            q.cells,
            from,
            1,
            near[t]!,
            c * group.groups * group.width + start,
            1,
            group.width,
          )
        scores = scores === undefined ? part : algebra.plus(scores, part)
      }
      const weights = algebra.exponential(scores!)
      algebra.dot(sums, i * heads + h, weights, 0, 1, one, 0, 1, seen.length)
      const start = Math.floor(h / (heads / ofValues.groups)) * ofValues.width
      for (let k = 0; k < ofValues.width; k++)
        algebra.dot(
          ...([out, (i * heads + h) * ofValues.width + k, weights, 0, 1, nearValues, start + k] as const),
          ...([ofValues.groups * ofValues.width, seen.length] as const),
        )
    }
  }
  const cells = divided(algebra, out, sums, ofValues.width)
  const value = values.axes.at(-1)!
  return [
    { axes: [row!, head!, value], cells },
    { axes: [row!, head!], cells: sums },
  ]
}

/** Rows of cells, each by the number that stands for it. */
export function divided(algebra: Algebra, cells: Cells, by: Cells, width: number): Cells {
  const spread = Int32Array.from({ length: cells.first.length }, (_, index) => Math.floor(index / width))
  return algebra.times(cells, picked(algebra.inverse(by), spread))
}

/** How many heads of keys or values there are, and how wide one is; a tensor without heads is shared by all queries. */
function groupsOf(value: Value, heads: number, what: string) {
  const { axes } = value
  const groups = axes.length === 2 ? 1 : (axes[1]?.labels.length ?? 0)
  if (axes.length > 3 || axes.length < 2 || heads % Math.max(groups, 1) !== 0 || (groups === 0 && heads > 0))
    throw new NotExecutable(`${heads} query heads do not share ${what} of ${shapeText(value)}`)
  return { groups, width: axes.at(-1)!.labels.length }
}

function checkRows({ terms, values, positions, columns }: Attention, rows: number): void {
  const count = columns.cells.first.length
  if (positions.cells.first.length !== rows)
    throw new NotExecutable(`there are ${rows} rows of queries and ${positions.cells.first.length} positions`)
  for (const { axes } of [...terms.map(({ keys }) => keys), values])
    if (axes[0]!.labels.length !== count)
      throw new NotExecutable(
        `there are ${axes[0]!.labels.length} rows of keys or values and ${count} positions of them`,
      )
}

/** Columns of the same sequence at no later position, and within the window. */
function visibleColumns(positions: Value, columns: Value, window: number): (row: number) => Int32Array {
  const bySequence = new Map<number, number[]>()
  const sequenceOf = ({ cells }: Value, index: number) => cells.second?.[index] ?? 0
  columns.cells.first.forEach((_, column) => {
    const sequence = sequenceOf(columns, column)
    const known = bySequence.get(sequence)
    if (known) known.push(column)
    else bySequence.set(sequence, [column])
  })
  return (row) => {
    const position = positions.cells.first[row]!
    const all = bySequence.get(sequenceOf(positions, row)) ?? []
    return Int32Array.from(
      all.filter((column) => {
        const other = columns.cells.first[column]!
        return other <= position && other > position - window
      }),
    )
  }
}

function rowsAt(cells: Cells, rows: Int32Array, width: number): Cells {
  const places = new Int32Array(rows.length * width)
  for (let i = 0; i < rows.length; i++)
    for (let k = 0; k < width; k++) places[i * width + k] = rows[i]! * width + k
  return picked(cells, places)
}
