import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeBase } from './base.js'
import { inFolder, isCalm, kb } from './kb.js'

const page = (cwd: string): string => join(cwd, 'kb/02_baking/ovens.md')

test('a new rule stands before the footnotes, compiles at once, and its first example fails until it is written', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    const before = readFileSync(page(cwd), 'utf8')
    const made = await kb(['new', 'rule', 'oven/door-closed', '--page', 'ovens'], { cwd })
    assert.is(made.code, 0, made.err)
    assert.match(
      made.out,
      /^kb\/02_baking\/ovens\.md now ends with the rule oven\/door-closed\. It cites `hamelman`/,
    )
    const after = readFileSync(page(cwd), 'utf8')
    const definition = '[^hamelman]: Chapter 3.\n'
    const start = before.slice(0, -definition.length)
    assert.ok(after.startsWith(start) && after.endsWith(`\n\n${definition}`))
    assert.match(
      after.slice(start.length),
      /^## TODO: door closed.*\n[\s\S]*\[\^hamelman\]\n[\s\S]*id: oven\/door-closed\n/,
    )
    assert.equal(readdirSync(join(cwd, 'kb/02_baking')), ['ovens.md'])

    const compiled = await kb(['compile'], { cwd })
    assert.is(compiled.code, 0, compiled.out)
    assert.match(compiled.out, /^Compiled 1 pages, 2 rules/)
    assert.is((await kb(['coverage'], { cwd })).code, 0)
    const red = await kb(['test'], { cwd })
    assert.is(red.code, 1)
    assert.match(red.out, /oven\/door-closed {2}TODO: the smallest case.*: expected fail, got pass\n/)
    assert.match(red.out, /3 examples passed, 1 failed/)

    writeFileSync(page(cwd), after.replace(`"title != 'oven/door-closed'"`, `"title != 'broken'"`))
    const green = await kb(['test'], { cwd })
    assert.match(green.out, /^4 examples passed, 0 failed\n$/)
  }))

test('two scaffolds stand beside each other, and neither repeats or contradicts a rule', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    for (const id of ['oven/first', 'oven/second'])
      await kb(['new', 'rule', id, '--page', page(cwd)], { cwd })
    const made = await kb(['new', 'page', '02/loaf_shapes'], { cwd })
    assert.match(made.out, /^kb\/02_baking\/loaf_shapes\.md begins with the rule loaf-shapes\/first-rule/)
    const compiled = await kb(['compile'], { cwd })
    assert.is(compiled.code, 0)
    assert.match(compiled.out, /^Compiled 2 pages, 4 rules/)
    assert.match((await kb(['test'], { cwd })).out, /5 examples passed, 3 failed/)
  }))

test('without a page the section is printed, and where it belongs is told apart from it', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    const [known, fresh] = await Promise.all(
      ['oven/door-closed', 'ovens/door'].map((id) => kb(['new', 'rule', id], { cwd })),
    )
    assert.match(known!.out, /^## TODO: door closed[\s\S]*\[\^hamelman\][\s\S]*expect: pass\n```\n$/)
    assert.match(known!.err, /^kb: rules of the family `oven` stand in kb\/02_baking\/ovens\.md\./)
    assert.match(fresh!.err, /^kb: `ovens` is a new family\. Is `oven` meant\?/)
  }))

test('line ends stay, a page without sources is told to list one, and a source without a footnote gets one', () =>
  inFolder(async (cwd) => {
    writeBase(cwd, (text) => text.replace(/\n/g, '\r\n'))
    await kb(['new', 'rule', 'oven/door', '--page', '02_baking/ovens.md'], { cwd })
    assert.not.match(readFileSync(page(cwd), 'utf8'), /[^\r]\n/)
    const bare = '---\ntype: rules\ntitle: Bare\n---\n\n# Bare\n'
    writeFileSync(join(cwd, 'kb/02_baking/bare.md'), bare)
    const made = await kb(['new', 'rule', 'oven/bare', '--page', 'bare'], { cwd })
    assert.match(made.out, /The page lists no source, so it is advice for now: add one under `sources`/)
    const listed = bare.replace(
      '---\n\n',
      'sources:\n  - { id: odd, title: Odd, resource: https://example.org/odd }\n---\n\n',
    )
    writeFileSync(join(cwd, 'kb/02_baking/listed.md'), listed)
    await kb(['new', 'rule', 'oven/listed', '--page', 'listed'], { cwd })
    const cited = readFileSync(join(cwd, 'kb/02_baking/listed.md'), 'utf8')
    assert.match(cited, /\[\^odd\]\n[\s\S]*\n```\n\n\[\^odd\]: TODO: section, page or line\.\n$/)
    assert.is((await kb(['compile'], { cwd })).code, 0)
  }))

test('what cannot be made is refused with a way out, and nothing is written', () =>
  inFolder(async (cwd) => {
    writeBase(cwd, (text) => text.replace('id: oven/hot', 'id: oven/hot\nwas: [oven/heated]'))
    mkdirSync(join(cwd, 'kb/03_selling'))
    const before = readFileSync(page(cwd), 'utf8')
    const wrong: readonly (readonly [args: readonly string[], says: RegExp])[] = [
      [['rule', 'Oven/Door'], /cannot be the id of a rule\.\n.*family\/name/],
      [['rule', 'oven/hot', '--page', 'ovens'], /is a rule already: kb\/02_baking\/ovens\.md:24\./],
      [['rule', 'oven/heated'], /is a former id of `oven\/hot`: kb/],
      [['rule', 'oven/door', '--page', 'oven'], /There is no page `oven`\.\n.*Did you mean `ovens`/],
      [['rule', 'oven/door', '--page', '../x'], /There is no page/],
      [['page', '02_bakin/x'], /There is no stratum `02_bakin`\.\n.*Did you mean `02_baking`/],
      [['page', '02/ovens'], /kb\/02_baking\/ovens\.md is there already/],
      [['page', '02/../x'], /cannot be a page/],
      [['page', '02/x', '--page', 'ovens'], /`--page` goes with `kb new rule`/],
      [['rul', 'oven/door'], /Did you mean `kb new rule`/],
    ]
    for (const [args, says] of wrong) {
      const run = await kb(['new', ...args], { cwd })
      assert.is(run.code, 2, args.join(' '))
      assert.match(run.err, says)
      assert.ok(isCalm(run))
      assert.is(run.out, '')
    }
    assert.is(readFileSync(page(cwd), 'utf8'), before)
    const empty = await kb(['new', 'page', '03/shop'], { cwd })
    assert.is(empty.code, 0, empty.err)
    writeBase(cwd, (text) => text.replace('heat >= 200', 'haet >= 200'))
    const broken = await kb(['new', 'rule', 'oven/door', '--page', 'ovens'], { cwd })
    assert.is(broken.code, 1)
    assert.match(broken.out, /haet/)
  }))

test.run()
