/**
 * Whether a text fits a pattern in which `*` stands for any characters, `?` for any one, and `\` takes the meaning from what
 * follows it. At most the product of both lengths in time: after a mismatch only the last `*` is tried again.
 */
export function fits(text: string, pattern: string): boolean {
  const parts = partsOf(pattern)
  let at = 0
  let part = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    const wanted = parts[part]
    if (wanted === any) {
      star = part++
      resume = at
    } else if (wanted !== undefined && (wanted === one || wanted === text[at])) {
      at++
      part++
    } else if (star >= 0) {
      part = star + 1
      at = ++resume
    } else return false
  }
  while (parts[part] === any) part++
  return part === parts.length
}

const any = Symbol('any characters')
const one = Symbol('any one character')

function partsOf(pattern: string): (string | typeof any | typeof one)[] {
  const parts: (string | typeof any | typeof one)[] = []
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!
    if (character === '*') parts.push(any)
    else if (character === '?') parts.push(one)
    else parts.push(character === '\\' && i + 1 < pattern.length ? pattern[++i]! : character)
  }
  return parts
}
