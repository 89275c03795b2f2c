// The drawing as an SVG that stands alone: it follows the reader's light or dark scheme, says what a thing is under the
// pointer, and shows what that thing reads and feeds. It holds no script.
import type { Graph, GraphEdge, GraphNode } from './graph.js'
import { layoutOf, metrics, type Placed } from './layout.js'

const round = (value: number): string => String(Math.round(value * 10) / 10)

/** The graph as SVG; nodes of `focus` are set off. */
export function svgOf(graph: Graph, focus: ReadonlySet<string>, caption: string): string {
  const { width, height, bands, placed } = layoutOf(graph)
  const keys = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]))
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${escaped(caption)}">`,
    `<style>\n${style(graph, keys)}</style>`,
    `<rect class="page" width="100%" height="100%"/>`,
    `<text class="caption" x="${metrics.margin}" y="26">${escaped(caption)}</text>`,
    ...legend(),
    ...bands.map(
      ({ title, y, height }) =>
        `<rect class="band" x="${metrics.margin}" y="${round(y)}" width="${round(width - 2 * metrics.margin)}" height="${round(height)}" rx="6"/>` +
        `<text class="stratum" x="${metrics.margin + metrics.padding}" y="${round(y + 19)}">${escaped(title)}</text>`,
    ),
    '<g class="edges">',
    ...graph.edges.map((edge) => edgePath(edge, placed, keys)),
    '</g>',
    ...graph.nodes.map((node) => nodeText(placed.get(node.id)!, graph, keys, focus.has(node.id))),
    '</svg>',
  ]
  return `${lines.join('\n')}\n`
}

const light = {
  page: '#ffffff',
  band: '#f4f5f7',
  text: '#1f2430',
  faint: '#667085',
  edge: '#8a94a6',
  lit: '#c2410c',
  focus: '#fde68a',
  hard: '#b42318',
  engine: '#1d4ed8',
  wisdom: '#a16207',
  fact: '#0f766e',
}
const dark: typeof light = {
  page: '#14161b',
  band: '#1d2027',
  text: '#e5e7eb',
  faint: '#98a2b3',
  edge: '#6b7588',
  lit: '#fb923c',
  focus: '#57431a',
  hard: '#f97066',
  engine: '#7aa7ff',
  wisdom: '#e5b93c',
  fact: '#4fd1c0',
}

function style(graph: Graph, keys: ReadonlyMap<string, string>): string {
  const isLarge = graph.edges.length > 150
  const variables = (colours: typeof light) =>
    Object.entries(colours)
      .map(([name, value]) => `--${name}:${value}`)
      .join(';')
  return [
    `svg{${variables(light)};font:11px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}`,
    `@media(prefers-color-scheme:dark){svg{${variables(dark)}}}`,
    '.page{fill:var(--page)}.band{fill:var(--band)}',
    'text{fill:var(--text);dominant-baseline:middle}',
    '.caption{font:600 15px system-ui,sans-serif}.stratum{font:600 12px system-ui,sans-serif;fill:var(--faint)}',
    '.legend{font:11px system-ui,sans-serif;fill:var(--faint)}',
    '.name{paint-order:stroke;stroke:var(--band);stroke-width:3px;stroke-linejoin:round}',
    '.hard{--own:var(--hard)}.engine{--own:var(--engine)}.wisdom{--own:var(--wisdom)}.given,.observed,.recognised,.facts,.derived,.selector{--own:var(--fact)}',
    '.sign{fill:var(--own);stroke:var(--own)}.open{fill:none;stroke-width:1.5}',
    '.sentence{font:11px system-ui,sans-serif;fill:var(--faint)}',
    '.hit{fill:transparent}.focus .hit{fill:var(--focus)}.focus .name{font-weight:700;stroke:none}',
    `path{fill:none;stroke:var(--edge);stroke-width:1;opacity:${graph.edges.length > 1000 ? 0.16 : isLarge ? 0.28 : 0.6}}path.requires{stroke-dasharray:3 3${isLarge ? ';opacity:0.1' : ''}}`,
    'g:hover>.name{text-decoration:underline}',
    ...[...keys.values()].map(
      (key) => `svg:has(#${key}:hover) .${key}{stroke:var(--lit);stroke-width:1.6;opacity:1}`,
    ),
    '',
  ].join('\n')
}

