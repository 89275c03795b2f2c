// What a compiler remembers from one run to the next, so that a page that changed costs little more than itself.
// Everything is kept under the whole of what it was made from: a run with a memory gives what a run without one gives.

import type { Example, Rule } from '../knowledge/base.js'
import type { Page } from './1-read/page.js'
import type { Blocks } from './2-resolve/blocks.js'
import type { Schemas } from './2-resolve/schemas.js'
import type { RememberedLaw } from './3-check/index.js'
import { PrintedItems } from './4-emit/printed-items.js'
import type { Diagnostic } from './diagnostic.js'
import type { Compiled } from './expression/environment.js'
import { Kept } from './kept.js'
import { Memo } from './memo.js'

/** A page as phase 1 reads it, with its blocks that fit their schema and what was found wrong so far. */
export interface ReadPage {
  readonly page: Page
  readonly blocks: Blocks
  readonly diagnostics: readonly Diagnostic[]
}

/** What a block came to, and what was reported of it. */
export interface Reported<Value> {
  readonly value: Value
  readonly diagnostics: readonly Diagnostic[]
}

/** What phase 2 made of blocks. */
export interface Remembered {
  readonly rules: Kept<Reported<Rule | undefined>>
  readonly examples: Kept<Reported<readonly Example[]>>
}

export class Memory {
  readonly schemas = new Memo<Schemas>()
  readonly pages = new Memo<ReadPage>()
  readonly expressions = new Memo<Compiled>()
  readonly laws = new Memo<RememberedLaw>()
  readonly meanings = new Kept<string>()
  readonly items = new PrintedItems()
  /** By the blocks of pages, which are the same objects as long as their pages are. */
  readonly resolved: Remembered = { rules: new Kept(), examples: new Kept() }
  readonly templates = new Memo<string>()

  /** Ends a run: what it did not use is forgotten. */
  endRun(): void {
    const { schemas, pages, expressions, laws, items, templates } = this
    for (const memo of [schemas, pages, expressions, laws, items, templates]) memo.forgetUnused()
  }
}
