// Edits of a text by places of the text as it was, and how lines are added without moving what stands beside them.

/** What stands from `start` up to `end` is replaced; an insertion replaces nothing. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The text with all edits made; insertions at one place keep their order, and come before what is replaced there. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index)
  const parts: string[] = []
  let at = 0
  for (const { start, end, text: by } of sorted) {
    if (start < at) continue
    parts.push(text.slice(at, start), by)
    at = end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** The blanks before the first character of the line of an offset. */
export function indentAt(text: string, at: number): string {
  const line = lineStart(text, at)
  return /^[ \t]*/.exec(text.slice(line, at))![0]
}

/** Whether only blanks stand before an offset on its line. */
function isFirstOnLine(text: string, at: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, at), at))
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

const restOfLine = /[ \t]*;?[ \t]*(?:\/\/[^\n]*|\/\*[^*\n]*\*\/[ \t]*)?(?=\r?\n|$)/y

/**
 * Statements behind the one that ends at `end`: on lines of their own where that one ends its line (but for a remark), else
 * on the same line.
 */
export function insertedBehind(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  statements: readonly string[],
): TextEdit {
  restOfLine.lastIndex = end
  const rest = restOfLine.exec(text)
  if (rest !== null && isFirstOnLine(text, start)) {
    const at = end + rest[0].length
    const newline = text.startsWith('\r\n', at) ? '\r\n' : '\n'
    const indent = indentAt(text, start)
    return { start: at, end: at, text: statements.map((one) => `${newline}${indent}${one}`).join('') }
  }
  const semicolon = /^\s*;/.exec(text.slice(end, end + 200))?.[0].length ?? 0
  const at = end + semicolon
  return { start: at, end: at, text: statements.map((one) => ` ${one}`).join('') }
}

/** A statement taken out: with its semicolon, and with its line where nothing else stands on it. */
export function withoutStatement(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): TextEdit {
  const semicolon = /^[ \t]*;/.exec(text.slice(end, end + 200))?.[0].length ?? 0
  const behind = /^[ \t]*\r?\n/.exec(text.slice(end + semicolon, end + semicolon + 400))
  if (behind === null || !isFirstOnLine(text, start)) return { start, end: end + semicolon, text: '' }
  return { start: lineStart(text, start), end: end + semicolon + behind[0].length, text: '' }
}
