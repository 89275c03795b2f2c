// The helpers that templates may call. `kb compile` refuses a template that calls any other.
import { codeSpan, escapeMarkdown } from './markdown-escape.js'
import { paint } from './paint.js'
import { plain, plainLines } from './plain.js'
import { wrap } from './wrap.js'

/** How a report is laid out; templates do not see it, helpers do. */
export interface Layout {
  /** Columns to wrap at. */
  readonly width: number
  readonly colour: boolean
}

interface HelperOptions {
  readonly data?: Partial<Layout>
  readonly fn?: (context: unknown) => string
}

type Helper = (this: unknown, ...args: never[]) => string

// Width of the column of labels (`error`, `seen`, `law` …) left of a field's text.
const labelColumn = 10

/** `{{#field "law"}}text{{/field}}`: a label, and the text wrapped beside it. */
function field(this: unknown, label: string, options: HelperOptions): string {
  const text = plain(options.fn?.(this) ?? '')
  const shown = paint(label, label, options.data?.colour === true)
  const pad = ' '.repeat(Math.max(1, labelColumn - 1 - label.length))
  const lines = wrap(tied(text), (options.data?.width ?? 100) - labelColumn - 1)
  return `  ${shown}${pad}${lines.join(`\n${' '.repeat(labelColumn + 1)}`)}`
    .replaceAll('\u00a0', ' ')
    .trimEnd()
}

/** A name stays on one line with its equals sign and what follows. */
const tied = (text: string): string => text.replaceAll(' = ', '\u00a0=\u00a0')

/** `{{#item}}text{{/item}}`: a point of a list, wrapped. */
function item(this: unknown, options: HelperOptions): string {
  const lines = wrap(plain(options.fn?.(this) ?? ''), (options.data?.width ?? 100) - 4)
  return `  - ${lines.join('\n    ')}`
}

/** `{{#wrapped}}text{{/wrapped}}`: the text wrapped at the full width. */
function wrapped(this: unknown, options: HelperOptions): string {
  return wrap(plain(options.fn?.(this) ?? ''), options.data?.width ?? 100).join('\n')
}

/** `{{#prose}}Markdown{{/prose}}`: paragraphs wrapped; lists, tables and code as they stand. */
function prose(this: unknown, options: HelperOptions): string {
  const width = (options.data?.width ?? 100) - 2
  const paragraphs = plainLines(options.fn?.(this) ?? '')
    .trim()
    .split(/\n\s*\n/)
  const shown = paragraphs.map((paragraph) =>
    /^\s*([-*+>|`~#]|\d+\.)/.test(paragraph) || /^ {2}/.test(paragraph)
      ? paragraph
      : wrap(paragraph.replace(/\n/g, ' '), width).join('\n'),
  )
  return indented(shown.join('\n\n'), 2)
}

/** `{{#verbatim}}text{{/verbatim}}`: several lines as they are, indented like the text of an item. */
function verbatim(this: unknown, options: HelperOptions): string {
  return indented(plainLines(options.fn?.(this) ?? '').trimEnd(), 4)
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by))
}

export const helpers: Readonly<Record<string, Helper>> = {
  field,
  item,
  wrapped,
  prose,
  verbatim,
  /** `{{paint meaning text}}`: the text in the colour of its meaning. */
  paint: (meaning: string, text: string, options: HelperOptions) =>
    paint(meaning, plain(text), options.data?.colour === true),
  /** `{{plain text}}`: without characters that act on a terminal. */
  plain: (text: string) => plain(text),
  /** `{{text value}}`: escaped for Markdown. */
  text: (value: string | number) => escapeMarkdown(String(value)),
  /** `{{code value}}`: as a Markdown code span. */
  code: (value: string | number) => codeSpan(String(value)),
}

/** The names of all helpers, for the compiler of the templates. */
export const helperNames: readonly string[] = Object.keys(helpers)
