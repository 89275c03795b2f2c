// The plan document of a drawing.
import type { CandidateNode, SectionValue } from '../candidate/candidate.js'
import { indicesText } from '../tensor/indices.js'
import type { Drawing } from './draw.js'
import type { Blueprint } from './phase-strategy.js'

/** The plan as JSON data, in the form of `rules/plan.schema.json`. */
export function planDocument(
  drawing: Drawing,
  { concurrency, promptTokens }: Pick<Blueprint, 'concurrency' | 'promptTokens'>,
  { title, model }: { readonly title: string; readonly model: Readonly<Record<string, SectionValue>> },
): object {
  const { nodes, edges, meshes, devices, strategy } = drawing
  return {
    shardwright: 'plan/1',
    title,
    model,
    cluster: { devices },
    workload: { concurrency, promptTokens },
    strategy,
    meshes: Object.fromEntries(
      Object.entries(meshes).map(([name, mesh]) => [name, { ...mesh, devices: placesOf(mesh.devices!) }]),
    ),
    nodes: nodes.map(nodeDocument),
    edges,
  }
}

function nodeDocument({ devices, group, ...node }: CandidateNode): object {
  const { id, op, phase, layer, stage, microbatch, step, ...rest } = node
  return {
    ...{ id, op, phase },
    ...(layer !== undefined && { layer }),
    ...(stage !== undefined && { stage }),
    ...(microbatch !== undefined && { microbatch }),
    ...(step !== undefined && { step }),
    ...(devices && { devices: placesOf(devices) }),
    ...(group && { group: placesOf(group) }),
    ...rest,
  }
}

/** Devices in ascending order as a range, others one by one. */
function placesOf(devices: readonly (number | string)[]): string | readonly (number | string)[] {
  const isAscending = devices.every(
    (device, index) => typeof device === 'number' && (index === 0 || device > (devices[index - 1] as number)),
  )
  return isAscending && devices.length > 1 ? indicesText(devices as readonly number[]) : devices
}
