// Says an expression of the knowledge language in words, for `kb explain`.

import type { Expression, MemberMethod, PathMethod, Target, Value } from '../knowledge/expression.js'
import { wordText } from '../knowledge/expression-text.js'
import { valueText } from './values.js'

// `$1`, `$2` are the operands. An operator that has no words here is written as a call.
const phrases: Readonly<Record<string, string>> = {
  '!': 'not ($1)',
  '==': '$1 is $2',
  '!=': '$1 is not $2',
  '<': '$1 is less than $2',
  '<=': '$1 is at most $2',
  '>': '$1 is more than $2',
  '>=': '$1 is at least $2',
  in: '$1 is one of $2',
  '+': '$1 + $2',
  '-': '$1 - $2',
  '*': '$1 × $2',
  '/': '$1 / $2',
  '%': 'the remainder of $1 / $2',
  negate: '-$1',
  '?:': '$2 if $1, else $3',
  div: '$1 / $2 rounded down',
  floor: '$1 rounded down',
  ceil: '$1 rounded up',
  size: 'the size of $1',
  count: 'how often $1 has $2',
  known: '$1 is known',
  matches: '$1 matches $2',
  startsWith: '$1 starts with $2',
  endsWith: '$1 ends with $2',
  contains: '$1 contains $2',
  disjoint: '$1 and $2 have nothing in common',
  intersects: '$1 and $2 have something in common',
  containsAll: '$1 contains all of $2',
  union: '$1 together with $2',
  minus: '$1 without $2',
}

const pathPhrases: Readonly<Record<PathMethod, string>> = {
  precededBy: 'a node upstream of $self is $1',
  followedBy: 'a node downstream of $self is $1',
  reaches: 'a path leads from $self to a node that is $1 and passes none before it that is $2',
  reachedFrom: 'a path leads to $self from a node that is $1 and passes none after it that is $2',
  predecessors: 'the number of direct predecessors of $self that are $1',
  successors: 'the number of direct successors of $self that are $1',
}

const memberPhrases: Readonly<Record<MemberMethod, string>> = {
  some: 'some node of $self is $1',
  every: 'every node of $self is $1',
  count: 'the number of nodes of $self that are $1',
  values: 'the values of $word over the nodes of $self that are $1',
  circularWait:
    'the circle in which nodes of $self wait for each other when all parts of each $1 begin together$word',
}

// Operators that bind their operands loosely: as operands themselves they stand in brackets.
const loose = new Set(['&&', '||', '?:', '+', '-', '*', '/'])

/** The expression as a phrase of English. */
export function inWords(expression: Expression): string {
  switch (expression.op) {
    case 'literal':
      return expression.name ?? literal(expression.value)
    case 'word':
      return wordText(expression.of, expression.name)
    case 'lookup':
      return `the ${expression.column} of ${inWords(expression.key)} in ${expression.table}`
    case 'selector':
      return `${ofSelf(expression.of)} is ${spaced(expression.name)}`
    case 'call':
      return call(expression.name, expression.args)
    case 'path': {
      const phrase = pathPhrases[expression.method].replace('$self', ofSelf(expression.of))
      return fill(phrase, expression.targets.map(targetInWords))
    }
    case 'members': {
      const phrase = memberPhrases[expression.method].replace('$self', ofSelf(expression.of))
      const [giving, taking] = expression.handOver?.map(targetInWords) ?? []
      const handOver = giving === undefined ? '' : `, and each ${giving} with its ${taking}`
      return fill(phrase.replace('$word', expression.word ?? handOver), [targetInWords(expression.target)])
    }
  }
}

function call(name: string, args: readonly Expression[]): string {
  const inner = args.map((arg) =>
    arg.op === 'call' && arg.name !== name && loose.has(arg.name) ? `(${inWords(arg)})` : inWords(arg),
  )
  if (name === '&&') return inner.join(' and ')
  if (name === '||') return inner.join(' or ')
  const phrase = Object.hasOwn(phrases, name) ? phrases[name] : undefined
  return phrase === undefined ? `${name}(${inner.join(', ')})` : fill(phrase, inner)
}

function targetInWords({ selector, same }: Target): string {
  const key = same.length === 0 ? '' : ` with the same ${same.join(' and ')}`
  return `${selectorInWords(selector)}${key}`
}

// Inside a target the subject is understood, so a selector is its bare name.
function selectorInWords(selector: Expression): string {
  if (selector.op === 'selector') return spaced(selector.name)
  if (selector.op === 'call' && selector.name === '!') return `not ${selectorInWords(selector.args[0]!)}`
  if (selector.op === 'call' && (selector.name === '&&' || selector.name === '||')) {
    return selector.args.map(selectorInWords).join(selector.name === '&&' ? ' and ' : ' or ')
  }
  return inWords(selector)
}

const ofSelf = (relation: string): string => (relation === 'self' ? 'the subject' : `\`${relation}\``)
const spaced = (name: string): string =>
  name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
const literal = (value: Value): string => (typeof value === 'string' ? `'${value}'` : valueText(value))
const fill = (phrase: string, parts: readonly string[]): string =>
  phrase.replace(/\$(\d)/g, (_, n: string) => parts[Number(n) - 1] ?? 'nothing')
