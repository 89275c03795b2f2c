// Paths through the graph and members of a subject: methods that look for nodes by selectors.
import type { MemberMethod, PathMethod, Relation, Target } from '../../knowledge/expression.js'
import { one } from '../../knowledge/units.js'
import { type Checked, type Context, checkStratum, report, reportUnknown } from './context.js'
import { selected, subjectNamed } from './names.js'
import type { Syntax } from './syntax.js'

type Call = Extract<Syntax, { kind: 'call' }>

const pathTargets: ReadonlyMap<string, number> = new Map<PathMethod, number>([
  ['precededBy', 1],
  ['followedBy', 1],
  ['reaches', 2],
  ['reachedFrom', 2],
  ['predecessors', 1],
  ['successors', 1],
])
const memberMethods: ReadonlySet<string> = new Set<MemberMethod>([
  'some',
  'every',
  'count',
  'values',
  'circularWait',
])

/** Names of the methods that take selectors. */
export const graphMethods: readonly string[] = [...pathTargets.keys(), ...memberMethods]

const isPath = (name: string): name is PathMethod => pathTargets.has(name)
const isMember = (name: string): name is MemberMethod => memberMethods.has(name)

/** `self.reaches(S, T)`, `layer.some(S)` and the like. */
export function checkGraphMethod(context: Context, syntax: Call): Checked | undefined {
  const { name, receiver, args } = syntax
  if (context.env.selectorBody) {
    const hint = 'put the path into the rule'
    return report(
      context,
      'type',
      syntax,
      `a selector looks at one node only, and \`${name}\` at others`,
      hint,
    )
  }
  const subject = receiver?.kind === 'name' ? subjectNamed(context, receiver.name) : undefined
  if (subject === undefined) {
    const place = receiver ?? syntax
    return report(context, 'type', place, `\`${name}\` is asked of a subject`, `write \`self.${name}(…)\``)
  }
  if (isPath(name)) return path(context, syntax, name, subject.of, subject.scope)
  if (!isMember(name)) return undefined
  if (context.env.scopes.get(subject.scope)?.members !== true) {
    return report(context, 'type', syntax, `a ${subject.scope} has no member nodes`)
  }
  if (name === 'circularWait' && subject.scope !== 'plan') {
    return report(context, 'type', syntax, `\`${name}\` is asked of the plan, and this is a ${subject.scope}`)
  }
  if (name === 'circularWait') return wait(context, syntax, subject.of)
  const expected = name === 'values' ? 2 : 1
  if (args.length !== expected) return report(context, 'type', syntax, takes(name, expected, args.length))
  const target = checkTarget(context, args[0]!)
  const word = name === 'values' ? memberWord(context, args[1]!) : undefined
  if (target === undefined || (name === 'values' && word === undefined)) return undefined
  const expression = { op: 'members', method: name, of: subject.of, target } as const
  return {
    expression: word === undefined ? expression : { ...expression, word },
    type: memberTypes[name],
    unit: one,
  }
}

/** `plan.circularWait(S)`, or with two more selectors for what hands over and what takes over. */
function wait(context: Context, syntax: Call, of: Relation): Checked | undefined {
  const { name, args } = syntax
  if (args.length !== 1 && args.length !== 3) {
    const given = `${args.length} argument${args.length === 1 ? '' : 's'}`
    return report(context, 'type', syntax, `\`${name}\` takes one selector or three, and this has ${given}`)
  }
  const targets = args.map((target) => checkTarget(context, target)).filter((t) => t !== undefined)
  if (targets.length < args.length) return undefined
  const [target, giving, taking] = targets
  const expression = { op: 'members', method: 'circularWait', of, target: target! } as const
  const handOver = giving && taking && ([giving, taking] as const)
  return { expression: handOver ? { ...expression, handOver } : expression, type: 'list', unit: one }
}

const memberTypes = {
  some: 'truth',
  every: 'truth',
  count: 'integer',
  values: 'list',
} as const

