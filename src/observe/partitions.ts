// Which phase, stage, layer and group each node belongs to, and in what order those stand.
import type { Scalar } from '../knowledge/expression.js'
import type { Column } from './facts.js'
import { mapped } from './flat.js'
import { type Partition, partition } from './partition.js'
import { lazy } from './table.js'

export interface Partitions {
  /** Phases that the document declares, then those that only nodes name; in their order. */
  readonly phase: () => Partition & { readonly phases: readonly string[] }
  /** Stages by phase (-1: none), then number; those that a phase counts where no node of it names one. */
  readonly stage: () => Partition & { readonly stages: readonly Numbered[] }
  /** Layers by phase (-1: none), then number. */
  readonly layer: () => Partition & { readonly layers: readonly Numbered[] }
  /** Groups that nodes name, as sets of devices, in the order of their first appearance. */
  readonly group: () => Partition & { readonly groups: readonly (readonly Scalar[])[] }
}

/** A numbered subject of a phase (-1: of none). */
export interface Numbered {
  readonly phase: number
  readonly number: number
}

/** The partitions of the nodes, each made when first asked for, by the columns of the node table. */
export function partitionsOf(
  declaredPhases: readonly string[],
  countedStages: Readonly<Record<string, number>>,
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
    const { phases, rowOf } = phase()
    const { numbered, ...nodes } = numberedOf(column('stage'), rowOf, phases.length, (drawn) =>
      undrawnStages(drawn, phases, countedStages),
    )
    return { stages: numbered, ...nodes }
  })
  const layer = lazy(() => {
    const { numbered, ...nodes } = numberedOf(column('layer'), phase().rowOf, phase().size)
    return { layers: numbered, ...nodes }
  })
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

/** The stages of the phases that count theirs and of which no node names one. */
function undrawnStages(
  drawn: readonly Numbered[],
  phases: readonly string[],
  countedStages: Readonly<Record<string, number>>,
): Numbered[] {
  const isDrawn = new Set(drawn.map(({ phase }) => phase))
  return phases.flatMap((name, phase) =>
    // Stages of nodes that name no phase may be those of any of them.
    isDrawn.has(phase) || isDrawn.has(-1) || !Object.hasOwn(countedStages, name)
      ? []
      : Array.from({ length: countedStages[name]! }, (_, number) => ({ phase, number })),
  )
}

/** Numbers that nodes name, per phase; `further` adds subjects that no node belongs to. */
function numberedOf(
  drawn: Column,
  phaseOf: Int32Array,
  phases: number,
  further: (drawn: readonly Numbered[]) => readonly Numbered[] = () => [],
) {
  // Each pair of phase and number has a key; -1 is the phase of nodes that name none.
  const keyOf = (row: number): number => drawn.codes[row]! * (phases + 1) + phaseOf[row]! + 1
  const keys = new Map<number, Numbered & { readonly key: number }>()
  // Nodes side by side mostly have one key.
  let last = -1
  for (let row = 0; row < drawn.codes.length; row++) {
    const code = drawn.codes[row]!
    if (code < 0 || keyOf(row) === last) continue
    last = keyOf(row)
    if (keys.has(last)) continue
    keys.set(last, { phase: phaseOf[row]!, number: drawn.values[code] as number, key: last })
  }
  const found = [...keys.values()]
  const all = [...found, ...further(found).map((one) => ({ ...one, key: -1 }))]
  all.sort((a, b) => a.phase - b.phase || a.number - b.number)
  const rowOfKey = new Map(all.map(({ key }, row) => [key, row]))
  last = -1
  let lastRow = -1
  const rowOf = mapped(drawn.codes, (code, row) => {
    if (code < 0) return -1
    if (keyOf(row) !== last) {
      last = keyOf(row)
      lastRow = rowOfKey.get(last)!
    }
    return lastRow
  })
  return { numbered: all.map(({ phase, number }) => ({ phase, number })), ...partition(rowOf, all.length) }
}
