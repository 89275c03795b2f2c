import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeBase } from './base.js'
import { inFolder, kb } from './kb.js'

test('a page is laid out once, checked without being written, and compiles to what it did', () =>
  inFolder(async (cwd) => {
    const file = join(cwd, 'kb/02_baking/ovens.md')
    writeBase(cwd)
    const canonical = readFileSync(file, 'utf8')
    writeBase(cwd, (page) =>
      page.replace(/id: oven\/hot\nseverity: error\n/, 'severity:  error # always\nid: oven/hot\n'),
    )
    const mixed = readFileSync(file, 'utf8')
    const check = await kb(['fmt', '--check'], { cwd })
    assert.equal([check.code, check.out], [1, 'kb/02_baking/ovens.md\n'])
    assert.is(readFileSync(file, 'utf8'), mixed)
    const formatted = await kb(['fmt', 'ovens'], { cwd })
    assert.equal([formatted.code, formatted.out], [0, 'kb/02_baking/ovens.md\n'])
    assert.is(readFileSync(file, 'utf8'), canonical.replace('severity: error', 'severity: error # always'))
    assert.equal(readdirSync(join(cwd, 'kb/02_baking')), ['ovens.md'])
    const again = await kb(['fmt', '--check'], { cwd })
    assert.equal([again.code, again.out], [0, ''])
    assert.is((await kb(['fmt', 'oven'], { cwd })).code, 2)
  }))

test('what kb new writes is in canonical layout', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['new', 'rule', 'oven/door', '--page', 'ovens'], { cwd })
    await kb(['new', 'page', '02/shapes'], { cwd })
    const check = await kb(['fmt', '--check'], { cwd })
    assert.equal([check.code, check.out], [0, ''])
  }))

test.run()
