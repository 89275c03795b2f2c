// Placements that a plan claims of its tensors, beside those that follow.
import type { Candidate, CandidateNode, Mesh, TensorUse } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { type Lying, placementAlong } from './axes.js'
import type { Inferred } from './inference.js'
import { UNTYPED } from './types.js'

type Tensor = Map<Scalar, Lying>

export class Claims {
  private readonly inferred: Inferred
  private readonly candidate: Candidate
  private readonly meshes: readonly (readonly [name: string, mesh: Mesh])[]
  private apart: ReadonlyMap<string, Tensor> | undefined

  constructor(inferred: Inferred, candidate: Candidate) {
    this.inferred = inferred
    this.candidate = candidate
    this.meshes = Object.entries(candidate.meshes ?? {})
  }

  /** How the outputs of a node lie on the axes of the meshes: `q: tpa=S(heads)`. */
  placementsOf(row: number): readonly string[] | undefined {
    const { outputs = [] } = this.candidate.nodes[row]!
    const texts = outputs.flatMap((use, output) => {
      const tensor = this.given(row, output, use)
      const axes = this.axesAt(row).flatMap(([name, mesh, axis]) => {
        const placement = placementAlong(this.inferred.rules.types, mesh, axis, tensor)
        return placement === undefined ? [] : [`${name}=${placement}`]
      })
      return axes.length === 0 ? [] : [`${use.name ?? output}: ${[...new Set(axes)].join(', ')}`]
    })
    return texts.length === 0 ? undefined : texts
  }

  /** Claims of a node that differ from what follows; undefined where it claims nothing of which something is known. */
  differing(row: number): readonly string[] | undefined {
    const node = this.candidate.nodes[row]!
    if (!claimsAny(node.outputs) && !claimsAny(node.inputs) && !claimsAny(node.weights)) return undefined
    const { inputs = [], outputs = [], weights = [] } = node
    const claims = [
      ...outputs.map((use, output) => ({ use, lying: () => this.given(row, output, use) })),
      ...inputs.map((use) => ({ use, lying: () => this.read(row, use) })),
      ...weights.map((use) => ({ use, lying: () => this.loaded(row, use) })),
    ].filter(({ use }) => use.placement !== undefined)
    let known = false
    const differing: string[] = []
    for (const { use, lying } of claims) {
      const tensor = lying()
      for (const [axis, claimed] of Object.entries(use.placement!)) {
        const found = this.axesAt(row).find(([name]) => name === axis)
        const placement = found && placementAlong(this.inferred.rules.types, found[1], found[2], tensor)
        if (placement === undefined) continue
        known = true
        if (!agrees(plain(claimed), plain(placement)))
          differing.push(`${use.name}: ${axis}=${claimed}, not ${placement}`)
      }
    }
    return known ? differing : undefined
  }

  /** The axes of the meshes on which a node runs; those of its own phase first. */
  private axesAt(row: number): readonly (readonly [name: string, mesh: Mesh, axis: number])[] {
    const { phase } = this.candidate.nodes[row]!
    const device = this.inferred.wires.devicesOf(row)[0]
    const own = this.meshes.filter(
      ([, mesh]) => device !== undefined && mesh.devices?.includes(device as number),
    )
    const isOfPhase = ([name]: readonly [string, Mesh]) => name.startsWith(`${phase}.`)
    const sorted = [...own.filter(isOfPhase), ...own.filter((mesh) => !isOfPhase(mesh))]
    return sorted.flatMap(([, mesh]) => mesh.axes.map(({ name }, axis) => [name, mesh, axis] as const))
  }

  /** A tensor that a node gives: on its devices, or on those of all nodes that give it by this name at this time. */
  private given(row: number, output: number, { name }: TensorUse): Tensor {
    const { wires } = this.inferred
    const devices = wires.devicesOf(row)
    if (devices.length === 1 && name !== undefined)
      return this.drawnApart().get(timeKey(this.candidate.nodes[row]!, name)) ?? new Map()
    const tensor: Tensor = new Map()
    devices.forEach((device, place) => {
      this.note(tensor, device, wires.start[row]! + output * devices.length + place)
    })
    return tensor
  }

