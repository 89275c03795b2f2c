import { GraphBuilder } from './build.js'
import { Char } from './characters.js'
import { ErrorLog, LimitReached } from './errors.js'
import { finish } from './finish.js'
import { damagedHeaderEnd, diagnoseOpening, isEscapedAsWhole, seemsDirected } from './header.js'
import { braceOnLine } from './lines.js'
import type { Outline } from './outline.js'
import { BodyParser } from './parse.js'
import { EscapedText, Reading } from './reading.js'
import { Scanner, Token } from './scan.js'
import { type DotGraph, type DotLimits, defaultLimits } from './types.js'

/**
 * Reads a text in the DOT language. Never throws: what is wrong with the text, and limits that it exceeds, are in
 * `errors`, and the graph holds all that could be read nevertheless. Of several graphs in a text the first is returned
 * (Graphviz would draw them all); errors in the others count. `outline` takes the statements of all of them.
 */
export function readDot(text: string, limits: Partial<DotLimits> = {}, outline?: Outline): DotGraph {
  const all = { ...defaultLimits, ...limits }
  const errors = new ErrorLog(all.maxErrors)
  try {
    return new DotReader(text, all, errors, false, outline).read()
  } catch (error) {
    if (!(error instanceof EscapedText)) throw error
    return new DotReader(text, all, errors, true).read()
  }
}

class DotReader {
  private readonly scan: Scanner
  private readonly reading: Reading
  private readonly limits: DotLimits
  private readonly errors: ErrorLog
  private work = 0
  /** Where the brace of the graph opens. */
  private braceLine = 1
  private openingIsBroken = false
  private readonly outline: Outline | undefined

  constructor(text: string, limits: DotLimits, errors: ErrorLog, escaped: boolean, outline?: Outline) {
    this.outline = outline
    this.scan = new Scanner(text)
    this.scan.escaped = escaped
    this.scan.escapedLines = escaped
    this.limits = limits
    this.errors = errors
    this.reading = new Reading(this.scan, errors)
  }

  read(): DotGraph {
    const first = this.newBuilder()
    try {
      this.scan.next()
      if (this.header(first)) {
        this.body(first)
        this.rest(first)
      }
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error
      const repair = 'split the graph into smaller ones'
      this.reading.record(`no more than ${error.message}`, { category: 'limit', repair })
    }
    return finish(first, this.errors.list)
  }

  private newBuilder(): GraphBuilder {
    return new GraphBuilder((work) => {
      this.work += work
      if (this.work > this.limits.maxWork)
        throw new LimitReached(`${this.limits.maxWork} attributes, edges and subgraphs`)
    })
  }

  /** Reads up to the first statement; false where there is nothing to read. */
  private header(build: GraphBuilder): boolean {
    const { scan, reading } = this
    const { text } = scan
    const { kind } = scan
    if (kind !== Token.strict && kind !== Token.graph && kind !== Token.digraph) {
      if (kind === Token.end && scan.unclosed === undefined) return this.noGraph()
      const opening = diagnoseOpening(scan)
      reading.record('"digraph" or "graph"', opening)
      this.openingIsBroken = true
      if (opening.resume === undefined) return false
      reading.resume(opening.resume)
      if (opening.implied) {
        build.directed = seemsDirected(text, opening.resume)
        const body = scan.is(Token.id) ? damagedHeaderEnd(text, opening.resume) : undefined
        if (body !== undefined) reading.resume(body)
        return true
      }
    }
    if (scan.is(Token.strict)) {
      build.strict = true
      reading.next()
    }
    if (!scan.is(Token.graph) && !scan.is(Token.digraph)) {
      reading.fail('"digraph" or "graph"', 'header')
      build.directed = seemsDirected(text, scan.start)
    } else {
      build.directed = scan.is(Token.digraph)
      reading.next()
    }
    const nameStart = scan.start
    if (scan.isAtom) build.name = reading.atom()
    this.braceLine = scan.tokenLine
    if (scan.is(Char.openBrace)) reading.next()
    else this.mendHeader(build, nameStart)
    return true
  }

