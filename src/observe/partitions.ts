// Which phase, stage, layer and group each node belongs to, and in what order those stand.
import type { Scalar } from '../knowledge/expression.js'
import { asSet } from './columns.js'
import type { Column } from './facts.js'
import { mapped } from './flat.js'
import { type Partition, partition } from './partition.js'
import { lazy } from './table.js'

export interface Partitions {
  /** Phases that the document declares, then those that only nodes name; in their order. */
  readonly phase: () => Partition & { readonly phases: readonly string[] }
  /** Stages in ascending order. */
  readonly stage: () => Partition & { readonly stages: readonly number[] }
  /** Layers by phase (-1: none), then number. */
  readonly layer: () => Partition & {
    readonly layers: readonly { readonly phase: number; readonly number: number }[]
  }
  /** Groups that nodes name, as sets of devices, in the order of their first appearance. */
  readonly group: () => Partition & { readonly groups: readonly (readonly Scalar[])[] }
}

/** The partitions of the nodes, each made when first asked for, by the columns of the node table. */
export function partitionsOf(
  declaredPhases: readonly string[],
  column: (word: string) => Column,
): Partitions {
  const phase = lazy(() => {
    const drawn = column('phase')
    const phases = [...new Set([...declaredPhases, ...drawn.values.map(String)])]
    const rowOf = recoded(
      drawn,
      drawn.values.map((name) => phases.indexOf(String(name))),
    )
    return { phases, ...partition(rowOf, phases.length) }
  })
  const stage = lazy(() => {
    const drawn = column('stage')
    const stages = asSet(drawn.values as readonly number[])
    const rows = new Map(stages.map((number, row) => [number, row]))
    const rowOf = recoded(
      drawn,
      drawn.values.map((number) => rows.get(number as number)!),
    )
    return { stages, ...partition(rowOf, stages.length) }
  })
  const layer = lazy(() => layersOf(column('layer'), phase().rowOf, phase().size))
  const group = lazy(() => {
    const drawn = column('group')
    const groups: (readonly Scalar[])[] = []
    const code = drawn.values.map((list) =>
      Array.isArray(list) && list.length > 0 ? groups.push(list as readonly Scalar[]) - 1 : -1,
    )
    return { groups, ...partition(recoded(drawn, code), groups.length) }
  })
  return { phase, stage, layer, group }
}

function recoded(column: Column, rowOfCode: readonly number[]): Int32Array {
  return mapped(column.codes, (code) => (code < 0 ? -1 : rowOfCode[code]!))
}

function layersOf(drawn: Column, phaseOf: Int32Array, phases: number) {
  // Each pair of phase and number has a key; -1 is the phase of nodes that name none.
  const keyOf = (row: number): number => drawn.codes[row]! * (phases + 1) + phaseOf[row]! + 1
  const keys = new Map<number, { phase: number; number: number; key: number }>()
  for (let row = 0; row < drawn.codes.length; row++) {
    const code = drawn.codes[row]!
    if (code < 0 || keys.has(keyOf(row))) continue
    keys.set(keyOf(row), { phase: phaseOf[row]!, number: drawn.values[code] as number, key: keyOf(row) })
  }
  const layers = [...keys.values()].sort((a, b) => a.phase - b.phase || a.number - b.number)
  const rowOfKey = new Map(layers.map(({ key }, row) => [key, row]))
  const rowOf = mapped(drawn.codes, (code, row) => (code < 0 ? -1 : rowOfKey.get(keyOf(row))!))
  return {
    layers: layers.map(({ phase, number }) => ({ phase, number })),
    ...partition(rowOf, layers.length),
  }
}
