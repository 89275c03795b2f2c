import { Generations } from './generations.js'

/** Values by the text of all that they were made from. */
export class Memo<Value> extends Generations<Value> {
  /** The value that was made from `key`, or a new one. */
  recall(key: string, make: () => Value): Value {
    const known = this.now.get(key) ?? this.before.get(key)
    const value = known ?? make()
    this.now.set(key, value)
    return value
  }
}
