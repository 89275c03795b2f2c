import type { FailureMode } from '../../knowledge/base.js'
import { checkPattern } from '../../knowledge/pattern.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import type { Found } from './blocks.js'
import { Registry } from './registry.js'

export function declareFailureModes(
  blocks: readonly Found<'failure-mode'>[],
  diagnostics: Diagnostics,
): Registry<FailureMode> {
  const registry = new Registry<FailureMode>('The failure mode', diagnostics)
  for (const { value, data, page, block } of blocks) {
    for (const [index, sign] of (value.signs ?? []).entries()) {
      const problem = checkPattern(sign)
      if (problem === undefined) continue
      diagnostics.report('pattern/refused', page.text, data.where(['signs', index]), { reason: problem })
    }
    const place = { page: page.text.name, line: block.span.line }
    registry.declare(value.id, { ...value, stratum: page.stratum, place }, page.text, data.where(['id']))
  }
  for (const found of blocks) reportUnknownHidden(found, registry, diagnostics)
  return registry
}

/** What a failure mode hides is another one of the base. */
function reportUnknownHidden(
  { value, data, page }: Found<'failure-mode'>,
  registry: Registry<FailureMode>,
  diagnostics: Diagnostics,
): void {
  for (const [index, name] of (value.hides ?? []).entries()) {
    if (name === '*' || registry.get(name) !== undefined) continue
    const hint = nearestHint(name, registry.names())
    diagnostics.report('failure-mode/unknown', page.text, data.where(['hides', index]), { name }, { hint })
  }
}

/** A failure mode that no rule detects is prose without effect, unless it says why none can. */
export function reportUnusedFailureModes(
  blocks: readonly Found<'failure-mode'>[],
  rules: readonly Found<'rule'>[],
  diagnostics: Diagnostics,
): void {
  const used = new Set(rules.map(({ value }) => value.failureMode))
  for (const { value, data, page } of blocks) {
    if (used.has(value.id) || value.undetected !== undefined) continue
    diagnostics.report('failure-mode/unused', page.text, data.where(['id']), { name: value.id })
  }
}
