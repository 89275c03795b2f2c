/** Values that fit a line of this width are written on one. */
const width = 110

/**
 * JSON that is good to compare by lines: what fits a line stands on one, the rest is broken up with one space of
 * indentation a level. The same value gives the same text; keys keep their order, and `undefined` is left out.
 */
export function printJson(value: unknown): string {
  return `${print(value, 0)}\n`
}

function print(value: unknown, depth: number): string {
  const flat = JSON.stringify(value) ?? 'null'
  if (typeof value !== 'object' || value === null || flat.length + depth <= width) return flat
  const indent = ' '.repeat(depth + 1)
  const close = ' '.repeat(depth)
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => indent + print(item, depth + 1)).join(',\n')}\n${close}]`
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  const lines = entries.map(([key, item]) => `${indent}${JSON.stringify(key)}: ${print(item, depth + 1)}`)
  return `{\n${lines.join(',\n')}\n${close}}`
}