function edgePath(
  { from, to, kind }: GraphEdge,
  placed: ReadonlyMap<string, Placed>,
  keys: ReadonlyMap<string, string>,
): string {
  const [a, b] = [placed.get(from)!, placed.get(to)!]
  const right = ({ x, width }: Placed) => x + width + 4
  const point = (x: number, y: number) => `${round(x)} ${round(y)}`
  const names = `${kind === 'requires' ? 'requires ' : ''}${keys.get(from)} ${keys.get(to)}`
  if (kind === 'requires') {
    const out = Math.max(right(a), right(b)) + 14 + Math.min(60, Math.abs(a.y - b.y) / 8)
    return `<path class="${names}" d="M${point(right(a), a.y)}C${point(out, a.y)} ${point(out, b.y)} ${point(right(b), b.y)}"/>`
  }
  if (right(b) < a.x) {
    const bend = (a.x - right(b)) / 2
    return `<path class="${names}" d="M${point(a.x - 4, a.y)}C${point(a.x - 4 - bend, a.y)} ${point(right(b) + bend, b.y)} ${point(right(b), b.y)}"/>`
  }
  const out = Math.min(a.x, b.x) - 14 - Math.min(70, Math.abs(a.y - b.y) / 6)
  return `<path class="${names}" d="M${point(a.x - 4, a.y)}C${point(out, a.y)} ${point(out, b.y)} ${point(b.x - 4, b.y)}"/>`
}

function nodeText(
  { node, x, y, width, sentence }: Placed,
  graph: Graph,
  keys: ReadonlyMap<string, string>,
  isFocus: boolean,
): string {
  const title = [`${node.name}: ${node.title}`, describe(node, graph)].join('\n')
  return (
    `<g id="${keys.get(node.id)}" class="${node.sort}${isFocus ? ' focus' : ''}"><title>${escaped(title)}</title>` +
    `<rect class="hit" x="${round(x - 4)}" y="${round(y - metrics.row / 2)}" width="${round(width + 8)}" height="${metrics.row}" rx="3"/>` +
    `${sign(node.sort, x + 4, y)}<text class="name" x="${round(x + metrics.sign)}" y="${round(y + 0.5)}">${escaped(node.name)}</text>` +
    (sentence
      ? `<text class="sentence" x="${round(sentence.x)}" y="${round(y + 0.5)}">${escaped(sentence.text)}</text></g>`
      : '</g>')
  )
}

function describe({ id, kind, sort }: GraphNode, { edges }: Graph): string {
  const reads = edges.filter((edge) => edge.from === id && edge.kind === 'reads').length
  const readers = edges.filter((edge) => edge.to === id && edge.kind === 'reads').length
  if (kind === 'rule') return `${sort} rule; reads ${reads}`
  return `${kind === 'word' ? `${sort} word` : kind}; ${reads > 0 ? `reads ${reads}, ` : ''}read by ${readers}`
}

/** Meaning does not rest on colour alone: each sort has a shape. */
function sign(sort: string, x: number, y: number): string {
  const at = (dx: number, dy: number) => `${round(x + dx)} ${round(y + dy)}`
  switch (sort) {
    case 'hard':
      return `<circle class="sign" cx="${round(x)}" cy="${round(y)}" r="3.5"/>`
    case 'engine':
      return `<rect class="sign" x="${round(x - 3.5)}" y="${round(y - 3.5)}" width="7" height="7"/>`
    case 'wisdom':
      return `<circle class="sign open" cx="${round(x)}" cy="${round(y)}" r="3.2"/>`
    case 'derived':
      return `<path class="sign" style="opacity:1" d="M${at(-4, 3.5)}L${at(4, 3.5)}L${at(0, -4)}Z"/>`
    case 'selector':
      return `<path class="sign" style="opacity:1" d="M${at(0, -4.5)}L${at(4.5, 0)}L${at(0, 4.5)}L${at(-4.5, 0)}Z"/>`
    case 'facts':
      return `<path class="sign open" style="opacity:1" d="M${at(-4, -3.5)}H${round(x + 4)}V${round(y + 3.5)}H${round(x - 4)}ZM${at(-4, 0)}H${round(x + 4)}"/>`
    default:
      return `<rect class="sign open" x="${round(x - 3.2)}" y="${round(y - 3.2)}" width="6.4" height="6.4"/>`
  }
}

const legendItems: readonly (readonly [sort: string, text: string])[] = [
  ['given', 'word'],
  ['facts', 'table'],
  ['derived', 'formula'],
  ['selector', 'selector'],
  ['hard', 'hard rule'],
  ['engine', 'engine rule'],
  ['wisdom', 'advice'],
]

function legend(): string[] {
  let x: number = metrics.margin + 4
  const items = legendItems.map(([sort, text]) => {
    const item = `<g class="${sort}">${sign(sort, x, 48)}<text class="legend" x="${round(x + 10)}" y="48.5">${text}</text></g>`
    x += 30 + text.length * 6
    return item
  })
  return [
    ...items,
    `<text class="legend" x="${round(x)}" y="48.5">dashes: requires. Point at a thing to see what it reads and feeds.</text>`,
  ]
}

/** Text for XML; what XML cannot hold is left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
