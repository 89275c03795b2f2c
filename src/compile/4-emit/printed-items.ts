import { Kept } from '../kept.js'
import { Memo } from '../memo.js'

/** Items as they were printed: by the object that one is, where it is the same as before, else by what it says. */
export class PrintedItems {
  private readonly objects = new Kept<string>()
  private readonly texts = new Memo<string>()

  recall(item: unknown, print: () => string): string {
    const byText = () => this.texts.recall(JSON.stringify(item) ?? '', print)
    return typeof item === 'object' && item !== null ? this.objects.recall(item, byText) : byText()
  }

  /** Forgets the texts that were not asked for since this was last called. */
  forgetUnused(): void {
    this.texts.forgetUnused()
  }
}
