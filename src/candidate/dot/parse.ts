import type { Pairs } from './attributes.js'
import type { GraphBuilder, Operand } from './build.js'
import { Char } from './characters.js'
import { type Context, runawayString } from './diagnose.js'
import { LimitReached } from './errors.js'
import {
  braceOnLine,
  isFirstOnLine,
  rawNameEnd,
  rawValue,
  rawValueEnd,
  resumeAfterCode,
  resumeAt,
  skipBlanks,
  swallowedStatement,
} from './lines.js'
import { ListReader } from './lists.js'
import type { OperandSpan, Outline } from './outline.js'
import type { Reading } from './reading.js'
import { type Scanner, Token } from './scan.js'
import type { NodeRecord, Scope } from './scope.js'

/** An open brace. */
interface Frame {
  readonly scope: Scope
  /** The statement that is being read in these braces, as far as it is known. */
  operands: Operand[]
  /** Where the operands stand, for an outline. */
  spans: OperandSpan[]
  statementLine: number
  statementStart: number
  /** Where the braces, or the word before them, begin. */
  readonly start: number
  readonly line: number
  /** Nodes that were first declared here, by nothing but their name. */
  readonly bare: NodeRecord[]
}

/** Reads the statements between braces into a builder. Braces nest on a list, so that depth costs no stack. */
export class BodyParser {
  private readonly reading: Reading
  private readonly scan: Scanner
  private readonly build: GraphBuilder
  private readonly lists: ListReader
  private readonly frames: Frame[] = []
  private readonly maxDepth: number
  /** Nodes from here on stem from bare words since the line or the last proper statement: maybe no nodes at all. */
  private wordsFrom = 0
  private wordsLine = 0
  /** The last `name=value` on this line, whose value may go on. */
  private assignment: { name: string; start: number; kind: number; hidden: boolean } | undefined
  private nameStart = 0
  private suspect: { start: number; line: number } | undefined

  private readonly outline: Outline | undefined

  constructor(reading: Reading, build: GraphBuilder, maxDepth: number, outline?: Outline) {
    this.reading = reading
    this.outline = outline
    this.scan = reading.scan
    this.build = build
    this.maxDepth = maxDepth
    this.lists = new ListReader(reading)
  }

  /** Reads from behind the opening brace of the graph to behind the closing one; false where that is missing. */
  read(line: number): boolean {
    this.open(this.build.root, line, this.scan.start)
    while (this.frames.length > 0 && !this.scan.is(Token.end)) this.statement()
    return this.frames.length === 0
  }

  /** Ends all that is still open at the end of the text; says how many braces are missing and where the last opened. */
  closeAll(): { missing: number; line: number } {
    const missing = this.frames.length
    const line = this.top.line
    while (this.frames.length > 1) this.closeBrace()
    this.finish([])
    return { missing, line }
  }

  private get top(): Frame {
    return this.frames[this.frames.length - 1]!
  }

  private open(scope: Scope, line: number, start: number): void {
    if (this.frames.length >= this.maxDepth) throw new LimitReached(`${this.maxDepth} open braces`)
    this.frames.push({
      ...{ scope, operands: [], spans: [], statementLine: line, statementStart: start },
      ...{ start, line, bare: [] },
    })
  }

  private statement(): void {
    const { scan } = this
    this.top.statementLine = scan.tokenLine
    this.top.statementStart = scan.start
    if (scan.tokenLine !== this.wordsLine) this.startWords()
    switch (scan.kind) {
      case Char.closeBrace:
        this.startWords()
        this.reading.next()
        this.closeBrace()
        return
      case Char.openBrace:
      case Token.subgraph:
        this.startWords()
        this.subgraph()
        return
      case Token.graph:
      case Token.node:
      case Token.edgeDefaults:
        this.defaults(scan.kind)
        return
      case Token.id:
      case Token.string:
      case Token.html:
        this.nodesOrAssignment()
        return
      default:
        this.fail('a statement or "}"', 'statement')
    }
  }

