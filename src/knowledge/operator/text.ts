// Operations on text. Letter case matters to all but `matches`.
import type { Value } from '../expression.js'
import { compilePattern, textLimit } from '../pattern.js'
import { isWithin } from '../version.js'
import type { Operator } from './operator.js'

const method = (compute: (a: string, b: string) => Value): Operator => ({
  parameters: ['text', 'text'],
  result: 'truth',
  units: 'none',
  form: 'method',
  apply: ([a, b]) => (typeof a === 'string' && typeof b === 'string' ? compute(a, b) : undefined),
})

export const text: Readonly<Record<string, Operator>> = {
  matches: method((a, b) => (a.length > textLimit ? undefined : compilePattern(b).test(a))),
  startsWith: method((a, b) => a.startsWith(b)),
  endsWith: method((a, b) => a.endsWith(b)),
  contains: method((a, b) => a.includes(b)),
  within: method(isWithin),
}
