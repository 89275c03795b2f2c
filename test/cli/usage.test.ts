import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isCalm, kb, root } from './kb.js'

const wrong: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [['chek', 'a.dot'], /no command `chek`[\s\S]*Did you mean `kb check`/],
  [['--verson'], /no option `--verson`/],
  [['check'], /needs an argument/],
  [['check', 'a.dot', '--fromat', 'json'], /no option `--fromat`[\s\S]*Did you mean `--format`/],
  [['check', 'a.dot', '--format', 'jsn'], /cannot be `jsn`[\s\S]*Did you mean `json`/],
  [['check', 'a.dot', '--format'], /`--format` needs a value/],
  [['check', 'a.dot', '--only', '--why'], /`--only` needs a value/],
  [['check', 'a.dot', '--why=yes'], /`--why` takes no value/],
  [
    ['check', 'a.dot', '--only', 'graph/asyclic'],
    /no rule `graph\/asyclic`[\s\S]*Did you mean `graph\/acyclic`/,
  ],
  [['check', 'a.dot', '--profile', 'stric'], /no profile `stric`[\s\S]*Did you mean `strict`/],
  [['check', 'a.dot', '--profile', '__proto__'], /no profile `__proto__`/],
  [['check', 'a.dot', '--assume', 'missing.yaml'], /`missing.yaml` cannot be read: no such file/],
  [['check', 'a.dot', '--base', 'missing'], /missing\/index.json is missing: run kb compile/],
  [['check', '-', '-'], /`-` can be given once/],
  [['check', 'test/cli'], /no \*\.json, \*\.dot or \*\.gv file in `test\/cli`/],
  [['execute'], /needs an argument/],
  [['execute', 'a.json', '--steps', '1.5'], /`--steps` cannot be `1.5`[\s\S]*whole number/],
  [['explain'], /needs an argument/],
  [['explain', 'graph/acyclic', 'more'], /does not take `more`/],
  [['explain', 'tp/partial-sums'], /Did you mean `tp\/partial-sums-reduced`/],
  [['explain', 'acyclik'], /no rule `acyclik`/],
  [['schema', 'plans'], /no schema `plans`/],
  [['rules', '--scope', 'nod'], /`--scope` cannot be `nod`[\s\S]*Did you mean `node`/],
  [['facts', '--stratum', '99'], /`--stratum` cannot be `99`[\s\S]*one of 00_candidate/],
  [['rules', '--kind', 'soft'], /cannot be `soft`/],
  [['compile', '--kb', 'no-such-folder'], /no folder `no-such-folder`/],
  [['compile', '--kb', 'package.json/kb'], /no folder `package.json\/kb`/],
  [['coverage', '--kb', 'docs'], /no page of knowledge in `docs`[\s\S]*two digits/],
  [['--format', 'json', 'check', 'a.dot'], /no option `--format`[\s\S]*The command comes first/],
]

test('wrong usage is told in a line with a way out, and exits with 2', async () => {
  const runs = await Promise.all(wrong.map(([args]) => kb(args)))
  for (const [i, run] of runs.entries()) {
    const [args, says] = wrong[i]!
    assert.is(run.code, 2, args.join(' '))
    assert.match(run.err, says)
    assert.is(run.out, '', args.join(' '))
    assert.ok(isCalm(run), args.join(' '))
    assert.ok(run.err.split('\n').length <= 3, args.join(' '))
    assert.not.ok(run.err.includes(root), args.join(' '))
  }
})

test('help of the tool lists every command, and help of a command shows examples', async () => {
  const [help, bare] = await Promise.all([kb(['--help']), kb([])])
  assert.is(help.code, 0)
  assert.is(bare.code, 2)
  const names = [...help.out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name!)
  assert.equal(names, [
    'build',
    'check',
    'compile',
    'coverage',
    'diagnose',
    'diff',
    'docs',
    'estimate',
    'execute',
    'explain',
    'export',
    'facts',
    'fix',
    'fmt',
    'graph',
    'mcp',
    'new',
    'replay',
    'rules',
    'schema',
    'test',
  ])
  for (const run of await Promise.all(names.map((name) => kb([name, '--help'])))) {
    assert.is(run.code, 0)
    assert.match(run.out, /^kb [a-z]+: .+\n\nUsage: kb [\s\S]+\nExamples:\n {2}\S/)
  }
})

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const run = await kb(['--version'])
  assert.is(run.out, `${version}\n`)
  assert.is(run.code, 0)
})

test.run()
