// What is said where a text breaks the grammar of JSON: what was expected, and how to repair what people really write.

/** An offence against the JSON grammar at `offset`: what was expected there, and a way out. */
export interface JsonOffence {
  readonly offset: number
  readonly expected: string
  readonly repair: string
}

export class JsonRefusal extends Error {
  readonly offence: JsonOffence

  constructor(offset: number, expected: string, repair: string) {
    super(expected)
    this.offence = { offset, expected, repair }
  }
}

/** No value can begin at `offset`. */
export function refuseValue(text: string, offset: number): never {
  const rest = text.slice(offset, offset + 12)
  let repair = 'write a value: text in double quotes, a number, true, false, null, a list or an object'
  if (rest === '') repair = 'the text ends here: write what is missing and close what is open'
  else if (/^[\]}]/.test(rest)) repair = 'remove the comma before it, or write the missing value'
  else if (rest[0] === "'") repair = 'use double quotes'
  else if (/^(?:True|False|None)/.test(rest)) repair = 'write true, false or null'
  else if (/^[-+]?(?:NaN|Infinity|inf)/i.test(rest))
    repair = 'JSON has finite numbers only: leave the value out'
  else if (/^\/[/*]|^#/.test(rest)) repair = 'JSON has no comments: remove it'
  else if (/^[+.\d-]/.test(rest)) repair = 'write the number as digits, with a digit on both sides of a point'
  else if (/^[A-Za-z_]/.test(rest)) repair = 'put text in double quotes'
  throw new JsonRefusal(offset, 'a value', repair)
}

/** No member name can begin at `offset`. */
export function refuseKey(text: string, offset: number): never {
  const c = text[offset]
  let repair = 'put the name in double quotes'
  if (c === undefined) repair = 'the text ends here: close the object with }'
  else if (c === '}') repair = 'remove the comma before the closing brace'
  else if (c === "'") repair = 'use double quotes'
  else if (c === '/' || c === '#') repair = 'JSON has no comments: remove it'
  throw new JsonRefusal(offset, 'a name in double quotes', repair)
}

/** A list or object does not go on at `offset`. */
export function refuseNext(text: string, offset: number, close: ']' | '}'): never {
  const c = text[offset]
  let repair = `put a comma before it, or close with ${close}`
  if (c === undefined) repair = `the text ends here: close with ${close}`
  else if (c === ']' || c === '}') repair = `close with ${close} first`
  else if (c === '/' || c === '#') repair = 'JSON has no comments: remove it'
  throw new JsonRefusal(offset, `, or ${close}`, repair)
}

/** A string that begins at `start` breaks at `offset`. */
export function refuseString(text: string, start: number, offset: number): never {
  if (offset >= text.length) {
    throw new JsonRefusal(
      start,
      'a closing double quote',
      'close the text that begins here with a double quote',
    )
  }
  const expected =
    text[offset] === '\\' ? 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX' : 'no bare control character'
  throw new JsonRefusal(
    offset,
    expected,
    text[offset] === '\n' ? 'write the line break as \\n' : 'escape the character',
  )
}
