// The order in which units run: the order of the document where that is one, else the first that the edges allow.
import { NotExecutable } from './not-executable.js'
import { type Phase, PROMPT, STEP } from './phases.js'
import type { Edge, ProgramNode, Unit } from './program-node.js'

/** Units of each phase in topological order. @throws NotExecutable where nodes wait for each other */
export function inOrder(units: readonly Unit[], edges: readonly Edge[]): Record<Phase, Unit[]> {
  const unitOf = new Map<ProgramNode, number>()
  for (const [index, unit] of units.entries()) for (const node of unit) unitOf.set(node, index)
  const next: number[][] = units.map(() => [])
  const waits = new Int32Array(units.length)
  for (const edge of edges) {
    const [from, to] = [unitOf.get(edge.from)!, unitOf.get(edge.to)!]
    if (edge.from.phase !== edge.to.phase || leadsToNextStep(edge)) continue
    if (from === to && edge.from !== edge.to) continue
    next[from]!.push(to)
    waits[to]!++
  }
  const ordered: Unit[] = []
  const ready = new Heap()
  for (let index = 0; index < units.length; index++) if (waits[index] === 0) ready.add(index)
  for (let index = ready.take(); index !== undefined; index = ready.take()) {
    ordered.push(units[index]!)
    for (const to of next[index]!) if (--waits[to]! === 0) ready.add(to)
  }
  const stuck = units.find((_, index) => waits[index]! > 0)
  if (stuck !== undefined)
    throw new NotExecutable('it waits for itself: nodes stand in a cycle', stuck[0]!.id)
  const of = (phase: Phase) => ordered.filter(([head]) => head!.phase === phase)
  return { [PROMPT]: of(PROMPT), [STEP]: of(STEP) }
}

/** The order of a step's end before its beginning is that of the next step. */
const leadsToNextStep = ({ to, isControl }: Edge): boolean => isControl && to.operator.kernel === 'enter'

/** The least number first. */
class Heap {
  readonly #items: number[] = []

  add(item: number): void {
    const items = this.#items
    let place = items.push(item) - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (items[parent]! <= item) break
      items[place] = items[parent]!
      place = parent
    }
    items[place] = item
  }

  take(): number | undefined {
    const items = this.#items
    const [least] = items
    const last = items.pop()
    if (last === undefined || items.length === 0) return least
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= items.length) break
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++
      if (items[child]! >= last) break
      items[place] = items[child]!
      place = child
    }
    items[place] = last
    return least
  }
}
