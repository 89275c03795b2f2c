// Messages are written in Handlebars syntax, of which a message needs two things: values and "if known". They become
// segments, so that no template is compiled, and nothing of a candidate is ever taken for one, when a plan is judged.
import Handlebars from 'handlebars'
import type { Scope, Segment } from '../../knowledge/base.js'
import type { Data, Path } from '../1-read/data.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import { type Names, pathsFrom, wordAt } from './expressions.js'

type Ast = hbs.AST.Program
type Statement = hbs.AST.Statement

/** What every message can name besides words: the subject, and the number of subjects of the finding. */
const always = ['subject', 'count']

/** The segments of the message at a path of a block. What it cannot mean is reported at its place. */
export function readMessage(
  data: Data,
  path: Path,
  text: string,
  scope: Scope,
  names: Names,
  diagnostics: Diagnostics,
): Segment[] {
  let program: Ast
  try {
    program = Handlebars.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n').at(-1)! : String(error)
    diagnostics.report('message/syntax', data.text, data.where(path), { reason }, { expected: allowed })
    return []
  }
  const refuse = (node: hbs.AST.Node): void => {
    const [start, end] = rangeOf(node, text)
    const reason = `\`${text.slice(start, end)}\` is more than a message needs`
    diagnostics.report(
      'message/syntax',
      data.text,
      data.whereIn(path, start, end),
      { reason },
      { expected: allowed },
    )
  }
  const value = (node: hbs.AST.Expression): string | undefined => {
    if (!isPath(node) || node.data || node.depth > 0 || /^this\b|[[\]/]/.test(node.original)) {
      refuse(node)
      return undefined
    }
    const name = node.original.replace(/^self\./, '')
    if (always.includes(name) || wordAt(name, scope, names)) return name
    const [start, end] = rangeOf(node, text)
    const hint = nearestHint(name, [...always, ...pathsFrom(scope, names)])
    diagnostics.report(
      'message/unknown-word',
      data.text,
      data.whereIn(path, start, end),
      { name, scope },
      { hint },
    )
    return undefined
  }
  const segments = (body: readonly Statement[]): Segment[] => body.flatMap((statement) => segment(statement))
  const segment = (node: Statement): Segment[] => {
    if (isContent(node)) return node.value === '' ? [] : [node.value]
    if (isMustache(node) && node.escaped && node.params.length === 0 && !node.hash) {
      const name = value(node.path as hbs.AST.Expression)
      return name === undefined ? [] : [{ value: name }]
    }
    if (isBlock(node) && node.path.original === 'if' && node.params.length === 1 && !node.hash) {
      const name = value(node.params[0]!)
      const then = segments(node.program.body)
      const otherwise = segments(node.inverse?.body ?? [])
      return name === undefined ? [] : [{ if: name, then, else: otherwise }]
    }
    if (node.type !== 'CommentStatement') refuse(node)
    return []
  }
  return segments(program.body)
}

const allowed = '{{word}}, {{from.word}}, {{#if word}}…{{else}}…{{/if}}'

const isPath = (node: hbs.AST.Node): node is hbs.AST.PathExpression => node.type === 'PathExpression'
const isContent = (node: hbs.AST.Node): node is hbs.AST.ContentStatement => node.type === 'ContentStatement'
const isMustache = (node: hbs.AST.Node): node is hbs.AST.MustacheStatement =>
  node.type === 'MustacheStatement'
const isBlock = (node: hbs.AST.Node): node is hbs.AST.BlockStatement => node.type === 'BlockStatement'

/** Offsets of a node in the message; Handlebars counts lines from 1 and columns from 0. */
function rangeOf({ loc }: hbs.AST.Node, text: string): [number, number] {
  const starts = [0]
  for (let i = 0; i < text.length; i++) if (text[i] === '\n') starts.push(i + 1)
  const offset = ({ line, column }: { line: number; column: number }) => (starts[line - 1] ?? 0) + column
  return [offset(loc.start), offset(loc.end)]
}
