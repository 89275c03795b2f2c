import { NotExecutable } from '../not-executable.js'
import type { Value } from '../value.js'
import type { Kernel, Output, Site } from './kernel.js'

/** Tokens and positions of the rows that the device is given. */
export const enter: Kernel = {
  on: 'device',
  run: (site) =>
    site.outputs.map((output, place) => (place === 0 ? tokens(site, output) : positions(site, output))),
}

function rowsOf({ run, isPrompt }: Site, { dims, kept, sizeOf }: Output) {
  const name = dims[0] ?? ''
  const labels = kept[name] ?? Int32Array.from({ length: sizeOf(name) }, (_, index) => index)
  const length = run.counts.positions
  return {
    axes: [{ name, labels }],
    sequence: (row: number) => (isPrompt ? Math.floor(row / length) : row),
    position: (row: number, position: number) => (isPrompt ? row % length : position),
  }
}

function tokens(site: Site, output: Output): Value {
  const { run, device, isPrompt } = site
  const { axes, sequence, position } = rowsOf(site, output)
  const first = Float64Array.from(axes[0]!.labels, (row) => {
    const given = run.promptToken(sequence(row), position(row, site.run.position))
    if (isPrompt || site.run.position === 0) return given
    const token = run.nextToken(device, sequence(row))
    if (token === undefined)
      throw new NotExecutable(`no token is known with which sequence ${sequence(row)} goes on`)
    return token
  })
  return { axes, cells: { first } }
}

function positions(site: Site, output: Output): Value {
  const { axes, sequence, position } = rowsOf(site, output)
  const { labels } = axes[0]!
  return {
    axes,
    cells: {
      first: Float64Array.from(labels, (row) => position(row, site.run.position)),
      second: Float64Array.from(labels, sequence),
    },
  }
}
