/** Values by the text of all that they were made from. */
export class Memo<Value> {
  private context: string | undefined
  private before = new Map<string, Value>()
  private now = new Map<string, Value>()

  /** Names what all values are made from besides their keys; in another context nothing is remembered. */
  inContext(context: string): this {
    if (context !== this.context) {
      this.context = context
      this.before = new Map()
      this.now = new Map()
    }
    return this
  }

  /** The value that was made from `key`, or a new one. */
  recall(key: string, make: () => Value): Value {
    const known = this.now.get(key) ?? this.before.get(key)
    const value = known ?? make()
    this.now.set(key, value)
    return value
  }

  /** Forgets what was not recalled since this was last called. */
  forgetUnused(): void {
    this.before = this.now
    this.now = new Map()
  }
}
