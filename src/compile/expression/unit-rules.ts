// Units of the arguments of an operator, and the unit of its result.
import type { UnitRule } from '../../knowledge/operator/operator.js'
import { conversion, divide, multiply, one, sameUnit, type Unit } from '../../knowledge/units.js'
import { type Checked, type Context, isNumeric, report } from './context.js'
import type { Syntax } from './syntax.js'

type Measure = Unit | 'any'

/** The unit of the result; undefined when the units do not fit, which is reported. */
export function unitOf(
  context: Context,
  place: Syntax,
  name: string,
  rule: UnitRule,
  args: readonly Checked[],
): Measure | undefined {
  const units = args.filter((a) => isNumeric(a.type) || a.type === 'list').map((a) => a.unit)
  const plain = units.map((unit) => (unit === 'any' ? one : unit))
  switch (rule) {
    case 'none':
      return one
    case 'keep':
      return units[0] ?? one
    case 'multiply':
      return multiply(plain[0] ?? one, plain[1] ?? one)
    case 'divide':
      return divide(plain[0] ?? one, plain[1] ?? one)
    case 'same':
    case 'branch':
      return common(context, place, name, units)
    case 'compare':
      return common(context, place, name, units) && one
    case 'plain': {
      const measured = plain.find((unit) => !sameUnit(unit, one))
      if (measured === undefined) return one
      const hint = `divide by a quantity first, such as \`quantity(1, '${measured.text}')\``
      return report(
        context,
        'unit',
        place,
        `\`${name}\` takes numbers without a unit, and this has ${measured.text}`,
        hint,
      )
    }
  }
}

function common(
  context: Context,
  place: Syntax,
  name: string,
  units: readonly Measure[],
): Measure | undefined {
  const measured = units.filter((unit) => unit !== 'any')
  const [first] = measured
  if (first === undefined) return 'any'
  const other = measured.find((unit) => !sameUnit(unit, first))
  if (other === undefined) return first
  const message = `\`${name}\` needs one unit, and these are ${describe(first)} and ${describe(other)}`
  return report(context, 'unit', place, message, wayOut(first, other))
}

const describe = (unit: Unit): string => (sameUnit(unit, one) ? 'a plain number' : unit.text)

function wayOut(a: Unit, b: Unit): string | undefined {
  if (conversion(a, b) !== undefined) return `change one with \`convert(x, '${a.text}')\``
  const measured = sameUnit(a, one) ? b : sameUnit(b, one) ? a : undefined
  return measured && `give the number a unit with \`quantity(x, '${measured.text}')\``
}
