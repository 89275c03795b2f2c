// Labels come from outside. Nothing in them may move the cursor, change colours or reorder the text of a terminal.

// Controls, format characters (which reorder or hide text), line and paragraph separators, lone surrogates.
const acting = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
// The same in JSON text, whose own line breaks stay, and where controls below U+0020 are escaped already.
const actingInJson = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

const shortEscapes: Readonly<Record<string, string>> = { '\t': ' ', '\n': '\\n', '\r': '\\r' }

/** The text on one line, with every character that acts instead of being seen written as an escape. */
export function plain(text: string): string {
  return text.replace(acting, (character) => shortEscapes[character] ?? escaped(character))
}

/** Like `plain`, for text of several lines: line breaks stay. */
export function plainLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(plain)
    .join('\n')
}

/** JSON text that is safe on a terminal: the same value, with such characters as JSON escapes. */
export function plainJson(json: string): string {
  return json.replace(actingInJson, escaped)
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
