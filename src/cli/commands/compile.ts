import type { Compilation, Difference } from '../../compile/index.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { compileFolder, diagnosticsText, isBroken, kbOption } from '../knowledge-folder.js'
import { print, tell } from '../output.js'

export const command: Command = {
  summary: 'Compiles the knowledge base: Markdown pages to facts, formulas and rules.',
  usage: '[options]',
  positionals: [0, 0],
  options: {
    kb: kbOption,
    out: {
      type: 'string',
      value: 'DIR',
      description: 'The folder that is written; what kb.config.json says, or generated, by default.',
    },
    check: {
      type: 'boolean',
      description: 'Write nothing; fail when what is there is stale, and show the difference.',
    },
    format: { type: 'string', value: 'FORMAT', values: ['text', 'json'], description: 'text by default.' },
  },
  examples: [
    ['kb compile', 'Compiles ./kb into ./generated.'],
    ['kb compile --check', 'Fails when ./generated is not what ./kb compiles to.'],
    ['kb compile --kb my/kb --out my/generated', 'Compiles another base.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const compilation = await compileFolder(given)
  const out = given.one('out') ?? compilation.out ?? 'generated'
  const broken = isBroken(compilation)
  const { compareGenerated, writeGenerated } = await import('../../compile/index.js')
  const differences = given.flag('check') && !broken ? await compareGenerated(compilation.files, out) : []
  if (!broken && !given.flag('check')) await writeGenerated(compilation.files, out)
  if (given.one('format') === 'json') {
    const { diagnostics } = compilation
    await print(`${JSON.stringify({ diagnostics, differences, counts: counts(compilation) }, null, 2)}\n`)
  } else {
    await print(await diagnosticsText(compilation))
    await print(differences.map(differenceText).join(''))
    if (broken) tell('kb: nothing was written.')
    else if (differences.length > 0) tell(`kb: ${out} is stale. Run \`kb compile\`.`)
    else await print(`${summary(compilation)}\n`)
  }
  return broken || differences.length > 0 ? Exit.rejected : Exit.ok
}

function counts({ base, examples, coverage }: Compilation): Record<string, number> {
  const { rules, formulas, words, tables, selectors, patterns } = base
  return {
    pages: coverage.length,
    rules: rules.length,
    formulas: formulas.length,
    words: words.length,
    tables: tables.length,
    selectors: selectors.length,
    'pattern tables': patterns.length,
    examples: examples.length,
  }
}

function summary(compilation: Compilation): string {
  const parts = Object.entries(counts(compilation)).map(([name, count]) => `${count} ${name}`)
  return `Compiled ${parts.join(', ')}.`
}

function differenceText({ file, kind, lines }: Difference): string {
  return `${[`${file}: ${kind}`, ...lines.map((line) => `  ${line}`)].join('\n')}\n`
}
