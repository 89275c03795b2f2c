import type { KnowledgeFile } from './1-read/files.js'
import { Generations } from './generations.js'

interface Kept<Value> {
  readonly file: KnowledgeFile
  readonly value: Value
}

/** What was made of pages, by name: as long as the text of a page is the same and its stratum, so is what was made of it. */
export class KeptPages<Value> extends Generations<Kept<Value>> {
  /** What was made of a page, or a new value; `make` is told what was made of the page as it was before. */
  recall(file: KnowledgeFile, make: (before: Value | undefined) => Value): Value {
    const { name } = file.text
    const known = this.before.get(name)
    const isSame = known?.file.content === file.content && known.file.stratum === file.stratum
    const value = isSame ? known.value : make(known?.value)
    this.now.set(name, { file, value })
    return value
  }
}
