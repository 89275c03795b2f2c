// `npm run mutate [-- [WORD…] [--least PERCENT]]`: would the examples on the pages notice a fault in a condition? Every rule,
// selector and formula (or those whose name or page contains a word) is changed in one place after the other, and its
// examples run. Exit 1 when fewer than 95 % of the mutants of rules are noticed.
import { parseArgs } from 'node:util'
import { readExample } from '../../src/check/example.js'
import { loadScopes } from '../../src/compile/2-resolve/scopes.js'
import { compileBase } from '../../src/compile/index.js'
import { type ReadExample, runExamples } from '../../src/judge/examples.js'
import type { Example } from '../../src/knowledge/base.js'
import { packagePath } from '../../src/project.js'
import { dependenceOf } from './dependence.js'
import { reportOf } from './report.js'
import { runMutants } from './run-mutants.js'
import { formulaSubjects, ruleSubjects, selectorSubjects } from './subjects.js'

const { values, positionals } = parseArgs({
  options: { least: { type: 'string', default: '95' }, kb: { type: 'string', default: packagePath('kb') } },
  allowPositionals: true,
})
const least = Number(values.least)
if (!(least >= 0 && least <= 100)) fail(`--least is a percentage from 0 to 100, not ${values.least}`)

const { base, examples, diagnostics } = await compileBase({ kb: values.kb })
if (diagnostics.some(({ severity }) => severity === 'error'))
  fail('the base does not compile: run `kb compile`')

const observed = new Map<Example, ReturnType<ReadExample>>()
/** A candidate is read and observed once, whatever rules are tried on it. */
const read: ReadExample = (example) => {
  const facts = observed.get(example) ?? readExample(example, base)
  observed.set(example, facts)
  return facts
}
const failed = (await runExamples(base, examples, read)).filter(({ ok }) => !ok)
if (failed.length > 0) fail(`${failed.length} examples fail as it is: run \`kb test\``)

const { scopes } = await loadScopes(packagePath('rules'))
const vocabulary = { scopes, words: new Map(base.words.map((word) => [`${word.scope}.${word.name}`, word])) }
const uses = dependenceOf(base)
const kinds = { Rules: ruleSubjects, Selectors: selectorSubjects, Formulas: formulaSubjects }
let rejected = false
for (const [title, subjectsOf] of Object.entries(kinds)) {
  const wanted = subjectsOf(base, examples, uses).filter(({ name, page }) =>
    positionals.every((word) => `${name} ${page}`.includes(word)),
  )
  const outcomes = []
  for (const subject of wanted) outcomes.push(await runMutants(subject, read, vocabulary))
  const report = reportOf(title, outcomes)
  process.stdout.write(report.text)
  if (title === 'Rules' && report.percent < least) rejected = true
}
if (rejected) process.stdout.write(`Fewer than ${least} % of the mutants of rules are killed.\n`)
process.exitCode = rejected ? 1 : 0

function fail(reason: string): never {
  process.stderr.write(`mutate: ${reason}\n`)
  process.exit(2)
}