  private startWords(): void {
    this.wordsFrom = this.build.nodes.length
    this.wordsLine = this.scan.tokenLine
    this.assignment = undefined
    this.suspect = undefined
  }

  private endStatement(): void {
    if (!this.scan.is(Char.semicolon)) return
    this.reading.next()
    this.startWords()
  }

  private subgraph(): void {
    const { scan, reading } = this
    const line = scan.tokenLine
    const { start } = scan
    let name: string | undefined
    if (scan.is(Token.subgraph)) {
      reading.next()
      if (scan.isAtom) name = reading.atom()
      if (!scan.is(Char.openBrace)) {
        reading.fail('"{"', 'subgraph')
        const brace = braceOnLine(scan.text, scan.start)
        if (brace < 0 && scan.is(Char.semicolon)) {
          this.skip(false)
          return
        }
        if (brace >= 0) reading.resume(brace)
      }
    }
    if (scan.is(Char.openBrace)) reading.next()
    this.open(this.build.subgraph(name, this.top.scope, line), line, start)
  }

  /** Ends the innermost subgraph, which is then an operand of the statement around it. */
  private closeBrace(): void {
    this.dropOrFinish()
    const frame = this.frames.pop()!
    if (this.frames.length === 0) return
    const inEdge = this.scan.is(Token.edge) || this.top.operands.length > 0
    // Listing nodes in braces just to draw edges to them declares them no more than naming them one by one would.
    if (inEdge && frame.scope.name === undefined) for (const node of frame.bare) node.declared = false
    this.top.operands.push({ scope: frame.scope })
    this.top.spans.push({ start: frame.start, end: this.scan.previousEnd, names: undefined })
    this.afterOperand()
  }

  private defaults(kind: number): void {
    const { scan, reading, build } = this
    const { scope } = this.top
    reading.next()
    if (scan.isAtom) {
      reading.atom()
      if (!scan.is(Char.equals)) {
        this.fail('"["', 'statement')
        return
      }
      reading.next()
    }
    if (!scan.is(Char.openBracket)) {
      this.fail('"["', 'statement')
      return
    }
    const pairs = this.lists.read()
    if (kind === Token.graph) build.setGraph(scope, pairs)
    else build.setDefaults(kind === Token.node ? 'node' : 'edge', scope, pairs)
    this.startWords()
    this.endStatement()
  }

  private nodesOrAssignment(): void {
    const { scan, reading } = this
    this.nameStart = scan.start
    const line = scan.tokenLine
    const kind = scan.kind
    const name = reading.atom()
    if (kind === Token.string) this.suspectString(name, line)
    if (this.isFatArrow()) {
      this.wrongEdge()
      scan.kind = Token.edge
      scan.value = this.build.directed ? '->' : '--'
    }
    if (scan.is(Char.equals)) this.assign(name)
    else if (this.nodeList(name, line)) this.afterOperand()
  }

  private assign(name: string): void {
    const { scan, reading } = this
    const at = skipBlanks(scan.text, scan.pos)
    const hidden = scan.text.charCodeAt(at) === Char.hash
    reading.next()
    const { start, kind, tokenLine } = scan
    this.startWords()
    this.assignment = { name, start: hidden ? at : start, kind, hidden }
    if (!scan.isAtom) {
      this.fail('a value', 'value')
      return
    }
    this.wordsLine = scan.line
    const value = reading.atom()
    if (kind === Token.string) this.suspectString(value, tokenLine, start)
    this.build.setGraph(this.top.scope, [name, value])
    this.endStatement()
  }

  /** `a => b` is meant as an edge. */
  private isFatArrow(): boolean {
    return this.scan.is(Char.equals) && this.scan.text.charCodeAt(this.scan.pos) === Char.greater
  }

