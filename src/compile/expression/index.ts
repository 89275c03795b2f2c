// Compiles one expression: its names resolved, its types and units checked, all that is wrong with it reported.
import { operators } from '../../knowledge/operators.js'
import { conversion, one, parseUnit, sameUnit } from '../../knowledge/units.js'
import { checkCall } from './calls.js'
import { type Checked, type Context, describeType, report, reportUnknown } from './context.js'
import type { Compiled, Environment } from './environment.js'
import { checkMember, checkName, selected, subjectNamed } from './names.js'
import { checkGraphMethod, graphMethods } from './paths.js'
import { checkConvert, checkQuantity } from './quantities.js'
import { parseExpression, type Syntax } from './syntax.js'

export { lowerRule } from './lower.js'

type Call = Extract<Syntax, { kind: 'call' }>

/** Compiles an expression. Never throws: whatever is wrong with the text is among the problems, in order of place. */
export function compileExpression(text: string, env: Environment): Compiled {
  const parsed = parseExpression(text)
  const context: Context = {
    env,
    problems: [...parsed.problems],
    words: new Set(),
    selectors: new Set(),
    tables: new Set(),
    check: (syntax) => check(context, syntax),
  }
  const checked = parsed.syntax && context.check(parsed.syntax)
  if (parsed.syntax !== undefined && checked !== undefined) checkExpected(context, parsed.syntax, checked)
  const fine = checked !== undefined && context.problems.length === 0
  return {
    ...(fine ? { expression: checked.expression } : {}),
    type: checked?.type ?? env.expect ?? 'truth',
    unit: checked === undefined || checked.unit === 'any' ? '1' : checked.unit.text,
    problems: context.problems.sort((a, b) => a.start - b.start || a.end - b.end),
    uses: {
      words: sorted(context.words),
      selectors: sorted(context.selectors),
      tables: sorted(context.tables),
    },
  }
}

const sorted = (names: ReadonlySet<string>): string[] => [...names].sort()

function check(context: Context, syntax: Syntax): Checked | undefined {
  switch (syntax.kind) {
    case 'literal': {
      const { value } = syntax
      const expression = { op: 'literal', value } as const
      if (typeof value === 'string') return { expression, type: 'text', unit: one }
      if (typeof value === 'boolean') return { expression, type: 'truth', unit: one }
      return {
        expression,
        type: Number.isInteger(value) ? 'integer' : 'number',
        unit: value === 0 ? 'any' : one,
      }
    }
    case 'list': {
      const values = syntax.items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []))
      for (const item of syntax.items) {
        if (item.kind !== 'literal')
          report(context, 'type', item, 'a list that is written out holds constants only')
      }
      return { expression: { op: 'literal', value: values }, type: 'list', unit: one }
    }
    case 'name':
      return checkName(context, syntax)
    case 'member':
      return checkMember(context, syntax)
    case 'index':
      return report(context, 'type', syntax, 'a lookup names a column too', 'write `table[key].column`')
    case 'operator':
      return checkCall(context, syntax, syntax.name, syntax.args)
    case 'call':
      return syntax.receiver === undefined
        ? checkFunction(context, syntax)
        : checkMethod(context, syntax, syntax.receiver)
  }
}

function checkFunction(context: Context, syntax: Call): Checked | undefined {
  const { name, args } = syntax
  if (operators.get(name)?.form === 'function') return checkCall(context, syntax, name, args)
  if (name === 'quantity') return checkQuantity(context, syntax)
  if (name === 'convert') return checkConvert(context, syntax)
  const { selectors } = context.env
  if (selectors.has(name)) {
    const [arg] = args
    const subject = args.length === 1 && arg?.kind === 'name' ? subjectNamed(context, arg.name) : undefined
    if (subject?.scope === 'node') return selected(context, syntax, name, subject.of)
    const way = context.env.scope === 'edge' ? `${name}(from)` : `${name}(self)`
    return report(
      context,
      'type',
      syntax,
      `the selector \`${name}\` is applied to one node`,
      `write \`${way}\``,
    )
  }
  if (operators.get(name)?.form === 'method' || graphMethods.includes(name)) {
    return report(context, 'type', syntax, `\`${name}\` is written behind a dot`, `write \`x.${name}(…)\``)
  }
  const functions = [...operators].filter(([, o]) => o.form === 'function').map(([known]) => known)
  return reportUnknown(context, syntax, 'function or selector', name, [
    ...functions,
    'quantity',
    'convert',
    ...selectors.keys(),
  ])
}

function checkMethod(context: Context, syntax: Call, receiver: Syntax): Checked | undefined {
  const { name, args } = syntax
  if (operators.get(name)?.form === 'method') return checkCall(context, syntax, name, [receiver, ...args])
  if (graphMethods.includes(name)) return checkGraphMethod(context, syntax)
  if (name === 'same') {
    const hint = "keys belong into paths: `self.followedBy(selector.same('group'))`"
    return report(context, 'type', syntax, '`same` can only key what a path looks for', hint)
  }
  if (operators.get(name)?.form === 'function') {
    return report(context, 'type', syntax, `\`${name}\` is a function`, `write \`${name}(x)\``)
  }
  const methods = [...operators].filter(([, o]) => o.form === 'method').map(([known]) => known)
  return reportUnknown(context, syntax, 'method', name, [...methods, ...graphMethods])
}

function checkExpected(context: Context, place: Syntax, { type, unit }: Checked): void {
  const { expect, expectUnit } = context.env
  if (expect !== undefined && type !== expect && !(expect === 'number' && type === 'integer')) {
    const hint =
      expect === 'integer' && type === 'number' ? 'round it with `floor`, `ceil` or `div`' : undefined
    report(
      context,
      'type',
      place,
      `${describeType(expect)} is expected, and this is ${describeType(type)}`,
      hint,
    )
    return
  }
  const expected = expectUnit === undefined ? undefined : parseUnit(expectUnit)
  if (expected === undefined || 'problem' in expected || unit === 'any' || sameUnit(unit, expected.unit))
    return
  const message = `the unit ${expected.unit.text} is expected, and this has ${unit === one ? 'none' : unit.text}`
  const isScale = conversion(unit, expected.unit) !== undefined
  const hint = isScale ? `\`convert(x, '${expected.unit.text}')\` changes the scale of a unit` : undefined
  report(context, 'unit', place, message, hint)
}
