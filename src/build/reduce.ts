// Around a product that a team shares: rows are gathered before it where they lie on slices, and sums end it.
import type { Dimension } from '../candidate/candidate.js'
import { placeOf, type Scene, type Team } from './scene.js'
import { tensor } from './tensors.js'

/** The name under which all rows of a team are at hand on each of its ranks. */
export function wholeRows(
  scene: Scene,
  team: Team,
  layer: number | undefined,
  name: string,
  dims: readonly Dimension[],
): string {
  if (!scene.isSliced) return name
  const whole = `${name}.all`
  scene.draft.add(placeOf(scene, team, layer), {
    name: `${lastPart(name)}_gather`,
    piece: 'join',
    devices: team.devices,
    group: team.devices,
    inputs: [name],
    outputs: [tensor(whole, [scene.row, ...dims])],
    attributes: { along: scene.row.name! },
  })
  return whole
}

/** What a product that a team shares calls its result before `reduced`. */
export const partial = (team: Team, name: string): string =>
  team.devices.length > 1 ? `${name}.partial` : name

/** Sums what the ranks of a team have of a result; onto slices of the rows where the residual stream lies on them. */
export function reduced(
  scene: Scene,
  team: Team,
  layer: number | undefined,
  name: string,
  dims: readonly Dimension[],
): void {
  if (team.devices.length === 1) return
  const { row, isSliced } = scene
  scene.draft.add(placeOf(scene, team, layer), {
    name: `${lastPart(name)}_${isSliced ? 'scatter' : 'sum'}`,
    piece: isSliced ? 'scatter' : 'sum',
    devices: team.devices,
    group: team.devices,
    inputs: [`${name}.partial`],
    outputs: [tensor(name, [row, ...dims], isSliced ? { [row.name!]: team.slices } : {})],
    ...(isSliced && { attributes: { along: row.name! } }),
  })
}

/** A tensor's name within its layer. */
const lastPart = (name: string): string => name.replace(/^l\d+\./, '').replaceAll('.', '_')
