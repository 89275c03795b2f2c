// Tensors as the drawings of `kb build` carry them beside their labels: `q[tok=8 heads=32:0-15|16-31] k[]`.
// The brackets tell them from prose; empty ones are of a tensor that is named alone. Of a quantised weight, blocks and the slices of
// scales stand behind a `+`, `++` where they begin anew with each part: `w[ffn=48:0-23|24-47+8:0-2|3-5 hidden=32]+w.scale`.
import type { Dimension, ScaleUse, TensorPadding, TensorUse } from '../candidate.js'

/** Characters that names of tensors and dimensions cannot have here. */
const NAME = String.raw`[^\s[\]()=:|+]+`
/** Those of a size that is no number, without the one that padding stands behind. */
const SIZE = String.raw`[^\s[\]()=:|+~]+`
const tensor = new RegExp(String.raw`^(${NAME})\[([^\[\]]*)\](?:(\+)(${NAME})?)?$`, 'u')
const dimension = new RegExp(
  String.raw`^(${NAME})(?:=(${SIZE}))?(?:~(\d{1,15})(zero|minusInfinity)?)?(?:\(([^()]*)\))?(?::([\d,|-]*))?(?:(\+\+?)([1-9]\d{0,14})(?::([\d,|-]*))?)?$`,
  'u',
)
const part = new RegExp(String.raw`^(${NAME})=(\d{1,15})$`, 'u')
const whole = /^\d{1,15}$/

type Filler = NonNullable<TensorPadding['value']>
type Open = { -readonly [Key in keyof TensorUse]: TensorUse[Key] }

/** Writes tensors: their names, dimensions, padding, parts, and slices by device. */
export const tensorsText = (tensors: readonly TensorUse[]): string => tensors.map(tensorText).join(' ')

function tensorText({ name, dims, slices = {}, parts = {}, padding = {}, scales }: TensorUse): string {
  const texts = (dims ?? []).map(({ name = '', size }) => {
    const inside = parts[name]?.map((one) => `${one.name}=${one.size}`).join('+')
    const kept = slicesText(slices[name])
    return `${name}${sizeText(size, padding[name])}${inside === undefined ? '' : `(${inside})`}${kept}${blocksText(scales, name)}`
  })
  return `${name ?? ''}[${texts.join(' ')}]${scales === undefined ? '' : `+${scales.name ?? ''}`}`
}

function slicesText(slices: string | readonly string[] | undefined): string {
  if (slices === undefined) return ''
  return `:${typeof slices === 'string' ? slices : slices.join('|')}`
}

function blocksText({ blocks = {}, slices = {}, parts = [] }: ScaleUse = {}, dim: string): string {
  const block = blocks[dim]
  return block === undefined ? '' : `${parts.includes(dim) ? '++' : '+'}${block}${slicesText(slices[dim])}`
}

/** `=12`; of a dimension of ten with two of padding behind them `=10~2zero`. */
function sizeText(size: Dimension['size'], pad: TensorPadding | undefined): string {
  if (size === undefined) return ''
  if (pad === undefined || typeof size !== 'number' || pad.from >= size) return `=${size}`
  return `=${pad.from}~${size - pad.from}${pad.value ?? ''}`
}

/** Reads them; undefined where a text is no list of tensors. */
export function readTensorList(text: string): readonly TensorUse[] | undefined {
  const tensors: TensorUse[] = []
  for (const written of text.trim().split(/ (?![^[]*\])/)) {
    const [, name, inside, scaled, scale] = tensor.exec(written) ?? []
    if (name === undefined) return undefined
    const read = inside === '' ? { name } : readTensor(name, inside!)
    if (read === undefined) return undefined
    const scales = scaled === undefined ? undefined : { ...(scale && { name: scale }), ...read.scales }
    tensors.push(scales === undefined ? read : { ...read, scales })
  }
  return tensors
}

function readTensor(name: string, inside: string): TensorUse | undefined {
  const dims: Dimension[] = []
  const slices: Record<string, string | readonly string[]> = {}
  const parts: Record<string, readonly Dimension[]> = {}
  const padding: Record<string, TensorPadding> = {}
  const blocks: Record<string, number> = {}
  const scaleSlices: Record<string, string | readonly string[]> = {}
  const anew: string[] = []
  for (const written of inside.split(' ')) {
    const [, dim, said, behind, value, fused, kept, start, block, keptScales] = dimension.exec(written) ?? []
    if (dim === undefined || (behind !== undefined && !whole.test(said ?? ''))) return undefined
    const size = said !== undefined && whole.test(said) ? Number(said) + Number(behind ?? 0) : said
    dims.push({ name: dim, ...(size !== undefined && { size }) })
    if (behind !== undefined)
      padding[dim] = { from: Number(said), ...(value !== undefined && { value: value as Filler }) }
    if (kept !== undefined) slices[dim] = readSlices(kept)
    if (block !== undefined) blocks[dim] = Number(block)
    if (keptScales !== undefined) scaleSlices[dim] = readSlices(keptScales)
    if (start === '++') anew.push(dim)
    if (fused === undefined) continue
    const read = fused.split('+').map((one) => part.exec(one))
    if (read.includes(null)) return undefined
    parts[dim] = read.map((match) => ({ name: match![1]!, size: Number(match![2]) }))
  }
  const use: Open = { name, dims }
  if (Object.keys(slices).length > 0) use.slices = slices
  if (Object.keys(parts).length > 0) use.parts = parts
  if (Object.keys(padding).length > 0) use.padding = padding
  if (Object.keys(blocks).length > 0)
    use.scales = {
      blocks,
      ...(Object.keys(scaleSlices).length > 0 && { slices: scaleSlices }),
      ...(anew.length > 0 && { parts: anew }),
    }
  return use
}

const readSlices = (text: string): string | readonly string[] => (text.includes('|') ? text.split('|') : text)
