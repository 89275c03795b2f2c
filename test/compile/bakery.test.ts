// A base of another domain: the compiler knows nothing of the one that it was written for.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compileBase, writeGenerated } from '../../src/compile/index.js'
import { loadBase } from '../../src/knowledge/load.js'

const kb = fileURLToPath(new URL('../bases/bakery/kb', import.meta.url))

/** Runs `use` with a copy of the bakery in a folder of its own. */
async function withCopy<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kb-bakery-'))
  try {
    cpSync(kb, join(folder, 'kb'), { recursive: true })
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('it compiles without a diagnostic', async () => {
  const { diagnostics, base, examples } = await compileBase({ kb })
  assert.equal(diagnostics, [])
  assert.equal(
    base.rules.map(({ id }) => id),
    [
      'bread/cool-before-slice',
      'bread/hot-oven',
      'bread/no-shortcut',
      'bread/proof-before-bake',
      'kitchen/order-fits',
    ],
  )
  assert.equal(examples.length, 12)
})

test('a rule carries its heading, prose, citations and place', async () => {
  const { base } = await compileBase({ kb })
  const rule = base.rules.find(({ id }) => id === 'bread/proof-before-bake')!
  assert.is(rule.title, 'Dough must rise before it is baked')
  assert.is(rule.reason, 'Without gas in it, dough bakes to a brick.[^handbook]')
  assert.equal(rule.cites, ['handbook'])
  const page = readFileSync(join(kb, '01_baking/bread.md'), 'utf8').split('\n')
  assert.is(rule.place.page, 'kb/01_baking/bread.md')
  assert.is(page[rule.place.line - 1], '```yaml rule')
  assert.is(page[rule.must[0]!.place.line - 1], 'must: ["self.precededBy(proof)"]')
  assert.equal(rule.message, [{ value: 'subject' }, ' goes into the oven before the dough has risen'])
  assert.equal(rule.fixes[0]!.edit, { insertBefore: { op: { op: 'literal', value: 'proof' } } })
})

test('tables, sets and patterns are data', async () => {
  const { base } = await compileBase({ kb })
  const steps = base.tables[0]!
  assert.equal({ ...steps.rows }['proof'], { op: 'proof', class: ['dough', 'rest'], minutes: 60 })
  const resting = base.selectors.find(({ name }) => name === 'resting')!
  assert.ok(JSON.stringify(resting.expression).includes('["proof","cool"]'))
  assert.is(base.patterns[0]!.rows[0]!.pattern, '\\b(mix|stir)\\b')
  assert.equal(
    base.patterns.map(({ id }) => id),
    ['labels.op', 'labels.celsius'],
  )
})

test('what is loaded is what was compiled', async () => {
  await withCopy(async (folder) => {
    const { files, base } = await compileBase({ kb })
    await writeGenerated(files, join(folder, 'generated'))
    const loaded = loadBase(join(folder, 'generated'))
    assert.equal(Object.keys(loaded).sort(), Object.keys(base).sort())
    for (const [key, value] of Object.entries(base)) {
      const plain = (part: unknown): unknown => JSON.parse(JSON.stringify(part))
      assert.equal(plain(loaded[key as keyof typeof loaded]), plain(value), key)
    }
  })
})

test('every word is described by a whole sentence', async () => {
  const { base } = await compileBase({ kb })
  const cut = base.words.filter(({ description }) => !description.endsWith('.'))
  assert.equal(
    cut.map(({ scope, name }) => `${scope}.${name}`),
    [],
  )
})

test('a base that is missing or of another version is refused with a way out', async () => {
  await withCopy(async (folder) => {
    assert.throws(() => loadBase(join(folder, 'generated')), /run kb compile/)
    const { files } = await compileBase({ kb })
    files.set('index.json', files.get('index.json')!.replace(/"version": \d+/, '"version": 0'))
    await writeGenerated(files, join(folder, 'generated'))
    assert.throws(() => loadBase(join(folder, 'generated')), /another version/)
  })
})

test('the same pages give the same bytes wherever they lie and however their lines end', async () => {
  await withCopy(async (folder) => {
    const there = join(folder, 'kb')
    for (const page of ['00_recipe/steps.md', '01_baking/bread.md']) {
      const text = readFileSync(join(there, page), 'utf8')
      writeFileSync(join(there, page), `\ufeff${text.replace(/\n/g, '\r\n')}`)
    }
    const [one, two] = [await compileBase({ kb }), await compileBase({ kb: there })]
    assert.equal([...two.files], [...one.files])
    assert.equal(two.diagnostics, [])
  })
})

test('a changed page changes the digest', async () => {
  await withCopy(async (folder) => {
    const page = join(folder, 'kb/01_baking/bread.md')
    const before = (await compileBase({ kb: join(folder, 'kb') })).base.digest
    writeFileSync(page, `${readFileSync(page, 'utf8')}\nOne more sentence.\n`)
    assert.is.not((await compileBase({ kb: join(folder, 'kb') })).base.digest, before)
  })
})

test('a deleted rule block takes its rule along and leaves the others as they were', async () => {
  await withCopy(async (folder) => {
    const page = join(folder, 'kb/01_baking/bread.md')
    const text = readFileSync(page, 'utf8')
    const start = text.indexOf('```yaml rule\nid: bread/hot-oven')
    const end = text.indexOf('## A loaf is never cut')
    const removed = text.slice(start, end)
    writeFileSync(page, text.slice(0, start) + removed.replace(/[^\n]/g, '') + text.slice(end))
    const whole = await compileBase({ kb })
    const less = await compileBase({ kb: join(folder, 'kb') })
    assert.equal(
      less.diagnostics.map(({ code, line }) => [code, line]),
      [['law/bare-sentence', 46]],
      'its heading still states the law, which nothing enforces any more',
    )
    assert.equal(
      less.base.rules,
      whole.base.rules.filter(({ id }) => id !== 'bread/hot-oven'),
    )
  })
})

test.run()
