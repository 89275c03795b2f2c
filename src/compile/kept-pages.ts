import type { KnowledgeFile } from './1-read/files.js'

/** What was made of pages, by name: as long as the text of a page is the same and its stratum, so is what was made of it. */
export class KeptPages<Value> {
  private context: string | undefined
  private before = new Map<string, { readonly file: KnowledgeFile; readonly value: Value }>()
  private now = new Map<string, { readonly file: KnowledgeFile; readonly value: Value }>()

  /** Names what all values are made from besides their pages; in another context nothing is kept. */
  inContext(context: string): this {
    if (context !== this.context) {
      this.context = context
      this.before = new Map()
      this.now = new Map()
    }
    return this
  }

  /** What was made of a page, or a new value; `make` is told what was made of the page as it was before. */
  recall(file: KnowledgeFile, make: (before: Value | undefined) => Value): Value {
    const { name } = file.text
    const known = this.before.get(name)
    const isSame = known?.file.content === file.content && known.file.stratum === file.stratum
    const value = isSame ? known.value : make(known?.value)
    this.now.set(name, { file, value })
    return value
  }

  /** Forgets the pages that were not recalled since this was last called. */
  forgetUnused(): void {
    this.before = this.now
    this.now = new Map()
  }
}
