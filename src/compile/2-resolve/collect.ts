import type { BlockKind, Page } from '../1-read/page.js'
import { blockKinds } from '../1-read/page.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Blocks, Found } from './blocks.js'
import type { Schemas } from './schemas.js'
import { validate } from './validate.js'

type Collected = { [K in BlockKind]: Found<K>[] }

/** Sorts the blocks of a page by kind and keeps those that fit their schema; frontmatter is checked as well. */
export function collectBlocks(page: Page, schemas: Schemas, diagnostics: Diagnostics): Blocks {
  const blocks = noBlocks()
  if (page.frontmatter) validate(page.frontmatter, schemas.page, 'page', diagnostics)
  else diagnostics.report('page/no-frontmatter', page.text, { line: 1, column: 1 }, {})
  for (const section of page.sections) {
    for (const block of section.blocks) {
      if (!validate(block.data, schemas[block.kind], `${block.kind} block`, diagnostics)) continue
      const found = { value: block.data.value, data: block.data, page, section, block }
      ;(blocks[block.kind] as unknown[]).push(found)
    }
  }
  return blocks
}

/** The blocks of all pages, in the order of the pages. */
export function mergeBlocks(pages: readonly Blocks[]): Blocks {
  const blocks = noBlocks()
  for (const page of pages) for (const kind of blockKinds) (blocks[kind] as unknown[]).push(...page[kind])
  return blocks
}

const noBlocks = (): Collected =>
  Object.fromEntries(blockKinds.map((kind) => [kind, []])) as unknown as Collected
