// Meshes: views of the devices as grids with named axes. Part of the form, but nothing reads them yet, so only their shape
// is checked.
import { rangesOf } from './devices.js'
import { fits, isObject } from './fields.js'
import { quoted, type Report } from './problems.js'

/** Reports the first mesh that is none. */
export function checkMeshes(value: unknown, report: Report): void {
  if (value === undefined) return
  const bad = isObject(value)
    ? Object.entries(value).find(([, mesh]) => !isMesh(mesh))
    : ([undefined, value] as const)
  if (bad === undefined) return
  const expected = '{ "axes": [{ "name": …, "size": … }], "devices": … }'
  const path = bad[0] === undefined ? ['meshes'] : ['meshes', bad[0]]
  report({ category: 'schema', path, read: quoted(bad[1]), expected, repair: `write ${expected}` })
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
