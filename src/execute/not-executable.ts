/** A plan cannot be executed: where it fails, and why. A sentence without its full stop. */
export class NotExecutable extends Error {
  override readonly name = 'NotExecutable'
  /** The node at which it fails, where it is one. */
  readonly node: string | undefined

  constructor(reason: string, node?: string) {
    super(reason)
    this.node = node
  }
}
