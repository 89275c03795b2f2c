import { readFileSync } from 'node:fs'
import { packagePath } from '../../project.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { kbOption, presentPages } from '../knowledge-folder.js'
import { print } from '../output.js'
import { pageFiles, pageNamed } from '../pages.js'
import { writeFileWhole } from '../write-file.js'

export const command: Command = {
  summary: 'Lays the YAML blocks of pages out in one way; prose, comments and meaning stay.',
  usage: '[PAGE…] [options]',
  positionals: [0, Number.MAX_SAFE_INTEGER],
  options: {
    kb: kbOption,
    check: { type: 'boolean', description: 'Write nothing; fail where a page is laid out otherwise.' },
  },
  examples: [
    ['kb fmt', 'Formats every page of ./kb and names those that changed.'],
    ['kb fmt --check', 'Exit 1 while a page is not in canonical layout.'],
    ['kb fmt tensor_parallelism', 'Formats one page.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const { blockShapes, formatPage } = await import('../../author/format.js')
  const all = await pageFiles(presentPages(given))
  const asked = given.positionals.map((argument) => pageNamed(argument, all))
  const shapes = await blockShapes(packagePath('rules'))
  const check = given.flag('check')
  let changed = 0
  for (const { name, path } of asked.length > 0 ? new Set(asked) : all) {
    const before = readFileSync(path, 'utf8')
    const after = formatPage(before, shapes)
    if (after === before) continue
    changed++
    if (!check) writeFileWhole(path, after)
    await print(`${name}\n`)
  }
  return check && changed > 0 ? Exit.rejected : Exit.ok
}
