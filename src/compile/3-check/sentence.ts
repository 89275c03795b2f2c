// What the analysis has to say, in words.
import { type Rule, UNKNOWN } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { PairRelation } from './pairs.js'
import type { Weakness } from './single.js'

interface Sentence {
  readonly message: string
  readonly hint: string
}

/** The sentence of a report, with the witness as an example, and a way out. */
export function sentence(
  kind: Weakness | PairRelation,
  rule: Rule,
  other: Rule | undefined,
  witness: ReadonlyMap<string, Scalar>,
  maybeUnreachable: boolean,
): Sentence {
  const values = [...witness].map(([fact, value]) => `${fact} = ${shown(value)}`).join(', ')
  const doubt = maybeUnreachable ? ' (maybe unreachable)' : ''
  const example = values === '' ? '' : `, for example with ${values}${doubt}`
  const id = `\`${rule.id}\``
  const otherId = other === undefined ? '' : `\`${other.id}\` (${other.place.page}:${other.place.line})`
  switch (kind) {
    case 'never-applies':
      return {
        message: `${id} can never apply: no facts make every \`when\` true`,
        hint: 'loosen its `when`',
      }
    case 'never-breaks':
      return {
        message: `${id} can never be broken: its \`must\` holds wherever it applies`,
        hint: 'tighten its `must`',
      }
    case 'duplicate':
      return { message: `${id} says the same as ${otherId}${example}`, hint: 'keep one of them' }
    case 'implied':
      return {
        message: `whenever ${id} is broken, so is ${otherId}${example}`,
        hint: 'drop it, narrow the other by its `when`, or let the other require it',
      }
    case 'contradicting':
      return {
        message: `${id} and ${otherId} can apply at once, and then not both can hold${example}`,
        hint: 'tell their cases apart by `when`',
      }
    case 'not-analysed': {
      const what = other === undefined ? id : `${id} together with ${otherId}`
      return { message: `${what} has too many outcomes to be analysed`, hint: 'split it into smaller rules' }
    }
  }
}

const shown = (value: Scalar): string =>
  value === UNKNOWN ? 'unknown' : typeof value === 'string' ? `'${value}'` : String(value)
