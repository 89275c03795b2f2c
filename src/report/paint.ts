// Colour of a terminal, by what a word means. Meaning never rests on colour alone.

const codes: Readonly<Record<string, string>> = {
  strong: '1',
  faint: '2',
  valid: '32',
  fixed: '32',
  rejected: '31',
  unreadable: '31',
  undecided: '33',
  'not-assessable': '33',
  error: '31',
  warning: '33',
  info: '36',
}

/** The text in the colour of `meaning`, where colour is on and the meaning has one. */
export function paint(meaning: string, text: string, colour: boolean): string {
  const code = Object.hasOwn(codes, meaning) ? codes[meaning] : undefined
  return colour && code !== undefined ? `\u001b[${code}m${text}\u001b[0m` : text
}