const takes = (name: string, expected: number, given: number): string => {
  const what =
    name === 'values'
      ? 'a selector and the name of a word'
      : expected === 2
        ? 'two selectors'
        : 'one selector'
  return `\`${name}\` takes ${what}, and this has ${given} argument${given === 1 ? '' : 's'}`
}

function path(
  context: Context,
  syntax: Call,
  method: PathMethod,
  of: Relation,
  scope: string,
): Checked | undefined {
  if (scope !== 'node') {
    const ends = context.env.scope === 'edge' ? ': ask `from` or `to`' : ''
    return report(context, 'type', syntax, `\`${method}\` is asked of a node, and this is a ${scope}${ends}`)
  }
  const expected = pathTargets.get(method)!
  if (syntax.args.length !== expected) {
    return report(context, 'type', syntax, takes(method, expected, syntax.args.length))
  }
  const targets = syntax.args.map((target) => checkTarget(context, target)).filter((t) => t !== undefined)
  if (targets.length < expected) return undefined
  const counts = method === 'predecessors' || method === 'successors'
  return { expression: { op: 'path', method, of, targets }, type: counts ? 'integer' : 'truth', unit: one }
}

/** A selector, or a combination of selectors, perhaps keyed by `.same('word')`. */
function checkTarget(context: Context, syntax: Syntax): Target | undefined {
  if (syntax.kind === 'name') {
    if (context.env.selectors.has(syntax.name)) {
      return { selector: selected(context, syntax, syntax.name, 'self').expression, same: [] }
    }
    return reportUnknown(context, syntax, 'selector', syntax.name, context.env.selectors.keys())
  }
  if (syntax.kind === 'call' && syntax.name === 'same' && syntax.receiver !== undefined) {
    const target = checkTarget(context, syntax.receiver)
    const keys = syntax.args.map((key) => memberWord(context, key))
    if (keys.length === 0)
      return report(context, 'type', syntax, "`same` takes the names of words, such as 'group'")
    if (target === undefined || keys.includes(undefined)) return undefined
    return { ...target, same: [...new Set([...target.same, ...(keys as string[])])].sort() }
  }
  if (syntax.kind === 'operator' && ['!', '&&', '||'].includes(syntax.name)) {
    const parts = syntax.args.map((part) => checkTarget(context, part))
    if (parts.includes(undefined)) return undefined
    const targets = parts as Target[]
    if (syntax.name !== '&&' && targets.some((part) => part.same.length > 0)) {
      const hint = "put it around all of it: `(a || b).same('group')`"
      return report(context, 'type', syntax, `\`same\` cannot stand inside \`${syntax.name}\``, hint)
    }
    return {
      selector: { op: 'call', name: syntax.name, args: targets.map((part) => part.selector) },
      same: [...new Set(targets.flatMap((part) => part.same))].sort(),
    }
  }
  const applied = syntax.kind === 'call' && context.env.selectors.has(syntax.name)
  const hint = applied ? `write \`${syntax.name}\`` : 'name a condition on a node in a `yaml selector` block'
  return report(context, 'type', syntax, 'only selectors and their combinations can be looked for', hint)
}

/** The name of a node word as a constant text. */
function memberWord(context: Context, syntax: Syntax): string | undefined {
  if (syntax.kind !== 'literal' || typeof syntax.value !== 'string') {
    return report(
      context,
      'type',
      syntax,
      "the name of a node's word is expected here, as a text such as 'group'",
    )
  }
  const { words } = context.env
  const word = words.get(`node.${syntax.value}`)
  if (word === undefined) {
    const known = [...words.values()].filter((w) => w.scope === 'node').map((w) => w.name)
    return reportUnknown(context, syntax, 'word of scope node', syntax.value, known)
  }
  context.words.add(`node.${word.name}`)
  checkStratum(context, syntax, `the word \`${word.name}\``, word.stratum)
  return word.name
}
