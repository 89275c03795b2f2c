/** Something wrong with how the command was called or with a file it was given: told in one line, exit 2. */
export class UsageError extends Error {
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}
