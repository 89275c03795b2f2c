// The sentence of a finding, with the values of its first subject.
import type { Scope, Segment } from '../knowledge/base.js'
import type { Expression, Relation, Value } from '../knowledge/expression.js'

const relations: ReadonlySet<string> = new Set<Relation>([
  'self',
  'from',
  'to',
  'plan',
  'phase',
  'stage',
  'layer',
  'group',
  'device',
  'node',
])

/**
 * The word that a path such as `op`, `from.devices` or `model.layers` names. Words with a dot that starts with no
 * relation belong to the plan.
 */
export function wordAt(path: string, scope: Scope): Extract<Expression, { op: 'word' }> {
  const dot = path.indexOf('.')
  const head = path.slice(0, dot)
  if (dot < 0) return { op: 'word', of: 'self', name: path }
  if (relations.has(head)) return { op: 'word', of: head as Relation, name: path.slice(dot + 1) }
  return { op: 'word', of: scope === 'plan' ? 'self' : 'plan', name: path }
}

/**
 * Fills in a message; `value` answers each path, `show` writes a value. A noun in the plural that is counted by what stands
 * before it is written in the singular behind a one: `1 pipeline stage`.
 */
export function interpolate(
  segments: readonly Segment[],
  value: (path: string) => Value,
  show: (value: Value) => string,
  countNouns: ReadonlySet<string>,
): string {
  return segments
    .map((segment, i) => {
      const before = segments[i - 1]
      if (typeof segment === 'string') {
        const isOne = typeof before === 'object' && 'value' in before && value(before.value) === 1
        return isOne
          ? segment.replace(counted, (text, noun) => (countNouns.has(noun) ? singular(text) : text))
          : segment
      }
      if ('value' in segment) return show(value(segment.value))
      const condition = value(segment.if)
      const isEmpty = Array.isArray(condition) && condition.length === 0
      return interpolate(
        condition === undefined || condition === false || isEmpty ? segment.else : segment.then,
        value,
        show,
        countNouns,
      )
    })
    .join('')
}

/** What is counted, behind at most one word that says more of it. */
const counted = /^ (?:[a-z-]+ )?([a-z]+s)\b/

const singular = (plural: string): string =>
  plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.replace(/(?<=[st]ch|x|ss)es$|s$/, '')
