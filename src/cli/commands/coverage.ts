import type { PageCoverage } from '../../compile/index.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { compileFolder, kbOption } from '../knowledge-folder.js'
import { print, wantsColour } from '../output.js'

export const command: Command = {
  summary: 'Counts the normative sentences of each page: bound to a rule, excused with a reason, or bare.',
  usage: '[options]',
  positionals: [0, 0],
  options: {
    kb: kbOption,
    format: {
      type: 'string',
      value: 'FORMAT',
      values: ['text', 'json', 'github'],
      description: 'text by default.',
    },
  },
  examples: [['kb coverage', 'Exit 1 while a sentence that says "must" is bound to no rule.']],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const compilation = await compileFolder(given)
  const { coverage } = compilation
  if (given.one('format') === 'json') await print(`${JSON.stringify(coverage, null, 2)}\n`)
  else if (given.one('format') === 'github') {
    const { pagePath } = await import('../github.js')
    const { githubCommands } = await import('../../report/github.js')
    const bare = coverage.flatMap(({ page, bare }) =>
      bare.map(({ line, column, text }) => ({
        level: 'error' as const,
        file: pagePath(page, compilation),
        line,
        column,
        title: 'bare sentence of law',
        message: `No rule is bound to this sentence: "${text}"`,
      })),
    )
    await print(`${githubCommands(bare)}bare sentences of law: ${bare.length}\n`)
  } else await print(await coverageText(coverage))
  return coverage.some(({ bare }) => bare.length > 0) ? Exit.rejected : Exit.ok
}

async function coverageText(pages: readonly PageCoverage[]): Promise<string> {
  const { listing } = await import('../../report/listing.js')
  const sum = (count: (page: PageCoverage) => number) => pages.reduce((total, page) => total + count(page), 0)
  const head = ['page', 'bound', 'excused', 'bare']
  const rows = pages.map(({ page, bound, excused, bare }) => [
    page,
    `${bound}`,
    `${excused}`,
    `${bare.length}`,
  ])
  const total = [
    'total',
    `${sum((p) => p.bound)}`,
    `${sum((p) => p.excused)}`,
    `${sum((p) => p.bare.length)}`,
  ]
  const table = listing([{ heading: 'Sentences of law', rows: [head, ...rows, total] }], wantsColour())
  const bare = pages.flatMap(({ page, bare }) =>
    bare.map(({ line, column, text }) => [`${page}:${line}:${column}`, text]),
  )
  const rest = bare.length === 0 ? '' : `\n${listing([{ heading: 'Bare', rows: bare }], wantsColour())}`
  return `${table}${rest}`
}
