import { dirname, join } from 'node:path'
import type { Compilation, Difference, Written } from '../../compile/index.js'
import { UsageError } from '../../usage-error.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { compileFolder, diagnosticsText, isBroken, kbOption } from '../knowledge-folder.js'
import { checkOutFolder } from '../out-folder.js'
import { print, tell, wantsColour, width } from '../output.js'

const formats = ['text', 'json', 'github'] as const

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
    watch: {
      type: 'boolean',
      description: 'Compile again whenever a page changes, and tell what changed in meaning; Ctrl-C ends it.',
    },
    format: { type: 'string', value: 'FORMAT', values: formats, description: 'text by default.' },
  },
  examples: [
    ['kb compile', 'Compiles ./kb into ./generated.'],
    ['kb compile --check', 'Fails when ./generated is not what ./kb compiles to.'],
    ['kb compile --watch', 'Compiles after every change while you write.'],
    ['kb compile --kb my/kb --out my/generated', 'Compiles another base.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  if (given.flag('watch')) return watch(given)
  const compilation = await compileFolder(given)
  const out = outOf(given, compilation)
  const broken = isBroken(compilation)
  const { compareGenerated, writeGenerated } = await import('../../compile/index.js')
  const differences = given.flag('check') && !broken ? await compareGenerated(compilation.files, out) : []
  if (!broken && !given.flag('check')) {
    checkOutFolder(out, compilation.files)
    await writeGenerated(compilation.files, out)
  }
  const format = given.one('format')
  if (format === 'github') {
    const { diagnosticAnnotations, repositoryPath } = await import('../github.js')
    const { githubCommands } = await import('../../report/github.js')
    const stale = differences.map(({ file, kind }) => ({
      level: 'error' as const,
      file: repositoryPath(join(out, file)),
      title: `${kind} file`,
      message: `${file} is ${kind}. Run \`kb compile\` and commit what it writes.`,
    }))
    await print(githubCommands([...diagnosticAnnotations(compilation), ...stale]))
    if (!broken && stale.length === 0) await print(`${summary(compilation)}\n`)
  } else if (format === 'json') {
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

/** The folder that is written: the one that was asked for, or the one of the configuration. */
const outOf = (given: Given, { out }: Compilation): string => given.one('out') ?? out ?? 'generated'

/**
 * Compiles after every change of a page or a configuration, those of extended bases included, until it is interrupted; what is
 * written is always a whole base.
 */
async function watch(given: Given): Promise<ExitCode> {
  for (const other of ['check', 'format'] as const) {
    if (given.one(other) !== undefined) throw new UsageError(`\`--watch\` does not go with \`--${other}\`.`)
  }
  const { Memory, writeGenerated } = await import('../../compile/index.js')
  const { Follower } = await import('../watch-base.js')
  const { watching } = await import('../watch.js')
  const end = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())
  const memory = new Memory()
  const written: Written = new Map()
  let follower: InstanceType<typeof Follower> | undefined
  await watching(end.signal, async () => {
    const compilation = await compileFolder(given, memory)
    const out = outOf(given, compilation)
    follower ??= new Follower(out, { width: width(), colour: wantsColour() })
    const texts = [await diagnosticsText(compilation), summary(compilation)] as const
    const { write, text } = follower.next(compilation, isBroken(compilation), ...texts)
    if (write) {
      checkOutFolder(out, compilation.files)
      await writeGenerated(compilation.files, out, written)
    }
    await print(text)
    const { layers, configurations } = compilation
    return [
      ...layers.map(({ folder }) => ({ folder, recursive: true })),
      ...configurations.map(({ path }) => ({ folder: dirname(path), recursive: false })),
    ]
  })
  return Exit.ok
}

function counts({ base, examples, coverage }: Compilation): Record<string, number> {
  const { rules, formulas, estimates, words, tables, selectors, patterns } = base
  return {
    pages: coverage.length,
    rules: rules.length,
    formulas: formulas.length,
    [estimates.length === 1 ? 'estimate' : 'estimates']: estimates.length,
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
