import type { Place } from '../../knowledge/base.js'
import type { Diagnostics, Span, Text } from '../diagnostic.js'

/** Names that must be unique, each with the place that declared it first. */
export class Registry<T> {
  private readonly entries = new Map<string, { value: T; place: Place }>()
  private readonly what: string
  private readonly diagnostics: Diagnostics

  constructor(what: string, diagnostics: Diagnostics) {
    this.what = what
    this.diagnostics = diagnostics
  }

  /** Declares a name; a second declaration is reported and ignored. */
  declare(name: string, value: T, text: Text, span: Span): boolean {
    const first = this.entries.get(name)
    if (first === undefined) {
      this.entries.set(name, { value, place: { page: text.name, line: span.line } })
      return true
    }
    const place = `${first.place.page}:${first.place.line}`
    this.diagnostics.report('name/duplicate', text, span, { what: this.what, name, place })
    return false
  }

  get(name: string): T | undefined {
    return this.entries.get(name)?.value
  }

  names(): string[] {
    return [...this.entries.keys()]
  }

  values(): T[] {
    return [...this.entries.values()].map(({ value }) => value)
  }
}
