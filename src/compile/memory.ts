// What a compiler remembers from one run to the next, so that a page that changed costs little more than itself.
// Everything is kept under the whole of what it was made from: a run with a memory gives what a run without one gives.

import type { Example, FailureMode, PatternTable, Rule, SharedFix, Word } from '../knowledge/base.js'
import type { ParsedTexts } from './1-read/data.js'
import { KnownFiles } from './1-read/files.js'
import type { Page } from './1-read/page.js'
import type { Blocks } from './2-resolve/blocks.js'
import type { CompiledFallback } from './2-resolve/fallbacks.js'
import type { CompiledFormula } from './2-resolve/formulas.js'
import type { Registry } from './2-resolve/registry.js'
import type { Schemas } from './2-resolve/schemas.js'
import type { CompiledSelector, DeclaredSelector } from './2-resolve/selectors.js'
import type { KeptTables, ResolvedTable } from './2-resolve/tables.js'
import type { Observed, PlacedWord } from './2-resolve/words.js'
import type { RememberedLaw } from './3-check/index.js'
import { PrintedItems } from './4-emit/printed-items.js'
import type { Diagnostic } from './diagnostic.js'
import type { Compiled } from './expression/environment.js'
import { Kept } from './kept.js'
import { KeptList } from './kept-list.js'
import { KeptPages } from './kept-pages.js'
import { Memo } from './memo.js'

/** A page as phase 1 reads it, with its blocks that fit their schema and what was found wrong so far. */
export interface ReadPage {
  readonly page: Page
  readonly blocks: Blocks
  readonly diagnostics: readonly Diagnostic[]
  /** What YAML on the page was parsed to, by its text. */
  readonly parsed: ParsedTexts
}

/** What a block came to, and what was reported of it. */
export interface Reported<Value> {
  readonly value: Value
  readonly diagnostics: readonly Diagnostic[]
}

/** What phase 2 made of blocks. */
export interface Remembered {
  readonly words: Kept<Reported<readonly PlacedWord[]>>
  readonly derived: Kept<Reported<Word>>
  readonly declared: Kept<readonly DeclaredSelector[]>
  readonly formulas: Kept<Reported<CompiledFormula | undefined>>
  readonly fallbacks: Kept<Reported<readonly CompiledFallback[]>>
  readonly rules: Kept<Reported<Rule | undefined>>
  readonly examples: Kept<Reported<readonly Example[]>>
  readonly selectors: Kept<Reported<CompiledSelector | undefined>>
  readonly fixes: Kept<Reported<SharedFix>>
  readonly tables: KeptList<Reported<readonly ResolvedTable[]>>
  readonly eachTable: KeptTables
  readonly patterns: KeptList<Reported<readonly PatternTable[]>>
  readonly failureModes: KeptList<Reported<Registry<FailureMode>>>
  /** Words that fall back on others, by the words themselves. */
  readonly falling: WeakMap<Word, Word>
}

export class Memory {
  readonly schemas = new Memo<Schemas>()
  readonly files = new KnownFiles()
  readonly observed = new Memo<Observed>()
  readonly pages = new KeptPages<ReadPage>()
  readonly expressions = new Memo<Compiled>()
  readonly laws = new Memo<RememberedLaw>()
  readonly meanings = new Kept<string>()
  readonly items = new PrintedItems()
  readonly types = new KeptList<string>()
  /** By the blocks of pages, which are the same objects as long as their pages are. */
  readonly resolved: Remembered = {
    words: new Kept(),
    derived: new Kept(),
    declared: new Kept(),
    formulas: new Kept(),
    fallbacks: new Kept(),
    rules: new Kept(),
    examples: new Kept(),
    selectors: new Kept(),
    fixes: new Kept(),
    tables: new KeptList(),
    eachTable: new Kept(),
    patterns: new KeptList(),
    failureModes: new KeptList(),
    falling: new WeakMap(),
  }
  readonly templates = new Memo<string>()

  /** Ends a run: what it did not use is forgotten. */
  endRun(): void {
    const { schemas, files, observed, pages, expressions, laws, items, templates } = this
    for (const memo of [schemas, files, observed, pages, expressions, laws, items, templates])
      memo.forgetUnused()
  }
}
