import type { BlockKind, Page } from '../1-read/page.js'
import { blockKinds } from '../1-read/page.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Blocks, Found } from './blocks.js'
import type { Schemas } from './schemas.js'
import { validate } from './validate.js'

/** Sorts the blocks of all pages by kind and keeps those that fit their schema; frontmatter is checked as well. */
export function collectBlocks(pages: readonly Page[], schemas: Schemas, diagnostics: Diagnostics): Blocks {
  const blocks = Object.fromEntries(blockKinds.map((kind) => [kind, []])) as unknown as {
    [K in BlockKind]: Found<K>[]
  }
  for (const page of pages) {
    if (page.frontmatter) validate(page.frontmatter, schemas.page, 'page', diagnostics)
    else diagnostics.report('page/no-frontmatter', page.text, { line: 1, column: 1 }, {})
    for (const section of page.sections) {
      for (const block of section.blocks) {
        if (!validate(block.data, schemas[block.kind], `${block.kind} block`, diagnostics)) continue
        const found = { value: block.data.value, data: block.data, page, section, block }
        ;(blocks[block.kind] as unknown[]).push(found)
      }
    }
  }
  return blocks
}
