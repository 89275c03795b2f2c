// Views of a phase's devices as grids: by attention, and by experts.
import type { Mesh } from '../candidate/candidate.js'
import type { PhaseSetting } from './scene.js'

/** The grids of all phases; a grid that is the same in all of them stands without their names. */
export function meshesOf(settings: readonly PhaseSetting[]): Record<string, Mesh> {
  const views = settings.map((setting) => ({ phase: setting.phase, grids: gridsOf(setting) }))
  const names = [...new Set(views.flatMap(({ grids }) => Object.keys(grids)))]
  return Object.fromEntries(
    names.flatMap((name) => {
      const own = views.flatMap(({ phase, grids }) => (grids[name] ? [{ phase, grid: grids[name] }] : []))
      const [first] = own
      const isOne = own.every(({ grid }) => JSON.stringify(grid) === JSON.stringify(first!.grid))
      return isOne
        ? [[name, first!.grid] as const]
        : own.map(({ phase, grid }) => [`${phase}.${name}`, grid] as const)
    }),
  )
}

function gridsOf({ degrees, stages, model }: PhaseSetting): Record<string, Mesh> {
  const devices = stages.flat()
  const grid = (words: readonly (keyof typeof degrees)[]): Mesh => ({
    axes: words.map((name) => ({ name, size: degrees[name] })).filter(({ size }) => size > 1),
    devices,
  })
  const attention = grid(['pp', 'pcp', 'adp', 'dcp', 'tpa'])
  return model.experts === undefined ? { attention } : { attention, moe: grid(['pp', 'ep', 'etp']) }
}
