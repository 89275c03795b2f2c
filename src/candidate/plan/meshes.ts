// Meshes: views of the devices as grids with named axes, which placements of tensors speak of.
import type { Mesh } from '../candidate.js'
import { rangesOf } from './devices.js'
import { fits, isObject } from './fields.js'
import { quoted, type Report } from './problems.js'

/** Reads the meshes, ranges of devices written out; reports the first that is none, and keeps none then. */
export function readMeshes(value: unknown, report: Report): Readonly<Record<string, Mesh>> | undefined {
  if (value === undefined) return undefined
  const bad = isObject(value)
    ? Object.entries(value).find(([, mesh]) => !isMesh(mesh))
    : ([undefined, value] as const)
  if (bad === undefined) return writtenOut(value as Readonly<Record<string, Mesh>>)
  const expected = '{ "axes": [{ "name": …, "size": … }], "devices": … }'
  const path = bad[0] === undefined ? ['meshes'] : ['meshes', bad[0]]
  report({ category: 'schema', path, read: quoted(bad[1]), expected, repair: `write ${expected}` })
  return undefined
}

function writtenOut(meshes: Readonly<Record<string, Mesh>>): Readonly<Record<string, Mesh>> {
  const ranges = rangesOf()
  const read: Record<string, Mesh> = Object.create(null)
  for (const [name, { axes, devices }] of Object.entries(meshes)) {
    const list = typeof devices === 'string' ? ranges(devices) : devices
    read[name] = { axes, ...(list && { devices: list }) }
  }
  return read
}

function isMesh(mesh: unknown): boolean {
  if (!isObject(mesh) || !hasOnly(mesh, ['axes', 'devices'])) return false
  const { axes, devices } = mesh
  return Array.isArray(axes) && axes.every(isAxis) && (devices === undefined || areDevices(devices))
}

function isAxis(axis: unknown): boolean {
  return (
    isObject(axis) &&
    hasOnly(axis, ['name', 'size']) &&
    fits('name', axis['name']) &&
    isPositive(axis['size'])
  )
}

function areDevices(devices: unknown): boolean {
  return fits('devices', devices) || (typeof devices === 'string' && rangesOf()(devices) !== undefined)
}

function isPositive(size: unknown): boolean {
  return fits('count', size) && size !== 0
}

function hasOnly(value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key))
}
