// Meshes as views of one set of devices: each place of a grid is one device, so that two grids of the same devices name each other's places.
import type { Mesh } from '../candidate/candidate.js'

type Meshes = Readonly<Record<string, Mesh>>

/** Meshes whose places and devices are not one for one, with what is wrong. A mesh that names no devices is left out. */
export function unfilledMeshes(meshes: Meshes): readonly string[] {
  return Object.entries(meshes).flatMap(([name, { axes, devices }]) => {
    if (devices === undefined) return []
    const places = axes.reduce((product, { size }) => product * size, 1)
    const again = devices.find((device, place) => devices.indexOf(device) < place)
    if (again !== undefined) return [`${name}: device ${again} has two places`]
    return places === devices.length ? [] : [`${name}: ${devices.length} devices for ${places} places`]
  })
}

/** Pairs of meshes that have devices in common, and each of which has a device that the other has not. */
export function crossingMeshes(meshes: Meshes): readonly string[] {
  const views = Object.entries(meshes).flatMap(([name, { devices }]) =>
    devices === undefined ? [] : [{ name, devices: new Set(devices) }],
  )
  return views.flatMap((one, i) =>
    views.slice(i + 1).flatMap((other) => {
      const common = [...one.devices].filter((device) => other.devices.has(device)).length
      const isWithin = common === one.devices.size || common === other.devices.size
      return common === 0 || isWithin ? [] : [`${one.name} and ${other.name}`]
    }),
  )
}
