// Where the inputs of a node come from on each of its devices.
import { NotExecutable } from './not-executable.js'
import type { Program } from './program.js'
import type { ProgramNode } from './program-node.js'

/** An output of a node on one of its devices. */
export interface Origin {
  readonly node: ProgramNode
  readonly output: number
  readonly place: number
}

export class Bindings {
  readonly #program: Program
  readonly #known: (readonly (readonly Origin[])[] | undefined)[] = []

  constructor(program: Program) {
    this.#program = program
  }

  /** By device in the order of the node, the origins of its inputs. @throws NotExecutable where one has none, or several */
  of(node: ProgramNode): readonly (readonly Origin[])[] {
    const known = this.#known[node.index] ?? this.#bound(node)
    this.#known[node.index] = known
    return known
  }

  #bound(node: ProgramNode): readonly (readonly Origin[])[] {
    const before = [...new Set(this.#program.before[node.index])]
    const isArrival = node.operator.kernel === 'receive'
    const givers = node.reads.map((name) =>
      before.flatMap((from) => {
        const output = from.gives.indexOf(name)
        const fits = output >= 0 && (!isArrival || from.operator.kernel === 'send')
        return fits ? [{ from, output }] : []
      }),
    )
    if (isArrival)
      for (const { from } of givers.flat())
        if (from.devices.length !== node.devices.length)
          throw new NotExecutable(
            `it receives on ${node.devices.length} devices what \`${from.id}\` sends from ${from.devices.length}`,
            node.id,
          )
    return node.devices.map((device, place) =>
      givers.map((all, input): Origin => {
        const found = all.flatMap(({ from, output }): Origin[] => {
          const there = isArrival ? place : from.places.get(device)
          return there === undefined ? [] : [{ node: from, output, place: there }]
        })
        if (found.length === 1) return found[0]!
        throw new NotExecutable(this.#reason(node, node.reads[input]!, device, found), node.id)
      }),
    )
  }

  #reason({ operator }: ProgramNode, name: string, device: number, found: readonly Origin[]): string {
    const where = `device ${this.#program.deviceNames[device]}`
    if (found.length > 1)
      return `\`${name}\` comes to ${where} from several nodes before it: ${found.map(({ node }) => node.id).join(', ')}`
    const of = operator.kernel === 'receive' ? 'no send before it' : `no node before it on ${where}`
    return `it reads \`${name}\`, which ${of} gives`
  }
}
