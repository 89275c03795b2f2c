// JSON as Python writes it: `NaN`, `Infinity` and `-Infinity` where JSON has no number.

/**
 * The text with those words replaced by `null` outside of strings, and all else as it is; undefined where it has none. One pass, so
 * that a long text costs no more than its length.
 */
export function withoutEndless(text: string): string | undefined {
  if (!/NaN|Infinity/.test(text)) return undefined
  const parts: string[] = []
  let done = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (inString) {
      if (c === '\\') i++
      else if (c === '"') inString = false
    } else if (c === '"') inString = true
    else if (c === 'N' || c === 'I' || c === '-') {
      const word = ['NaN', 'Infinity', '-Infinity'].find((one) => text.startsWith(one, i))
      if (word === undefined) continue
      parts.push(text.slice(done, i), 'null')
      i += word.length - 1
      done = i + 1
    }
  }
  return done === 0 ? undefined : parts.join('') + text.slice(done)
}
