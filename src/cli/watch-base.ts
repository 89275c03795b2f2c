// `kb compile --watch`: one round after each change of a page or a configuration.
import type { Compilation } from '../compile/index.js'
import type { Base } from '../knowledge/base.js'
import { changesBetween } from '../knowledge/changes.js'
import { BaseError, loadBase } from '../knowledge/load.js'
import { type ChangesLayout, changesText } from '../report/changes.js'

/** What a round came to: the files to write, where there are any, and what to tell. */
export interface Round {
  readonly write: boolean
  readonly text: string
}

/** Follows a base from one compilation to the next, beginning with what lies in a folder. */
export class Follower {
  private base: Base | undefined
  private told = ''
  private digest: string | undefined
  private readonly layout: ChangesLayout

  constructor(out: string, layout: ChangesLayout) {
    this.layout = layout
    try {
      this.base = loadBase(out)
    } catch (error) {
      if (!(error instanceof BaseError)) throw error
    }
  }

  /** Takes the next compilation. A broken one leaves the base as it was; one that says the same says nothing. */
  next({ base }: Compilation, broken: boolean, diagnostics: string, summary: string): Round {
    const same = diagnostics === this.told && base.digest === this.digest
    const news = diagnostics === this.told && !broken ? '' : diagnostics
    this.told = diagnostics
    this.digest = base.digest
    if (same) return { write: false, text: '' }
    if (broken) return { write: false, text: `${news}The base stays as it was.\n` }
    const changes = this.base === undefined ? undefined : changesBetween(this.base, base)
    this.base = base
    const meaning =
      changes?.length === 0 ? 'Nothing changed in meaning.\n' : changesText(changes ?? [], this.layout)
    return { write: true, text: `${news}${meaning}${summary}\n` }
  }
}
