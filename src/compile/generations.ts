/** What was made last time and what is made this time, by name, as long as the context stays the same. */
export abstract class Generations<Entry> {
  private context: string | undefined
  protected before = new Map<string, Entry>()
  protected now = new Map<string, Entry>()

  /** Names what all entries are made from besides their keys; in another context nothing is kept. */
  inContext(context: string): this {
    if (context !== this.context) {
      this.context = context
      this.before = new Map()
      this.now = new Map()
    }
    return this
  }

  /** Forgets what was not recalled since this was last called. */
  forgetUnused(): void {
    this.before = this.now
    this.now = new Map()
  }
}
