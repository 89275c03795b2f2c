// An expression as canonical text: one text for one meaning, with no more parentheses than needed.
import type { Expression, Relation, Scalar, Target } from './expression.js'
import { operators } from './operators.js'

const precedence: Readonly<Record<string, number>> = {
  '?:': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  in: 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
  '!': 8,
  negate: 8,
}
const highest = 9

/** How an expression is written in the knowledge language. */
export function expressionText(expression: Expression): string {
  switch (expression.op) {
    case 'literal':
      return expression.name ?? constantText(expression.value)
    case 'word':
      return wordText(expression.of, expression.name)
    case 'lookup':
      return `${expression.table}[${expressionText(expression.key)}].${expression.column}`
    case 'selector':
      return `${expression.name}(${expression.of})`
    case 'path':
      return `${expression.of}.${expression.method}(${expression.targets.map(targetText).join(', ')})`
    case 'members': {
      const word = expression.word === undefined ? [] : [constantText(expression.word)]
      const targets = [expression.target, ...(expression.handOver ?? [])].map(targetText)
      return `${expression.of}.${expression.method}(${[...targets, ...word].join(', ')})`
    }
    case 'call':
      return callText(expression.name, expression.args)
  }
}

/** How a word is written in a rule: `op`, `from.devices`, `model.layers`. */
export function wordText(of: Relation, name: string): string {
  return of === 'self' || (of === 'plan' && name.includes('.')) ? name : `${of}.${name}`
}

function callText(name: string, args: readonly Expression[]): string {
  const form = operators.get(name)?.form ?? 'function'
  const own = precedence[name] ?? highest
  const [a, b, c] = args
  switch (form) {
    case 'prefix':
      return `${name === 'negate' ? '-' : name}${within(a!, own)}`
    case 'infix':
      return `${within(a!, own)} ${name} ${within(b!, own + 1)}`
    case 'ternary':
      return `${within(a!, own + 1)} ? ${expressionText(b!)} : ${expressionText(c!)}`
    case 'method':
      return `${within(a!, highest)}.${name}(${args.slice(1).map(expressionText).join(', ')})`
    case 'function':
      return `${name}(${args.map(expressionText).join(', ')})`
  }
}

/** In parentheses where the operator binds more loosely than its place asks for. */
function within(expression: Expression, least: number): string {
  const text = expressionText(expression)
  const own = expression.op === 'call' ? (precedence[expression.name] ?? highest) : highest
  const negative = expression.op === 'literal' && text.startsWith('-') && least > 7
  return own < least || negative ? `(${text})` : text
}

/** In targets a selector stands bare: `reduction.same('group')`. */
function targetText({ selector, same }: Target): string {
  const text = bare(selector)
  if (same.length === 0) return text
  return `${selector.op === 'selector' ? text : `(${text})`}.same(${same.map((key) => constantText(key)).join(', ')})`
}

function bare(selector: Expression): string {
  if (selector.op === 'selector') return selector.name
  if (selector.op !== 'call') return expressionText(selector)
  const parts = selector.args.map((part) => {
    const inner = part.op === 'call' && (precedence[part.name] ?? 0) < (precedence[selector.name] ?? 0)
    return inner ? `(${bare(part)})` : bare(part)
  })
  return selector.name === '!' ? `!${parts.join('')}` : parts.join(` ${selector.name} `)
}

function constantText(value: Scalar | readonly Scalar[]): string {
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'object' ? `[${value.map(constantText).join(', ')}]` : String(value)
}

/** As JSON, but in single quotes. */
const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
