/** The base cannot be used as it is; the message says what to do. */
export class BaseError extends Error {
  override readonly name = 'BaseError'
}
