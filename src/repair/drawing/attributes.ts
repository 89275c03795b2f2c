// The attributes of a statement as they are written.

const attribute =
  /([A-Za-z_]\w*|"(?:[^"\\]|\\[\s\S])*")(\s*=\s*)("(?:[^"\\]|\\[\s\S])*"|<(?:[^<>]|<[^<>]*>)*>|[^\s,;\]"<>]+)([ \t]*[,;]?[ \t]*(?:\r?\n[ \t]*)?)/g

/** What Graphviz writes of where it drew something: it holds for the place of the original alone. */
const laidOut = new Set([
  'pos',
  'width',
  'height',
  'lp',
  'xlp',
  'lwidth',
  'lheight',
  'rects',
  'vertices',
  'bb',
])

/**
 * The attributes of a list, as `[…]` text, for a copy: without what was laid out, without those named in `without`, and with
 * the label given. Undefined where the list cannot be followed.
 */
export function copiedAttributes(
  list: string,
  label: string | undefined,
  without: readonly string[] = [],
): string | undefined {
  if (!list.startsWith('[')) return undefined
  let isLabelled = label === undefined
  const body = list.slice(1, -1)
  const kept = body.replace(attribute, (whole, name: string, equals: string, _value, behind: string) => {
    if (laidOut.has(name) || without.includes(name)) return ''
    if (name !== 'label' || label === undefined) return whole
    isLabelled = true
    return `${name}${equals}${label}${behind}`
  })
  // What is left beside attributes is blanks, separators and brackets of further lists; a remark would not be understood.
  if (!/^[\s,;[\]]*$/.test(body.replace(attribute, ''))) return undefined
  const parted = isLabelled ? kept : `label=${label}${kept.trim() === '' ? '' : `, ${kept.trimStart()}`}`
  const tidy = parted.trim().replace(/[\s,;]+$/, '')
  return tidy === '' ? '' : `[${tidy}]`
}