  private read(row: number, { name }: TensorUse): Tensor {
    const { wires } = this.inferred
    const devices = wires.devicesOf(row)
    const tensor: Tensor = new Map()
    if (name === undefined) return tensor
    if (devices.length === 1)
      return this.drawnApart().get(timeKey(this.candidate.nodes[row]!, name)) ?? tensor
    const { from, at } = wires.wire(row, name)
    devices.forEach((device, place) => {
      if (from[place]! >= 0) this.note(tensor, device, at[place]!)
    })
    return tensor
  }

  private loaded(row: number, use: TensorUse): Tensor {
    const { nodes } = this.candidate
    const tensor: Tensor = new Map()
    const { phase, microbatch, step } = nodes[row]!
    nodes.forEach((node, other) => {
      if (node.phase !== phase || node.microbatch !== microbatch || node.step !== step) return
      const same = other === row ? use : node.weights?.find(({ name }) => name === use.name)
      if (
        same?.dims === undefined ||
        same.dims.some(({ name, size }) => name === undefined || typeof size !== 'number')
      )
        return
      for (const [place, device] of this.inferred.wires.devicesOf(other).entries()) {
        const { extents } = this.inferred.weightAt(same, place)
        const fused = extents.flatMap(({ name, parts }) => (parts ? [[name, parts] as const] : []))
        tensor.set(device, { type: { extents }, value: 0, parts: new Map(fused) })
      }
    })
    return tensor
  }

  private note(tensor: Tensor, device: Scalar, at: number): void {
    const { types, values, rules } = this.inferred
    if (types[at] !== UNTYPED) tensor.set(device, { type: rules.types.get(types[at]!), value: values[at]! })
  }

  /** Tensors by name and time, over all nodes that give them. */
  private drawnApart(): ReadonlyMap<string, Tensor> {
    if (this.apart !== undefined) return this.apart
    const apart = new Map<string, Tensor>()
    const { wires } = this.inferred
    this.candidate.nodes.forEach((node, row) => {
      const devices = wires.devicesOf(row)
      for (const [output, { name }] of (node.outputs ?? []).entries()) {
        const key = timeKey(node, name ?? '')
        const tensor = apart.get(key) ?? new Map()
        apart.set(key, tensor)
        for (const [place, device] of devices.entries())
          this.note(tensor, device, wires.start[row]! + output * devices.length + place)
      }
    })
    this.apart = apart
    return apart
  }
}

function claimsAny(uses: readonly TensorUse[] | undefined): boolean {
  if (uses !== undefined) for (const { placement } of uses) if (placement !== undefined) return true
  return false
}

function timeKey({ phase, microbatch, step }: CandidateNode, name: string): string {
  return JSON.stringify([name, phase, microbatch, step])
}

/** A placement without spaces; what a map says in detail is not compared. */
function plain(placement: string): string {
  return placement
    .replace(/\s/g, '')
    .replace(/^S\((\w+);(?!sizes|[\d+]+\)).*\)$/, 'S($1;map)')
    .replace(/^(Rep|Own)\((\w+).*\)$/, '$1($2)')
}

/** Whether a claim is what follows: of slices of different lengths it may leave the lengths out, of blocks their names. */
function agrees(claimed: string, follows: string): boolean {
  const [, name, lengths] = /^S\((\w+);([\d+]+)\)$/.exec(follows) ?? []
  if (lengths !== undefined) return [follows, `S(${name})`, `S(${name};sizes)`].includes(claimed)
  const [, blocks] = /^Bk\((\w+);.*\)$/.exec(follows) ?? []
  return claimed === follows || (blocks !== undefined && claimed === `Bk(${blocks})`)
}
