// What may be chosen instead of the degrees of a rejected deployment, in lines that are read from top to bottom.
import type { Choices, LegalChoice } from '../judge/verdict.js'
import { counted } from './values.js'

export interface ChoicesView {
  /** `prefill, decode: 9 of 20 combinations of degrees hold every rule`. */
  readonly heading: string
  /** `tp 4, pp 1 (4 devices idle)`, the best first. */
  readonly legal: readonly string[]
  readonly more: number
  /** `hardware.gpu, hardware.count`: what no choice can meet together. */
  readonly conflicts: readonly string[]
  readonly inTheWay: readonly string[]
}

/** Nobody reads more; JSON has all of them. */
const shown = 8

export function choicesView({ phases, asked, measures, legal, inTheWay, conflicts }: Choices): ChoicesView {
  const of = `${legal.length === 0 ? 'none' : legal.length} of ${counted(asked, 'combination')} of degrees`
  return {
    heading: `${phases.join(', ')}: ${of} ${legal.length > 1 ? 'hold' : 'holds'} every rule`,
    legal: legal.slice(0, shown).map((choice) => legalText(choice, telling(legal), measures)),
    more: Math.max(0, legal.length - shown),
    conflicts: conflicts.map((paths) => paths.join(', ') || 'the model and the engine by themselves'),
    inTheWay,
  }
}

/** The fields that tell the choices apart, or are something other than one or off. */
function telling(legal: readonly LegalChoice[]): readonly string[] {
  const paths = Object.keys(legal[0]?.set ?? {})
  return paths.filter((path) => legal.some(({ set }) => set[path] !== 1 && set[path] !== false))
}

function legalText(
  { set, measures }: LegalChoice,
  paths: readonly string[],
  titles: Choices['measures'],
): string {
  const fields = paths.map((path) => `${path.split('.').at(-1)} ${set[path]}`)
  const measured = Object.entries(measures).flatMap(([word, value]) =>
    value === 0 ? [] : [`${value} ${titles[word]}`],
  )
  const behind = measured.length > 0 ? ` (${measured.join(', ')})` : ''
  return `${fields.join(', ') || 'one device'}${behind}`
}
