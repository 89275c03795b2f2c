// The text of an expression as a tree with positions. The grammar is CEL's; what it means is decided elsewhere.
import { type ASTNode, parse } from '@marcbachmann/cel-js'
import type { Scalar } from '../../knowledge/expression.js'
import type { ExpressionProblem } from './environment.js'

interface Range {
  readonly start: number
  readonly end: number
}

export type Syntax = Range &
  (
    | { readonly kind: 'literal'; readonly value: Scalar }
    | { readonly kind: 'list'; readonly items: readonly Syntax[] }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'member'; readonly of: Syntax; readonly name: string }
    | { readonly kind: 'index'; readonly of: Syntax; readonly key: Syntax }
    | { readonly kind: 'operator'; readonly name: string; readonly args: readonly Syntax[] }
    | {
        readonly kind: 'call'
        readonly name: string
        readonly receiver: Syntax | undefined
        readonly args: readonly Syntax[]
      }
  )

/** Longer texts are refused: they are no law that anyone could read, and they bound the depth of the tree. */
const maxLength = 4000

const macros = new Map([
  ['has', '`known(x)` says whether a value is known'],
  ['all', 'write `self.every(selector)`, or `a.containsAll(b)` for lists'],
  ['exists', 'write `self.some(selector)`, or `x in list`'],
  ['exists_one', 'write `self.count(selector) == 1`'],
  ['map', 'write `self.values(selector, word)`'],
  ['filter', 'write `a.minus(b)`, or `self.values(selector, word)`'],
  ['bind', 'give the value a name with a formula'],
])

/** Parses a text; when that fails, the problems say why. Never throws. */
export function parseExpression(text: string): {
  readonly syntax?: Syntax
  readonly problems: readonly ExpressionProblem[]
} {
  const problems: ExpressionProblem[] = []
  if (text.length > maxLength) {
    const message = `the expression is longer than ${maxLength} characters`
    return { problems: [{ kind: 'syntax', start: maxLength, end: text.length, message }] }
  }
  try {
    const syntax = convert(parse(text).ast, problems)
    return problems.length > 0 || syntax === undefined ? { problems } : { syntax, problems }
  } catch (error) {
    return { problems: [...problems, refusal(error, text)] }
  }
}

function refusal(error: unknown, text: string): ExpressionProblem {
  const { code, summary, range } = error as { code?: string; summary?: string; range?: Range }
  const start = Math.min(range?.start ?? 0, text.length)
  const end = Math.min(Math.max(range?.end ?? text.length, start), text.length)
  const read = text.slice(start, end)
  if (code === 'reserved_identifier') {
    const message = `\`${read}\` is a reserved name of the grammar`
    return { kind: 'syntax', start, end, message, hint: 'give the word another name' }
  }
  const macro = /\b(\w+)\s*\($/.exec(text.slice(0, start))?.[1] ?? ''
  const hint = macros.get(macro) ?? mistakes.find(([pattern]) => pattern.test(read || text.slice(start)))?.[1]
  const message =
    summary === undefined
      ? 'the expression is nested too deeply'
      : read === ''
        ? 'the expression ends too early'
        : /^(unexpected|expected)_/.test(code ?? '')
          ? `\`${read}\` cannot stand here`
          : summary.replace(/^./, (c) => c.toLowerCase())
  return { kind: 'syntax', start, end, message, ...(hint === undefined ? {} : { hint }) }
}

/** What people write out of habit from elsewhere. */
const mistakes: readonly (readonly [RegExp, string])[] = [
  [/^=/, 'equality is written `==`'],
  [/^&/, '"and" is written `&&`'],
  [/^\|/, '"or" is written `||`'],
  [/^(and|or|not)\b/i, 'logic is written `&&`, `||` and `!`'],
]

function convert(node: ASTNode, problems: ExpressionProblem[]): Syntax | undefined {
  const { start, end } = node
  const refuse = (message: string, hint?: string): undefined => {
    problems.push({ kind: 'syntax', start, end, message, ...(hint === undefined ? {} : { hint }) })
  }
  switch (node.op) {
    case 'value': {
      const value = constant(node.args)
      if (value !== undefined) return { kind: 'literal', value, start, end }
      if (typeof node.args === 'bigint') return refuse('integers beyond 2^53 cannot be told apart')
      if (node.args === null) return refuse('there is no `null`', '`known(x)` says whether a value is known')
      return refuse('only numbers, text, truth values and lists of them can be written')
    }
    case 'id':
      return { kind: 'name', name: node.args, start, end }
    case '.': {
      const of = convert(node.args[0], problems)
      return of && { kind: 'member', of, name: node.args[1], start, end }
    }
    case '[]': {
      const [of, key] = convertAll(node.args, problems)
      return of && key && { kind: 'index', of, key, start, end }
    }
    case 'list': {
      const items = convertAll(node.args, problems)
      return items.length < node.args.length ? undefined : { kind: 'list', items, start, end }
    }
    case 'call':
    case 'rcall': {
      const [name, receiverNode, argumentNodes] =
        node.op === 'call' ? [node.args[0], undefined, node.args[1]] : node.args
      if (macros.has(name)) return refuse(`there is no \`${name}\` here`, macros.get(name))
      const receiver = receiverNode === undefined ? undefined : convert(receiverNode, problems)
      const args = convertAll(argumentNodes, problems)
      if (args.length < argumentNodes.length || (receiverNode !== undefined && receiver === undefined)) return
      return { kind: 'call', name, receiver, args, start, end }
    }
    case 'map':
      return refuse('there are no maps', 'look a value up in a fact table: `table[key].column`')
    case '.?':
    case '[?]':
      return refuse('there are no optional values', '`known(x)` says whether a value is known')
    case '!_':
    case '-_': {
      const arg = convert(node.args, problems)
      if (arg === undefined) return
      if (node.op === '-_' && arg.kind === 'literal' && typeof arg.value === 'number') {
        return { kind: 'literal', value: -arg.value + 0, start, end }
      }
      return { kind: 'operator', name: node.op === '!_' ? '!' : 'negate', args: [arg], start, end }
    }
    default: {
      const args = convertAll(node.args, problems)
      return args.length < node.args.length
        ? undefined
        : { kind: 'operator', name: node.op, args, start, end }
    }
  }
}

const convertAll = (nodes: readonly ASTNode[], problems: ExpressionProblem[]): Syntax[] =>
  nodes.map((node) => convert(node, problems)).filter((syntax) => syntax !== undefined)

function constant(value: unknown): Scalar | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return value
  if (typeof value === 'bigint' && value <= 2n ** 53n) return Number(value)
  return undefined
}
