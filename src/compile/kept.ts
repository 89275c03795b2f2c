/** Values by the object that they were made from, which nobody changes: as long as the object is the same, so is the value. */
export class Kept<Value> {
  private context: string | undefined
  private values = new WeakMap<object, { readonly value: Value }>()

  /** Names what all values are made from besides their objects; in another context nothing is kept. */
  inContext(context: string): this {
    if (context !== this.context) {
      this.context = context
      this.values = new WeakMap()
    }
    return this
  }

  /** The value that was made from an object, or a new one. */
  recall(object: object, make: () => Value): Value {
    const known = this.values.get(object)
    if (known !== undefined) return known.value
    const value = make()
    this.values.set(object, { value })
    return value
  }
}
