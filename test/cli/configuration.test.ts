// Every command follows `kb.config.json`, from the folder that holds it and from below.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeBase } from './base.js'
import { inFolder, isCalm, kb, runningKb } from './kb.js'

/** A house that extends a bakery beside it, its pages and its base under names of their own. */
const inHouse = (use: (bakery: string, house: string) => Promise<void>) =>
  inFolder(async (folder) => {
    const [bakery, house] = [join(folder, 'bakery'), join(folder, 'house')]
    writeBase(bakery)
    mkdirSync(join(house, 'plans'), { recursive: true })
    configure(house, {})
    await use(bakery, house)
  })

const configure = (house: string, more: object) =>
  writeFileSync(
    join(house, 'kb.config.json'),
    JSON.stringify({ extends: '../bakery', kb: 'pages', generated: 'base', ...more }),
  )

const rye = (house: string): string => join(house, 'pages/02_baking/rye.md')

test('pages are made, laid out, tested, covered and documented where the configuration says', () =>
  inHouse(async (_bakery, house) => {
    const cwd = join(house, 'plans')
    const started = await kb(['new', 'page', '02/rye'], { cwd })
    assert.is(started.code, 0, started.err)
    assert.match(started.out, /^pages\/02_baking\/rye\.md begins with the rule rye\/first-rule/)
    const added = await kb(['new', 'rule', 'oven/steam', '--page', 'rye'], { cwd })
    assert.match(added.out, /^pages\/02_baking\/rye\.md now ends with the rule oven\/steam/)
    const taken = await kb(['new', 'rule', 'oven/hot'], { cwd })
    assert.match(taken.err, /`oven\/hot` is a rule already: \.\.\/bakery\/kb\/02_baking\/ovens\.md:24/)
    const homeless = await kb(['new', 'rule', 'hot/tin'], { cwd })
    assert.match(homeless.err, /`hot` is a new family/)

    const text = readFileSync(rye(house), 'utf8')
    assert.is((await kb(['fmt', '--check'], { cwd })).code, 0)
    writeFileSync(rye(house), text.replace('severity: ', 'severity:    '))
    assert.is((await kb(['fmt'], { cwd })).out, 'pages/02_baking/rye.md\n')
    assert.is(readFileSync(rye(house), 'utf8'), text)

    const [compiled, tested, covered, documented] = [
      await kb(['compile'], { cwd }),
      await kb(['test', '--format', 'github'], { cwd, env: { GITHUB_WORKSPACE: house } }),
      await kb(['coverage'], { cwd }),
      await kb(['docs'], { cwd }),
    ]
    assert.is(compiled.code, 0, compiled.out)
    assert.match(tested.out, /^::error file=pages\/02_baking\/rye\.md,line=\d+,title=oven\/steam::/m)
    assert.match(covered.out, /pages\/02_baking\/rye\.md/)
    assert.not.match(covered.out, /ovens\.md/)
    assert.is(documented.code, 0, documented.out)
    assert.match(readFileSync(join(house, 'docs/bibliography.md'), 'utf8'), /hamelman/)
    const schema = await kb(['schema', 'plan'], { cwd })
    assert.is(schema.out, readFileSync(join(house, 'base/plan.schema.json'), 'utf8'))
    const diagnosed = await kb(['diagnose', 'KV cache runs out of memory'], { cwd })
    assert.match(diagnosed.out, /^Nothing in the knowledge base fits/, 'by the base of bread')
    assert.not.ok(existsSync(join(cwd, 'docs')))
  }))

test('what a given base traces is no fault of the lists of the author', () =>
  inHouse(async (bakery, house) => {
    writeBase(bakery, (page) => page.replace('message: "{{subject}}', 'traces: [B1]\nmessage: "{{subject}}'))
    const columns = ['item', 'title', 'page', 'dropped']
    mkdirSync(join(house, 'pages'))
    writeFileSync(
      join(house, 'pages/traceability.md'),
      `---
type: reference
title: Lists
---

# Lists

\`\`\`yaml facts
id: wishes
claims: false
key: item
columns: { ${columns.map((name) => `${name}: { type: text }`).join(', ')} }
\`\`\`

| ${columns.map((name) => `\`${name}\``).join(' | ')} |
| --- | --- | --- | --- |
| oven/hot | heat comes first | | |
`,
    )
    const run = await kb(['docs'], { cwd: house })
    assert.is(run.out, '2 documents, 0 open items\n', 'and our rule may carry their item')
    assert.is(run.code, 0)
  }))

test('a watching compiler follows the configuration and the base that it extends', () =>
  inHouse(async (bakery, house) => {
    const watcher = runningKb(['compile', '--watch'], join(house, 'plans'))
    await watcher.said(/^Compiled 0 pages, 1 rules.*\n$/)
    const rules = () => readFileSync(join(house, 'base/rulings.json'), 'utf8')
    assert.match(rules(), /heat >= 200/)

    writeBase(bakery, (page) => page.replace('heat >= 200', 'heat >= 210'))
    assert.match(await watcher.said(/Compiled/), /must: `heat >= 200` is now `heat >= 210`\n/)
    assert.match(rules(), /heat >= 210/)

    configure(house, { generated: 'elsewhere' })
    assert.match(await watcher.said(/Compiled/), /^Nothing changed in meaning\.\nCompiled 0 pages/)
    assert.is(readFileSync(join(house, 'elsewhere/rulings.json'), 'utf8'), rules())

    configure(house, { extends: '../none' })
    assert.match(
      await watcher.said(/stays as it was\.\n$/),
      /^kb\.config\.json:1:\d+ error config\/no-base .*`\.\.\/none`/,
    )
    const ended = await watcher.end('SIGINT')
    assert.ok(isCalm(ended), ended.err)
    assert.is(ended.code, 0)
  }))

test('a configuration that is no JSON is shown by the compiler, and named by the others', () =>
  inHouse(async (_bakery, house) => {
    writeFileSync(join(house, 'kb.config.json'), '{ "kb": ')
    const [compiled, annotated, formatted] = await Promise.all([
      kb(['compile'], { cwd: house }),
      kb(['compile', '--format', 'github'], { cwd: join(house, 'plans'), env: { GITHUB_WORKSPACE: house } }),
      kb(['fmt'], { cwd: house }),
    ])
    assert.is(compiled.code, 1)
    assert.match(compiled.out, /^kb\.config\.json:1:\d+ error /)
    assert.match(annotated.out, /^::error file=kb\.config\.json,line=1,/)
    assert.is(formatted.code, 2)
    assert.match(formatted.err, /`kb\.config\.json` cannot be read as JSON\.\n +`kb compile` shows where/)
  }))

test.run()
