import { Kept } from '../kept.js'
import { Memo } from '../memo.js'

/** Items as they were printed: by the object that one is, where it is the same as before, else by what it says. */
export class PrintedItems {
  private readonly objects = new Kept<string>()
  private readonly texts = new Memo<string>()
  private readonly files = new Map<string, { readonly parts: readonly string[]; readonly text: string }>()

  recall(item: unknown, print: () => string): string {
    const byText = () => this.texts.recall(JSON.stringify(item) ?? '', print)
    return typeof item === 'object' && item !== null ? this.objects.recall(item, byText) : byText()
  }

  /** The text of a file that `make` joins from parts: the same as last time where all parts are, and then quickly told to be. */
  joined(file: string, parts: readonly string[], make: () => string): string {
    const last = this.files.get(file)
    if (last?.parts.length === parts.length && parts.every((part, i) => part === last.parts[i]))
      return last.text
    const text = make()
    this.files.set(file, { parts, text })
    return text
  }

  /** Forgets the texts that were not asked for since this was last called. */
  forgetUnused(): void {
    this.texts.forgetUnused()
  }
}
