const letter = 1
const digit = 2
const blank = 4

const classes = new Uint8Array(128)
for (let c = 0; c < 128; c++) {
  const s = String.fromCharCode(c)
  if (/[A-Za-z_]/.test(s)) classes[c] = letter
  else if (/[0-9]/.test(s)) classes[c] = digit
  else if (/[ \t\r\n]/.test(s)) classes[c] = blank
}

/** Whether an identifier may start with the character: letters, underscore and everything beyond ASCII. */
export const isLetter = (c: number): boolean => (c < 128 ? classes[c] === letter : c >= 128)
export const isDigit = (c: number): boolean => c < 128 && classes[c] === digit
export const isWord = (c: number): boolean => (c < 128 ? (classes[c]! & (letter | digit)) !== 0 : c >= 128)
export const isBlank = (c: number): boolean => c < 128 && classes[c] === blank

/** Codes of the characters that the reader names. */
export const Char = {
  tab: 9,
  newline: 10,
  return: 13,
  space: 32,
  quote: 34,
  hash: 35,
  percent: 37,
  apostrophe: 39,
  open: 40,
  close: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  semicolon: 59,
  less: 60,
  equals: 61,
  greater: 62,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  backtick: 96,
  openBrace: 123,
  closeBrace: 125,
} as const
