import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeBase } from './base.js'
import { cyclic, inFolder, kb, valid } from './kb.js'

const env = { GITHUB_WORKSPACE: '' }
const github = ['--format', 'github']

test('what the compiler finds annotates the page, with the path from the root of the repository', () =>
  inFolder(async (folder) => {
    writeBase(folder, (page) => page.replace('heat >= 200', 'haet >= 200'))
    const there = await kb(['compile', ...github], { cwd: folder, env })
    assert.is(there.code, 1)
    assert.match(
      there.out,
      /^::error file=kb\/02_baking\/ovens\.md,line=30,col=9,endColumn=12,title=expression\/name::.*haet.*%0Ahint: did you mean `heat`\?$/m,
    )
    const tested = await kb(['test', ...github], { cwd: folder, env })
    assert.is(tested.out, there.out)
    mkdirSync(join(folder, 'deep'))
    renameSync(join(folder, 'kb'), join(folder, 'deep', 'kb'))
    const workspace = { GITHUB_WORKSPACE: folder }
    const inner = await kb(['compile', ...github], { cwd: join(folder, 'deep'), env: workspace })
    const outer = await kb(['compile', '--kb', 'deep/kb', ...github], { cwd: folder, env })
    for (const run of [inner, outer])
      assert.match(run.out, /^::error file=deep\/kb\/02_baking\/ovens\.md,line=30,/m)
  }))

test('stale files, failing examples and bare sentences are annotated', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['compile'], { cwd })
    writeBase(cwd, (page) =>
      page
        .replace('facts: { heat: 20 }', 'facts: { heat: 300 }')
        .replace('# Ovens\n', '# Ovens\n\nThe door must be closed, 100% of the time.\n'),
    )
    const [stale, failing, bare] = await Promise.all(
      [['compile', '--check'], ['test'], ['coverage']].map((args) => kb([...args, ...github], { cwd, env })),
    )
    assert.match(stale!.out, /^::error file=generated\/examples\.json,title=stale file::/m)
    assert.match(
      failing!.out,
      /^::error file=kb\/02_baking\/ovens\.md,line=\d+,title=oven\/hot::a cold oven: expected fail.*, got pass.*\n1 examples passed, 1 failed\n$/,
    )
    assert.match(
      bare!.out,
      /^::error file=kb\/02_baking\/ovens\.md,line=14,col=1,title=bare sentence of law::.*closed, 100%25 of the time\."$/m,
    )
    for (const run of [stale, failing, bare]) assert.is(run!.code, 1)
  }))

test('findings annotate the line of the drawing, and what cannot be judged its file', () =>
  inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a, b.dot'), cyclic)
    writeFileSync(join(cwd, 'none.dot'), 'digraph {')
    writeFileSync(join(cwd, 'fine.dot'), valid)
    const run = await kb(['check', '.', ...github, '--only', 'graph/acyclic'], { cwd, env })
    assert.match(run.out, /^::error file=a%2C b\.dot,line=2,title=graph\/acyclic::[^\n]*law: kb\/\S+:\d+$/m)
    assert.match(run.out, /^::error file=none\.dot,/m)
    assert.not.match(run.out, /^::.*fine\.dot/m)
    assert.match(run.out, /^outcome of .*fine\.dot: valid$/m)
    const piped = await kb(['check', '-', ...github, '--only', 'graph/acyclic'], { input: cyclic, env })
    assert.match(piped.out, /^::error title=graph\/acyclic::/)
  }))

test.run()
