import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { watching } from '../../src/cli/watch.js'
import { writeBase } from './base.js'
import { inFolder, isCalm, kb, runningKb } from './kb.js'

test('a watching compiler tells what changed in meaning, keeps the base while there are errors, and ends when asked', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    const rules = join(cwd, 'generated', 'rulings.json')
    const watcher = runningKb(['compile', '--watch'], cwd)
    await watcher.said(/^Compiled 1 pages, 1 rules.*\n$/)
    const before = readFileSync(rules, 'utf8')

    writeBase(cwd, (page) => page.replace('heat >= 200', 'haet >= 200'))
    const broken = await watcher.said(/stays as it was\.\n$/)
    assert.match(broken, /^kb\/02_baking\/ovens\.md:30:9 error [\s\S]*\^[\s\S]*1 error, 0 warnings\n/)
    assert.is(readFileSync(rules, 'utf8'), before)

    writeBase(cwd, (page) => page.replace('heat >= 200', 'heat >= 210'))
    const changed = await watcher.said(/Compiled/)
    assert.match(
      changed,
      /^Rules\n {2}changed {2}oven\/hot .* {2}kb\/02_baking\/ovens\.md:24\n {11}must: `heat >= 200` is now `heat >= 210`\nComp/,
    )
    assert.match(readFileSync(rules, 'utf8'), /heat >= 210/)

    writeBase(cwd, (page) => page.replace('heat >= 200', 'heat >= 210').replace('# Ovens', '\n# Ovens'))
    assert.match(await watcher.said(/Compiled/), /^Nothing changed in meaning\.\nCompiled/)

    const ended = await watcher.end('SIGINT')
    assert.is(ended.code, 0)
    assert.is(ended.err, '')
    assert.equal(readdirSync(cwd).sort(), ['generated', 'kb'])
    assert.is((await kb(['compile', '--check'], { cwd })).code, 0)
  }))

test('pages that come and go are seen, also in folders that are new', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['compile'], { cwd })
    const watcher = runningKb(['compile', '--watch'], cwd)
    await watcher.said(/^Nothing changed in meaning\.\nCompiled 1 pages/)
    mkdirSync(join(cwd, 'kb', '03_selling'))
    writeFileSync(join(cwd, 'kb', '03_selling', 'shop.md'), '---\ntype: rules\ntitle: Shop\n---\n\n# Shop\n')
    assert.match(await watcher.said(/Compiled 2 pages/), /Strata\n {2}added {4}03_selling .*\n/)
    rmSync(join(cwd, 'kb', '03_selling'), { recursive: true })
    assert.match(await watcher.said(/Compiled 1 pages/), /Strata\n {2}removed {2}03_selling .*\n/)
    rmSync(join(cwd, 'kb'), { recursive: true })
    const ended = await watcher.end()
    assert.is(ended.code, 2)
    assert.match(ended.err, /^kb: There is no (folder `kb`|page of knowledge in `kb`)\.\n/)
    assert.ok(isCalm(ended), ended.err)
  }))

test('a file that was replaced by another is followed on', () =>
  inFolder(async (cwd) => {
    const folder = join(cwd, 'kb')
    const page = join(folder, 'page.md')
    mkdirSync(folder)
    writeFileSync(page, '1')
    const end = new AbortController()
    const seen: string[] = []
    const sees = async (content: string): Promise<void> => {
      for (let waited = 0; waited < 2000 && seen.at(-1) !== content; waited += 5) await pause(5)
      assert.is(seen.at(-1), content)
      await pause(50)
    }
    const watched = watching(end.signal, async () => {
      seen.push(readFileSync(page, 'utf8'))
      return [{ folder, recursive: true }]
    })
    try {
      await sees('1')
      writeFileSync(join(cwd, 'fresh.md'), '2')
      renameSync(join(cwd, 'fresh.md'), page)
      await sees('2')
      writeFileSync(page, '3')
      await sees('3')
    } finally {
      end.abort()
      await watched
    }
  }))

test('watching does not go with a check or a format', async () => {
  for (const other of [['--check'], ['--format', 'json']]) {
    const run = await kb(['compile', '--watch', ...other])
    assert.is(run.code, 2)
    assert.match(run.err, /`--watch` does not go with/)
  }
})

test('a folder that holds other files is never replaced, nor is what is no folder', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    mkdirSync(join(cwd, 'mine'))
    writeFileSync(join(cwd, 'mine', 'index.json'), '{}')
    writeFileSync(join(cwd, 'mine', 'letter.txt'), 'dear reader')
    for (const [out, says] of [
      ['mine', /holds `letter\.txt`, which `kb compile` did not write/],
      ['mine/letter.txt', /`mine\/letter\.txt` is no folder/],
    ] as const) {
      const run = await kb(['compile', '--out', out], { cwd })
      assert.is(run.code, 2, out)
      assert.match(run.err, says)
    }
    assert.is(readFileSync(join(cwd, 'mine', 'letter.txt'), 'utf8'), 'dear reader')
  }))

test.run()
