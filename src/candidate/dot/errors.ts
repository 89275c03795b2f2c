import type { DotErrorCategory, DotSyntaxError } from './types.js'

/** Why reading could not go on at a place, and what would help. */
export interface Diagnosis {
  category: DotErrorCategory
  repair: string
}

/** Ends reading when a limit is exceeded. It never leaves this folder. */
export class LimitReached extends Error {}

/** The first errors of a text; those beyond the limit are only counted. */
export class ErrorLog {
  readonly list: DotSyntaxError[] = []
  total = 0
  private readonly max: number

  constructor(max: number) {
    this.max = Math.max(1, max)
  }

  get isFull(): boolean {
    return this.list.length >= this.max
  }

  add(error: DotSyntaxError): void {
    this.total++
    if (!this.isFull) this.list.push(error)
  }
}

/** A short, printable form of what was read: one line, no control characters. */
export function shorten(text: string): string {
  const head = text.slice(0, 61)
  let shown = ''
  for (const c of head) shown += c < ' ' || c === '\u007f' ? ' ' : c
  shown = shown.trim()
  return head.length > 60 ? `${shown.slice(0, 57)}...` : shown
}
