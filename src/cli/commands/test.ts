import type { Compilation } from '../../compile/index.js'
import type { ExampleResult } from '../../judge/examples.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { compileFolder, diagnosticsText, isBroken, kbOption } from '../knowledge-folder.js'
import { print, wantsColour } from '../output.js'

export const command: Command = {
  summary: 'Runs the examples on the pages: every rule must judge them as they expect.',
  usage: '[WORD…] [options]',
  positionals: [0, Number.MAX_SAFE_INTEGER],
  options: {
    kb: kbOption,
    format: {
      type: 'string',
      value: 'FORMAT',
      values: ['text', 'json', 'github'],
      description: 'text by default.',
    },
  },
  examples: [
    ['kb test', 'Runs every example of ./kb.'],
    ['kb test graph/', 'Runs those of rules, formulas or pages whose name contains the word.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const compilation = await compileFolder(given)
  if (isBroken(compilation)) {
    if (given.one('format') === 'github') await print(await brokenOnGithub(compilation))
    else await print(await diagnosticsText(compilation))
    return Exit.rejected
  }
  const { runExamples } = await import('../../judge/examples.js')
  const { readExample } = await import('../../check/example.js')
  const { base, examples } = compilation
  const wanted = examples.filter(({ rule, formula, place }) =>
    given.positionals.every((word) => `${rule ?? formula} ${place.page}`.includes(word)),
  )
  const results = await runExamples(base, wanted, (example) => readExample(example, base))
  const lacking = given.positionals.length === 0 ? withoutExamples(base.rules, results) : []
  const failed = results.filter(({ ok }) => !ok)
  if (given.one('format') === 'json')
    await print(`${JSON.stringify({ results: results.map(brief), lacking }, null, 2)}\n`)
  else if (given.one('format') === 'github') {
    await print(await onGithub(compilation, failed, lacking))
    await print(countText(results.length, failed.length))
  } else await print(await text(results.length, failed, lacking))
  return failed.length + lacking.length > 0 || results.length === 0 ? Exit.rejected : Exit.ok
}

interface Lacking {
  readonly rule: string
  readonly page: string
  readonly line: number
  /** Which kind of example is missing. */
  readonly missing: string
}

/** Rules that no example shows both kept and broken: such a rule might never fire, or always. */
function withoutExamples(rules: readonly TestedRule[], results: readonly ExampleResult[]): Lacking[] {
  return rules.flatMap(({ id, place }) => {
    const expected = new Set(
      results.filter(({ example }) => example.rule === id).map(({ example }) => example.expect),
    )
    const missing = ['pass', 'fail'].filter((kind) => !expected.has(kind as 'pass' | 'fail'))
    return missing.length === 0 ? [] : [{ rule: id, ...place, missing: missing.join(' and ') }]
  })
}

interface TestedRule {
  readonly id: string
  readonly place: { readonly page: string; readonly line: number }
}

function brief({ example, ok, expected, got, subjects }: ExampleResult): object {
  const { rule, formula, title, place } = example
  return { rule, formula, title, source: place, ok, expected, got, subjects }
}

async function text(
  total: number,
  failed: readonly ExampleResult[],
  lacking: readonly Lacking[],
): Promise<string> {
  const { listing } = await import('../../report/listing.js')
  const rows = failed.map(({ example, expected, got }) => [
    `${example.place.page}:${example.place.line}`,
    example.rule ?? example.formula ?? '',
    `${example.title}: expected ${expected}, got ${got}`,
  ])
  const gaps = lacking.map(({ page, line, rule, missing }) => [
    `${page}:${line}`,
    rule,
    `has no example that shows: ${missing}`,
  ])
  const sections = [
    ...(rows.length > 0 ? [{ heading: 'Failed', rows }] : []),
    ...(gaps.length > 0 ? [{ heading: 'Lacking', rows: gaps }] : []),
  ]
  const lists = sections.length === 0 ? '' : `${listing(sections, wantsColour())}\n`
  return `${lists}${countText(total, failed.length)}`
}

const countText = (total: number, failed: number): string =>
  `${total - failed} examples passed, ${failed} failed\n`

async function brokenOnGithub(compilation: Compilation): Promise<string> {
  const { diagnosticAnnotations } = await import('../github.js')
  const { githubCommands } = await import('../../report/github.js')
  return githubCommands(diagnosticAnnotations(compilation))
}

async function onGithub(
  compilation: Compilation,
  failed: readonly ExampleResult[],
  lacking: readonly Lacking[],
): Promise<string> {
  const { pagePath } = await import('../github.js')
  const { githubCommands } = await import('../../report/github.js')
  const wrong = failed.map(({ example, expected, got }) => ({
    place: example.place,
    title: example.rule ?? example.formula ?? 'example',
    message: `${example.title}: expected ${expected}, got ${got}`,
  }))
  const gaps = lacking.map(({ page, line, rule, missing }) => ({
    place: { page, line },
    title: rule,
    message: `has no example that shows: ${missing}`,
  }))
  return githubCommands(
    [...wrong, ...gaps].map(({ place, title, message }) => {
      return { level: 'error', file: pagePath(place.page, compilation), line: place.line, title, message }
    }),
  )
}
