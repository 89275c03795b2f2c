// A base that extends another: the laws hold over the union, and what is given cannot be edited.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Compilation, compileBase } from '../../src/compile/index.js'

const bakery = fileURLToPath(new URL('../bases/bakery', import.meta.url))
type Files = Readonly<Record<string, string | object>>

/** Compiles the folder `house` beside a copy of the bakery; objects are written as JSON. */
async function compiled(files: Files, project = 'house'): Promise<Compilation> {
  const folder = mkdtempSync(join(tmpdir(), 'kb-extend-'))
  try {
    cpSync(bakery, join(folder, 'bakery'), { recursive: true })
    for (const [name, content] of Object.entries({
      'house/kb.config.json': { extends: '../bakery' },
      ...files,
    })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      const text = typeof content === 'string' ? content : JSON.stringify(content)
      writeFileSync(join(folder, name), text)
    }
    return await compileBase({ project: join(folder, project) })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const page = (body: string) => `---\ntype: rules\ntitle: House\n---\n\n# House\n\n${body}\n`
const rows = (body: string, table = 'steps') =>
  page(
    `\`\`\`yaml facts\nextends: ${table}\n\`\`\`\n\n| \`op\` | \`class\` | \`minutes\` |\n| --- | --- | --- |\n${body}`,
  )
const rule = (id: string, must: string, examples: readonly [pass: string, fail: string]) =>
  page(`## ${id} is so

\`\`\`yaml rule
id: ${id}
severity: warning
kind: wisdom
scope: node
must: ["${must}"]
message: "{{subject}}"
\`\`\`

\`\`\`yaml example
- { title: kept, facts: { ${examples[0]} }, expect: pass }
- { title: broken, facts: { ${examples[1]} }, expect: fail }
\`\`\``)

const told = ({ diagnostics }: Compilation) =>
  diagnostics.map(
    ({ page, line, code, message, hint }) => `${page}:${line} ${code} ${message}${hint ? ` (${hint})` : ''}`,
  )

test('the union has the pages of both, each under its name', async () => {
  const { base, coverage, diagnostics } = await compiled({
    'house/kb/00_house.md': rows('| `steam` | `bake` | 5 |'),
    'house/kb/01_house.md': rule('house/short', 'celsius <= 300', ['celsius: 230', 'celsius: 400']),
  })
  assert.equal(diagnostics, [])
  assert.equal({ ...base.tables[0]!.rows }['steam'], { op: 'steam', class: ['bake'], minutes: 5 })
  const pages = new Set(base.rules.map(({ place }) => place.page))
  assert.equal([...pages].sort(), ['../bakery/kb/01_baking/bread.md', 'kb/01_house.md'])
  assert.equal(
    coverage.map((each) => each.page),
    ['kb/00_house.md', 'kb/01_house.md'],
  )
  assert.not.ok('changes' in base)
})

test('added rows cite as the table does: by row or in the prose of their section', async () => {
  const cited = `---
type: rules
title: House
sources:
  - { id: baker, title: What the baker said, resource: https://example.org/baker }
  - { id: miller, title: What the miller said, resource: https://example.org/miller }
---

# House

He said so.%s

\`\`\`yaml facts
extends: flours
\`\`\`

| \`name\` | \`from\` |
| --- | --- |
| spelt | %t |

[^baker]: In passing.
`
  const flours = (source: string) => `---
type: rules
title: Flours
sources: [{ id: mill, title: A mill, resource: https://example.org/mill }]
---

# Flours

Milled.[^mill]

\`\`\`yaml facts
id: flours
key: name
${source}columns: { name: { type: text }, from: { type: text } }
\`\`\`

| \`name\` | \`from\` |
| --- | --- |
| rye | mill |

[^mill]: Page 1.
`
  const found = async (source: string, prose: string, cell: string) =>
    compiled({
      'bakery/kb/00_flours.md': flours(source),
      'house/kb/00_house.md': cited.replace('%s', prose).replace('%t', cell),
    })
  const byRow = await found('source: from\n', '[^baker]', 'miller')
  assert.equal(told(byRow), [])
  assert.equal(byRow.base.tables.find(({ id }) => id === 'flours')!.cites, ['mill', 'baker', 'miller'])
  const elsewhere = await found('source: from\n', '[^baker]', 'mill')
  assert.match(told(elsewhere).join('\n'), /kb\/00_house\.md:\d+ source\/unknown .*`mill`/)
  const nowhere = await found('', '', 'miller')
  assert.match(told(nowhere).join('\n'), /^kb\/00_house\.md:\d+ law\/uncited-table .*`flours`/m)
})

test('added rows count in the sets that rules of the extended base use', async () => {
  const resting = (each: Compilation) =>
    JSON.stringify(each.base.selectors.find(({ name }) => name === 'resting')!.expression)
  const { base, ...rest } = await compiled({ 'house/kb/00_house.md': rows('| `chill` | `rest` | 600 |') })
  assert.match(resting({ base, ...rest }), /\["proof","cool","chill"\]/)
})

const refusedRows: readonly (readonly [name: string, content: string, says: RegExp])[] = [
  [
    '00_house.md',
    rows('| `proof` | `rest` | 5 |'),
    /table\/duplicate-key .*`proof` already has a row in \.\.\/bakery\/kb\/00_recipe\/steps\.md:\d+/,
  ],
  [
    '01_house.md',
    rows('| `steam` | `bake` | 5 |'),
    /table\/stratum .*is of stratum 00_recipe and cannot rest on rows of the higher 01_house/,
  ],
  ['00_house.md', rows('| `steam` | `bake` | soon |'), /table\/cell `minutes` must be/],
  [
    '00_house.md',
    rows('| `steam` | `bake` | 5 |', 'stepz'),
    /table\/unknown There is no table `stepz`.*did you mean `steps`/,
  ],
  [
    '00_house.md',
    page('```yaml facts\nextends: steps\nkey: op\n```\n\n| `op` |\n| --- |\n| a |'),
    /schema\/value `key`.*/,
  ],
]

test('rows that do not fit are refused where they stand', async () => {
  for (const [name, content, says] of refusedRows) {
    const lines = told(await compiled({ [`house/kb/${name}`]: content }))
    assert.is(lines.length, 1, lines.join('\n'))
    assert.match(lines[0]!, says)
    assert.ok(lines[0]!.startsWith(`kb/${name}:`))
  }
})

test('names are unique over the union, and rules must not contradict or repeat', async () => {
  const twice = told(
    await compiled({
      'house/kb/01_house.md': rule('bread/hot-oven', 'celsius < 3', ['celsius: 1', 'celsius: 5']),
    }),
  )
  assert.match(
    twice[0]!,
    /^kb\/01_house\.md:\d+ name\/duplicate .*`bread\/hot-oven` is already declared in \.\.\/bakery/,
  )
  const lines = told(
    await compiled({
      'house/kb/01_house.md': rule('house/warm', 'celsius >= 100', ['celsius: 230', 'celsius: 20']),
      'house/kb/02_house.md': rule('house/again', 'celsius >= 100', ['celsius: 230', 'celsius: 20']),
    }),
  )
  assert.match(lines.join('\n'), /^kb\/0\d_house\.md:\d+ law\/duplicate/m)
  const against = await compiled({
    'house/kb/01_house.md': rule('house/cold', 'celsius < 100', ['celsius: 20', 'celsius: 230']),
  })
  const place = /kb\/01_house\.md:\d+ law\/(maybe-)?contradicting .*`bread\/hot-oven`.*\.\.\/bakery/
  assert.match(told(against).join('\n'), place, 'told at the rule that its author can edit')
})

const off = (reason = 'we like it so') => ({ off: true, reason })

test('rules are switched off and get another severity, with a reason', async () => {
  const soft = await compiled({})
  const kinds = new Map(soft.base.rules.map(({ id, kind }) => [id, kind]))
  const hard = [...kinds].find(([, kind]) => kind === 'hard')![0]
  const advice = [...kinds].filter(([, kind]) => kind !== 'hard').map(([id]) => id)
  assert.ok(advice.length > 0)
  const changed = await compiled({
    'house/kb.config.json': { extends: '../bakery', rules: { [advice[0]!]: off() } },
  })
  assert.equal(told(changed), [])
  assert.not.ok(changed.base.rules.some(({ id }) => id === advice[0]))
  assert.not.ok(changed.examples.some((example) => example.rule === advice[0]))
  const [change] = changed.base.changes!
  assert.equal([change!.rule, change!.to, change!.reason], [advice[0], 'off', 'we like it so'])
  assert.is.not(changed.base.digest, soft.base.digest)
  for (const [rules, says] of [
    [{ [hard]: off() }, /config\/hard .*neither be switched off nor weakened/],
    [{ [hard]: { severity: 'info', reason: 'it is loud' } }, /config\/hard/],
    [{ 'bread/hot-ovn': off() }, /rule\/unknown .*did you mean `bread\/hot-oven`/],
    [{ [advice[0]!]: off(' ') }, /schema\/value .*reason/],
    [{ [advice[0]!]: { reason: 'only a reason' } }, /schema\/value .*/],
    [{ [advice[0]!]: { ...off(), severity: 'info' } }, /schema\/value .*/],
    [{ [advice[0]!]: { off: true } }, /schema\/missing-key .*`reason`/],
  ] as const) {
    const lines = told(await compiled({ 'house/kb.config.json': { extends: '../bakery', rules } }))
    assert.ok(
      lines.length > 0 && lines.every((line) => line.startsWith('kb.config.json:1 ')),
      lines.join('\n'),
    )
    assert.match(lines.join('\n'), says)
  }
})

test('a base may extend one that extends another, and circles are told', async () => {
  const chain = await compiled(
    {
      'team/kb.config.json': { extends: '../house', generated: 'out' },
      'house/kb/00_house.md': rows('| `steam` | `bake` | 5 |'),
      'team/kb/01_team.md': rule('team/short', 'celsius <= 300', ['celsius: 230', 'celsius: 400']),
    },
    'team',
  )
  assert.equal(told(chain), [])
  const pages = JSON.parse(chain.files.get('index.json')!) as { pages: string[] }
  assert.equal(pages.pages, [
    '../bakery/kb/00_recipe/steps.md',
    '../bakery/kb/01_baking/bread.md',
    '../house/kb/00_house.md',
    'kb/01_team.md',
  ])
  assert.match(chain.out!, /team.out$/)
  const circle = await compiled({
    'house/kb.config.json': { extends: '../team' },
    'house/kb/00_house.md': page('Nothing.'),
    'team/kb.config.json': { extends: '../house' },
  })
  assert.match(told(circle).join('\n'), /config\/circle The bases extend each other: house → team → house/)
})

test('a configuration that cannot be read is told at its place', async () => {
  for (const [content, says] of [
    ['{ "extends": "../bakery" ', /kb\.config\.json:1 yaml\/syntax/],
    ['extends: ../bakery', /config\/unreadable/],
    [{ extends: 'bakery' }, /schema\/value `extends` cannot be written "bakery"/],
    [{ extends: '../nowhere' }, /config\/no-base There is no base in `\.\.\/nowhere`/],
    [{ kb: 'pages' }, /config\/no-pages There is no folder `pages`/],
    [{ extend: '../bakery' }, /schema\/unknown-key .*did you mean `extends`/],
    [{ extends: '../bakery', generated: '../out' }, /schema\/value `generated`/],
    [{ extends: '../bakery', kb: '/etc' }, /schema\/value `kb`/],
  ] as const) {
    const lines = told(
      await compiled({ 'house/kb.config.json': content, 'house/kb/00_house.md': page('Nothing.') }),
    )
    assert.match(lines.join('\n'), says)
  }
})

test.run()
