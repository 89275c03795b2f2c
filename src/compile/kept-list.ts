/** A value by the list of objects that it was made from, which nobody changes: as long as these are the same objects, so is the value. */
export class KeptList<Value> {
  private context: string | undefined
  private last: { readonly objects: readonly object[]; readonly value: Value } | undefined

  /** Names what the value is made from besides its objects; in another context nothing is kept. */
  inContext(context: string): this {
    if (context !== this.context) {
      this.context = context
      this.last = undefined
    }
    return this
  }

  /** The value that was made from a list, or a new one. */
  recall(objects: readonly object[], make: () => Value): Value {
    const known = this.last
    if (known?.objects.length === objects.length && objects.every((one, i) => one === known.objects[i]))
      return known.value
    const value = make()
    this.last = { objects, value }
    return value
  }
}
