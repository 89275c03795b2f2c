// Kleene's three-valued logic: unknown gives way only where the other side already decides.
import type { Operator } from './operator.js'

export const logic: Readonly<Record<string, Operator>> = {
  '&&': {
    parameters: ['truth', 'truth'],
    result: 'truth',
    units: 'none',
    form: 'infix',
    apply: (args) => (args.includes(false) ? false : args.every((a) => a === true) ? true : undefined),
  },
  '||': {
    parameters: ['truth', 'truth'],
    result: 'truth',
    units: 'none',
    form: 'infix',
    apply: (args) => (args.includes(true) ? true : args.every((a) => a === false) ? false : undefined),
  },
  '!': {
    parameters: ['truth'],
    result: 'truth',
    units: 'none',
    form: 'prefix',
    apply: ([a]) => (typeof a === 'boolean' ? !a : undefined),
  },
  '?:': {
    parameters: ['truth', 'any', 'any'],
    result: 'branch',
    units: 'branch',
    form: 'ternary',
    apply: ([choice, a, b]) => (choice === true ? a : choice === false ? b : undefined),
  },
  first: {
    parameters: ['any', 'any'],
    repeats: true,
    result: 'common',
    units: 'same',
    form: 'function',
    apply: (args) => args.find((a) => a !== undefined),
  },
  known: {
    parameters: ['any'],
    result: 'truth',
    units: 'none',
    form: 'function',
    apply: ([a]) => a !== undefined,
  },
}
