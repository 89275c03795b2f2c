// What each node says by itself of how its result lies, by the tables of the base: looked up in one pass over the nodes.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import { type Operator, operatorsOf } from '../../tensor/operators.js'
import { type Placement, placementsOf } from '../../tensor/placements.js'
import { bytes } from '../flat.js'
import { codeOf, openByItself } from '../typing.js'
import { takesWeightsAlone } from './alone.js'
import { statedCutsOf } from './statements.js'

/** An operation of the base, and the rules that place what it gives. */
export interface Form {
  readonly operator: Operator
  readonly rules: readonly Placement[]
  /** Whether devices of a group do it together. */
  readonly isTogether: boolean
  /** Why no rule can place what it gives, as a code; or 0. */
  readonly open: number
  /** Whether it does not show in what is whole how the result lies. */
  readonly isOpenWhole: boolean
}

function formsIn(base: Base): (operator: Operator) => Form {
  const placements = placementsOf(base)
  const known = new Map<Operator, Form>()
  return (operator) => {
    let form = known.get(operator)
    if (form === undefined) {
      const rules = placements.get(operator.kernel)
      const isTogether = rules?.some(({ together }) => together) === true
      // What devices do together and what each does by itself cannot be told apart by one placement.
      const isMixed = isTogether && rules!.some(({ together }) => !together)
      const without = operator.reads.length === 0 ? 'not-stated' : 'no-rule'
      const open = rules === undefined ? codeOf(without) : isMixed ? codeOf('ambiguous') : 0
      form = {
        ...{ operator, rules: rules ?? [], isTogether, open },
        isOpenWhole: rules?.some((rule) => takesWeightsAlone(operator, rule)) === true,
      }
      known.set(operator, form)
    }
    return form
  }
}

/** What nodes say by themselves, by row. Most of them are told by the bytes alone, which are near each other in memory. */
export interface Sayings {
  readonly forms: readonly (Form | undefined)[]
  /** The role along which the weights of a node are cut for certain. */
  readonly cuts: readonly (string | undefined)[]
  /** Why nothing can be known of what a node gives, whatever it reads, as a code; or 0. */
  readonly open: Uint8Array
  /** 1 where a node decides how something lies, whatever it reads. */
  readonly decides: Uint8Array
  /** 1 where an operation gives nothing. */
  readonly givesNothing: Uint8Array
}

export function sayingsOf(nodes: readonly CandidateNode[], base: Base): Sayings {
  const operatorOf = operatorsOf(base)
  const cutOf = statedCutsOf(base)
  const formOf = formsIn(base)
  const size = nodes.length
  const forms = new Array<Form | undefined>(size)
  const cuts = new Array<string | undefined>(size)
  const [open, decides, givesNothing] = [bytes(size), bytes(size), bytes(size)]
  for (let row = 0; row < size; row++) {
    const node = nodes[row]!
    const operator = operatorOf(node)
    const because = openByItself(node, operator !== undefined)
    if (because !== undefined) open[row] = codeOf(because)
    if (operator === undefined) continue
    const form = formOf(operator)
    const cut = cutOf(node)
    forms[row] = form
    if (cut !== undefined) cuts[row] = cut
    if (because === undefined) open[row] = form.open
    if (cut !== undefined || form.isTogether) decides[row] = 1
    if (operator.gives.length === 0) givesNothing[row] = 1
  }
  return { forms, cuts, open, decides, givesNothing }
}