  /** Remembers a string that seems to have lost its closing quote, until the statement ends well. */
  private suspectString(value: string, line: number, start = this.nameStart): void {
    if (this.suspect === undefined && swallowedStatement(value)) this.suspect = { start, line }
  }

  /** Reads `a:port, b, c`, of which the first name is read already. */
  private nodeList(first: string, line: number): boolean {
    const { scan, reading, build } = this
    const { scope } = this.top
    const operand = { nodes: [build.node(first, scope, line)], ports: [undefined] as (string | undefined)[] }
    this.top.operands.push(operand)
    const names = [{ id: first, start: this.nameStart, end: scan.previousEnd }]
    this.top.spans.push({ start: this.nameStart, end: scan.previousEnd, names })
    for (;;) {
      const last = operand.nodes.length - 1
      operand.ports[last] = undefined
      for (let part = 0; part < 2 && scan.is(Char.colon); part++) {
        reading.next()
        if (!scan.isAtom) return this.failed('a port', 'edge')
        const port = reading.atom()
        operand.ports[last] = part === 0 ? port : `${operand.ports[last]}:${port}`
      }
      names[last]!.end = scan.previousEnd
      this.top.spans.at(-1)!.end = scan.previousEnd
      if (!scan.is(Char.comma)) return true
      reading.next()
      if (!scan.isAtom) return this.failed('a node', 'edge')
      this.nameStart = scan.start
      const at = scan.tokenLine
      const id = reading.atom()
      names.push({ id, start: this.nameStart, end: scan.previousEnd })
      operand.nodes.push(build.node(id, scope, at))
    }
  }

  /** Goes on after an operand: with an edge, attributes or the end of the statement. */
  private afterOperand(): void {
    const { scan, reading, build } = this
    while (scan.is(Token.edge)) {
      if ((scan.value === '->') !== build.directed) this.wrongEdge()
      reading.next()
      if (scan.is(Char.openBrace) || scan.is(Token.subgraph)) {
        this.subgraph()
        return
      }
      if (!scan.isAtom) {
        this.fail('a node or subgraph', 'edge')
        return
      }
      this.nameStart = scan.start
      const line = scan.tokenLine
      if (!this.nodeList(reading.atom(), line)) return
    }
    const { start } = scan
    if (scan.is(Char.openBracket)) this.finish(this.lists.read(), start)
    else if (this.isNameGoingOn() && this.widenName()) this.afterOperand()
    else this.finish([])
  }

  private finish(pairs: Pairs, listStart?: number): void {
    const { build, scan, top, outline } = this
    const { operands, spans, scope } = top
    top.operands = []
    top.spans = []
    const made = outline === undefined ? undefined : []
    if (operands.length > 1) build.connect(operands, scope, pairs, top.statementLine, made)
    outline?.push({
      ...{ start: top.statementStart, end: scan.previousEnd, operands: spans, edges: made ?? [] },
      ...{ ended: scan.is(Char.semicolon), depth: this.frames.length, listStart },
    })
    const only = operands.length === 1 ? operands[0]! : undefined
    if (only !== undefined && 'nodes' in only) {
      for (const node of only.nodes) {
        const first = build.declare(node, scope, pairs)
        if (first && pairs.length === 0 && scope.name === undefined) top.bare.push(node)
      }
      if (pairs.length > 0) this.startWords()
    } else this.startWords()
    if (scan.is(Char.semicolon)) this.endStatement()
  }

  /** Ends a statement that an error cut short: its edges are kept, a single name is not declared by it. */
  private dropOrFinish(): void {
    if (this.top.operands.length > 1) this.finish([])
    else {
      this.top.operands = []
      this.top.spans = []
    }
  }

  private wrongEdge(): void {
    const { scan, build } = this
    const right = build.directed ? '->' : '--'
    const repair = `write "${right}": this is a ${build.directed ? 'digraph' : 'graph'}`
    this.reading.record(`"${right}"`, { category: 'corrupted-token', repair })
    if (scan.text.charCodeAt(scan.pos) === Char.greater) scan.pos++
  }

