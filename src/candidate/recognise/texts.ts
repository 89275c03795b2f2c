// Texts that patterns are matched against, each with what was found in it. Candidates repeat the same lines thousands of
// times, and a hundred runs of patterns ask about each: a text is looked up once a subject, not once a run.
import type { FieldValue } from './readers.js'

export interface Hit {
  readonly row: number
  /** Undefined where the row says that the field stays unknown. */
  readonly value: FieldValue | undefined
}

/** Remembered of a text that no row of a run matches. */
export const missed = Symbol('missed')

/** A text and, by the number of a run, what the run found in it. */
export interface Text {
  readonly text: string
  readonly hits: (Hit | typeof missed | undefined)[]
  readonly shape: Shape
}

/**
 * What texts have in common that differ in digits alone: by the number of a run, a mark for each row that tells no digit from
 * another and matches none of them. Names of nodes are numbered through layers and ranks.
 */
export interface Shape {
  readonly misses: (Uint8Array | undefined)[]
}

/** All texts that the tables of one candidate have seen. */
export class Texts {
  private readonly seen = new Map<string, Text>()
  private readonly shapes = new Map<string, Shape>()
  private runs = 0

  /** A number for a run of patterns. */
  nextRun(): number {
    return this.runs++
  }

  of(text: string): Text {
    let found = this.seen.get(text)
    if (found === undefined) {
      found = { text, hits: [], shape: this.shapeOf(text) }
      this.seen.set(text, found)
    }
    return found
  }

  private shapeOf(text: string): Shape {
    const key = text.replace(/[0-9]/g, '0')
    let shape = this.shapes.get(key)
    if (shape === undefined) {
      shape = { misses: [] }
      this.shapes.set(key, shape)
    }
    return shape
  }
}
