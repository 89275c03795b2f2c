// Report templates are compiled here, once, so that nothing is compiled where plans are judged.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import { helperNames } from '../../report/helpers.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Memo } from '../memo.js'

const options: PrecompileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(helperNames.map((name) => [name, true])) as unknown as KnownHelpers,
}

/** A module for every `*.hbs` of a folder, by file name: a report loads the one that it shows. */
export async function emitTemplates(
  folder: string,
  note: string,
  memo: Memo<string>,
  diagnostics: Diagnostics,
): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.hbs')).sort()
  const modules = new Map<string, string>()
  for (const name of names) {
    const content = await readFile(join(folder, name), 'utf8')
    try {
      const template = memo.recall(content, () => String(Handlebars.precompile(content, options)))
      const module = `// ${note}\nexport const template = ${template}\n`
      modules.set(`template-${name.slice(0, -'.hbs'.length)}.js`, module)
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n').at(-1)! : String(error)
      const line = Number(/line (\d+)/.exec(String(error))?.[1] ?? 1)
      const text = { name: `templates/${name}`, lines: content.split('\n') }
      diagnostics.report('template/syntax', text, { line, column: 1 }, { reason })
    }
  }
  return modules
}