  private noGraph(): false {
    const { reading } = this
    if (!this.scan.escaped && isEscapedAsWhole(this.scan.text)) {
      const repair = 'replace the two characters "\\n" outside of strings by real newlines'
      reading.record('"digraph" or "graph"', { category: 'literal-newline', repair }, 0, 1)
      throw new EscapedText()
    }
    const repair = 'give a graph in the DOT language, such as "digraph { a -> b }"'
    reading.record('"digraph" or "graph"', { category: 'lost-header', repair })
    return false
  }

  private mendHeader(build: GraphBuilder, nameStart: number): void {
    const { scan, reading } = this
    const brace = braceOnLine(scan.text, scan.start)
    if (scan.is(Char.backslash)) {
      reading.fail('"{"', 'header')
      reading.resume(scan.start)
      if (scan.is(Char.openBrace)) reading.next()
    } else if (brace >= 0 && !scan.is(Char.equals) && !scan.is(Token.subgraph)) {
      const repair = 'put the whole name of the graph in double quotes'
      reading.record('"{"', { category: 'unquoted-value', repair })
      build.name = scan.text.slice(nameStart, brace).trim()
      reading.resume(brace)
      reading.next()
    } else {
      const repair = 'put "{" after the name of the graph'
      reading.record('"{"', { category: 'missing-brace', repair })
      if (!scan.is(Char.equals) && !scan.is(Char.openBracket) && !scan.is(Token.edge)) return
      build.name = undefined
      reading.resume(nameStart)
    }
  }

  private body(build: GraphBuilder): void {
    const parser = new BodyParser(this.reading, build, this.limits.maxDepth, this.outline)
    if (parser.read(this.braceLine)) return
    const { missing, line } = parser.closeAll()
    if (this.errors.total > 0 && this.errors.list[0]!.category === 'lost-header' && missing === 1) return
    const braces = missing === 1 ? 'a "}"' : `${missing} "}"`
    const repair = `add ${braces} where a part ends that is still open; the last one opens on line ${line}`
    this.reading.record('"}"', { category: 'missing-brace', repair })
  }

  /** What follows the graph: nothing, another graph, or statements behind a brace too many. */
  private rest(first: GraphBuilder): void {
    const { scan, reading } = this
    let afterStray = false
    while (!scan.is(Token.end)) {
      const { kind } = scan
      if (kind === Token.strict || kind === Token.graph || kind === Token.digraph) {
        const another = this.newBuilder()
        if (this.header(another)) this.body(another)
        continue
      }
      if (!afterStray && !this.openingIsBroken) this.stray()
      afterStray = true
      if (kind === Char.closeBrace || kind === Char.semicolon) {
        reading.next()
        continue
      }
      if (!this.isStatement()) return
      const parser = new BodyParser(reading, first, this.limits.maxDepth)
      if (!parser.read(scan.tokenLine)) parser.closeAll()
    }
  }

  private stray(): void {
    const { scan, reading } = this
    if (scan.is(Char.backslash) || scan.is(Char.backtick) || scan.is(Char.apostrophe)) {
      reading.fail('the end of the file', 'statement')
      if (scan.escaped) reading.resume(scan.start)
      return
    }
    if (scan.is(Char.semicolon)) {
      const repair = 'remove the ";" after the graph'
      reading.record('the end of the file', { category: 'corrupted-token', repair })
      return
    }
    const repair = 'remove this, or the "}" before it that ends the graph too early'
    const category = scan.is(Token.string) ? 'stray-quote' : 'missing-brace'
    reading.record('the end of the file', { category, repair })
  }

  /** Whether a statement seems to follow the end of the graph, rather than prose. */
  private isStatement(): boolean {
    const { scan, reading } = this
    const { kind, start } = scan
    if (kind === Token.subgraph || kind === Token.node || kind === Token.edgeDefaults) return true
    if (!scan.isAtom) return false
    reading.next()
    const next = scan.kind
    reading.resume(start)
    return next === Token.edge || next === Char.openBracket || next === Char.equals || next === Char.semicolon
  }
}
