/** Something wrong with how Shardwright was called, or with a file it was given for that: the caller can put it right. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** A way out, where one is known. */
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}
