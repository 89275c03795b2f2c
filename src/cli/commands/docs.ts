import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Documents } from '../../compile/documents/index.js'
import type { Command, Given } from '../command.js'
import { configurationFolder } from '../configuration.js'
import { Exit, type ExitCode } from '../exit.js'
import { compileFolder, diagnosticsText, isBroken, kbOption, ownPages } from '../knowledge-folder.js'
import { print, tell } from '../output.js'
import { writeFileWhole } from '../write-file.js'

export const command: Command = {
  summary: 'Writes the documents that are made from the base: what it covers, and what it cites.',
  usage: '[options]',
  positionals: [0, 0],
  options: {
    kb: kbOption,
    out: {
      type: 'string',
      value: 'DIR',
      description: 'The folder that is written to; docs beside the configuration, or here, by default.',
    },
    check: {
      type: 'boolean',
      description: 'Write nothing; fail when a document is stale, and list open items.',
    },
    strict: { type: 'boolean', description: 'Fail when an item has neither a carrier nor a reason.' },
  },
  examples: [
    ['kb docs', 'Writes docs/traceability.md and docs/bibliography.md.'],
    ['kb docs --check', 'Fails when they are not what ./kb says.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const compilation = await compileFolder(given)
  if (isBroken(compilation)) {
    await print(await diagnosticsText(compilation))
    return Exit.rejected
  }
  const { documentsOf } = await import('../../compile/documents/index.js')
  const documents = await documentsOf(ownPages(given), compilation)
  const { trace, diagnostics } = documents
  if (diagnostics.length > 0) {
    await print(await diagnosticsText({ ...compilation, diagnostics }))
    return Exit.rejected
  }
  for (const fault of trace?.faults ?? []) await print(`${fault}\n`)
  for (const { id, title } of trace?.open ?? []) await print(`open: ${id} ${title}\n`)
  const stale = await writeOrCompare(documents, outOf(given), given.flag('check'))
  for (const path of stale) tell(`kb: ${path} is stale. Run \`kb docs\`.`)
  await print(`${documents.files.size} documents, ${trace?.open.length ?? 0} open items\n`)
  const isOpen = given.flag('strict') && trace !== undefined && trace.open.length > 0
  return stale.length > 0 || isOpen || (trace?.faults.length ?? 0) > 0 ? Exit.rejected : Exit.ok
}

/** The folder that was asked for, or `docs`, beside the nearest configuration where that is followed. */
function outOf(given: Given): string {
  const project = given.one('kb') === undefined ? configurationFolder() : undefined
  return given.one('out') ?? join(project ?? '', 'docs')
}

/** Writes the documents, or names those that are not as they would be written. */
async function writeOrCompare(
  { files }: Documents,
  out: string,
  compare: boolean,
): Promise<readonly string[]> {
  const stale: string[] = []
  for (const [name, content] of files) {
    const path = join(out, name)
    if (compare) {
      const present = await readFile(path, 'utf8').catch(() => undefined)
      if (present !== content) stale.push(path)
      continue
    }
    mkdirSync(dirname(path), { recursive: true })
    writeFileWhole(path, content)
  }
  return stale
}
