// What may be chosen instead of the degrees of a rejected deployment, in lines that are read from top to bottom.
import type { Choices, LegalChoice, Relaxation } from '../judge/verdict.js'
import type { Scalar } from '../knowledge/expression.js'
import { counted } from './values.js'

export interface ChoicesView {
  /** `prefill, decode: 9 of 20 combinations of degrees hold every rule`. */
  readonly heading: string
  /** `tp 4, pp 1 (4 idle devices)`, the best first. */
  readonly legal: readonly string[]
  readonly more: number
  /** `hardware.gpu, hardware.count`: what no choice can meet together. */
  readonly conflicts: readonly string[]
  readonly inTheWay: readonly string[]
  /** `A shorter context (workload): max_model_len 16384, with tp 4`. */
  readonly relaxations: readonly string[]
}

/** Nobody reads more; JSON has all of them. */
const shown = 8

export function choicesView({
  phases,
  asked,
  measures,
  legal,
  inTheWay,
  open,
  conflicts,
  relaxations,
  flags,
}: Choices): ChoicesView {
  const of = `${legal.length === 0 ? 'none' : legal.length} of ${counted(asked, 'combination')} of degrees`
  const unknown =
    open === undefined ? '' : `, and of ${open.choices} it is not known (${open.rules.join(', ')})`
  return {
    heading: `${phases.join(', ')}: ${of} ${legal.length > 1 ? 'hold' : 'holds'} every rule${unknown}`,
    legal: legal.slice(0, shown).map((choice) => legalText(choice, telling(legal), measures)),
    more: Math.max(0, legal.length - shown),
    conflicts: conflicts.map(
      (paths) =>
        paths.map((path) => flags?.[path] ?? path).join(', ') || 'the model and the engine by themselves',
    ),
    inTheWay,
    relaxations: relaxations.map(relaxationText),
  }
}

/** The best choice in a line, or what would help: `legal: tp 4, pp 2, and 8 more`. */
export function bestChoice(
  choices: Choices,
): { readonly label: string; readonly choice: string } | undefined {
  const { legal, more, relaxations } = choicesView(choices)
  const [first, ...others] = legal.length > 0 ? legal : relaxations
  if (first === undefined) return undefined
  const count = others.length + (legal.length > 0 ? more : 0)
  return {
    label: legal.length > 0 ? 'legal' : 'helps',
    choice: `${first}${count > 0 ? `, and ${count} more` : ''}`,
  }
}

/** The fields that tell the choices apart, or are something other than one or off. */
function telling(legal: readonly LegalChoice[]): readonly string[] {
  const paths = Object.keys(legal[0]?.set ?? {})
  return paths.filter((path) => legal.some(({ set }) => isTelling(set[path]!)))
}

function legalText(
  { set, measures, flags, warned = [] }: LegalChoice,
  paths: readonly string[],
  titles: Choices['measures'],
): string {
  const measured = Object.entries(measures).flatMap(([word, value]) =>
    value === 0 ? [] : [counted(value, titles[word]!)],
  )
  const notes = [...measured, ...warned.map((rule) => `${rule} warns`)]
  const behind = notes.length > 0 ? ` (${notes.join(', ')})` : ''
  const usual = flags === undefined ? 'one device' : 'without flags of degrees'
  return `${fieldsText(set, flags === undefined ? paths : Object.keys(set), flags) || usual}${behind}`
}

function relaxationText({ title, safety, set, degrees, flags, warned = [] }: Relaxation): string {
  const others = Object.fromEntries(Object.entries(degrees).filter(([path]) => !(path in set)))
  const degreesText = fieldsText(
    others,
    Object.keys(others).filter((path) => flags !== undefined || isTelling(others[path]!)),
    flags,
  )
  const behind = warned.length > 0 ? ` (${warned.join(', ')} warns)` : ''
  return `${title} (${safety}): ${fieldsText(set, Object.keys(set), flags)}${degreesText === '' ? '' : `, with ${degreesText}`}${behind}`
}

/** One, and off, are what a field says that nobody sets. */
const isTelling = (value: Scalar): boolean => value !== 1 && value !== false

/** Flags as they are pasted; fields that no flag says, by their names. */
function fieldsText(
  set: Readonly<Record<string, Scalar>>,
  paths: readonly string[],
  flags?: Readonly<Record<string, string>>,
): string {
  const said = paths.flatMap((path) => flags?.[path] || [])
  const fields = paths
    .filter((path) => flags === undefined || (!Object.hasOwn(flags, path) && isTelling(set[path]!)))
    .map((path) => `${flags === undefined ? path.split('.').at(-1) : path} ${set[path]}`)
  return [...(said.length > 0 ? [said.join(' ')] : []), ...fields].join(', ')
}