  /** Whether the name of the last node goes on with a character that needs quotes, as in `a.b`. */
  private isNameGoingOn(): boolean {
    const { scan } = this
    const { kind } = scan
    if (kind >= Token.id || scan.previousEnd !== scan.start || scan.start === this.nameStart) return false
    return '.-/%$@&|!?*~:'.includes(scan.text[scan.start] ?? '{')
  }

  private widenName(): boolean {
    const { scan, reading, build, top } = this
    if (reading.errors.isFull) return false
    if (reading.fail('the end of the statement', 'statement').category !== 'unquoted-value') {
      this.skip(true)
      return false
    }
    const operand = top.operands[top.operands.length - 1]!
    if (!('nodes' in operand)) return false
    const end = rawNameEnd(scan.text, this.nameStart)
    const last = operand.nodes.length - 1
    if (operand.nodes[last]!.index === build.nodes.length - 1) build.forgetBareNodes(build.nodes.length - 1)
    operand.nodes[last] = build.node(scan.text.slice(this.nameStart, end), top.scope, scan.tokenLine)
    reading.resume(end)
    return true
  }

  private failed(expected: string, context: Context): false {
    this.fail(expected, context)
    return false
  }

  /** Records that a statement cannot go on, keeps what it is worth, and goes to where the next may start. */
  private fail(expected: string, context: Context): void {
    const { reading, scan, assignment, suspect } = this
    if (suspect !== undefined && reading.mayReturnTo(suspect.start)) {
      reading.record('a closing double quote before this', runawayString(suspect.line))
      this.top.operands = []
      this.top.spans = []
      this.build.forgetBareNodes(this.wordsFrom)
      scan.cutAt = suspect.start
      reading.resume(suspect.start)
      reading.next()
      this.startWords()
      return
    }
    const lastValue = assignment !== undefined && assignment.kind >= Token.id ? assignment.kind : undefined
    if (assignment?.hidden && reading.mayReturnTo(assignment.start)) {
      const repair = 'put the value in double quotes: "#" starts a comment'
      reading.record(expected, { category: 'unquoted-value', repair })
      this.takeRaw(assignment)
      return
    }
    const { category } = reading.fail(expected, context, lastValue)
    this.dropOrFinish()
    if (category === 'literal-newline') {
      reading.resume(scan.start)
      return
    }
    this.build.forgetBareNodes(this.wordsFrom)
    if (assignment !== undefined && category !== 'pseudo-code') {
      if (rawValueEnd(scan.text, assignment.start) > scan.start) {
        this.takeRaw(assignment)
        return
      }
    }
    if (category === 'corrupted-token' && isStrayMark(scan.kind) && isFirstOnLine(scan.text, scan.start)) {
      reading.next()
      return
    }
    this.skip(category === 'pseudo-code')
  }

  /** Takes all text up to the end of the line or statement as the value of an assignment. */
  private takeRaw(assignment: { name: string; start: number }): void {
    const { text } = this.scan
    const end = rawValueEnd(text, assignment.start)
    this.build.setGraph(this.top.scope, [assignment.name, rawValue(text, assignment.start, end)])
    this.reading.resume(end)
    this.startWords()
    this.endStatement()
  }

  private skip(isCode: boolean): void {
    const { scan, reading } = this
    this.dropOrFinish()
    const end = isCode ? resumeAfterCode(scan.text, scan.start) : resumeAt(scan.text, scan.start)
    if (end > scan.start) reading.resume(end)
    this.startWords()
  }
}

/** A mark before or after a statement that is good without it, as in a list of Markdown. */
function isStrayMark(kind: number): boolean {
  return kind === Char.minus || kind === Char.closeBracket || kind === Char.close || kind === Char.comma
}
