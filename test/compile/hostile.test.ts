// Pages made to hang, crash or deceive the compiler: each is refused at its place, and the other pages are read.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compileBase } from '../../src/compile/index.js'

const front = '---\ntype: rules\ntitle: A page\n---\n\n'
const fine = `${front}\`\`\`yaml selector\nfine: "inDegree > 0"\n\`\`\`\n`

/** Codes of the diagnostics of a base with a fine page and the pages given, which must not keep it from being read. */
async function codes(
  pages: Readonly<Record<string, string | Buffer>>,
  prepare?: (kb: string) => void,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kb-hostile-'))
  try {
    const stratum = join(folder, 'kb', '00_base')
    mkdirSync(stratum, { recursive: true })
    for (const [name, content] of Object.entries({ ...pages, 'fine.md': fine })) {
      writeFileSync(join(stratum, name), content)
    }
    prepare?.(join(folder, 'kb'))
    const { diagnostics, base } = await compileBase({ kb: join(folder, 'kb') })
    assert.ok(base.selectors.some(({ name }) => name === 'fine'))
    return diagnostics.map(({ page, code }) => `${page.slice(page.lastIndexOf('/') + 1)} ${code}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('nesting without end', async () => {
  const found = await codes({
    'lists.md': `${front}${'- '.repeat(3000)}x\n`,
    'quotations.md': `${front}${'> '.repeat(6000)}x\n`,
    'yaml.md': `${front}\`\`\`yaml selector\n${'- '.repeat(3000)}x\n\`\`\`\n`,
  })
  assert.ok(found.includes('lists.md page/unreadable'))
  assert.ok(found.includes('quotations.md page/unreadable'))
  assert.ok(found.includes('yaml.md yaml/too-deep'))
})

test('bytes that are no text, and too many of them', async () => {
  const found = await codes({
    'binary.md': Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]),
    'long.md': 'x'.repeat(2_000_001),
  })
  assert.equal(found, ['binary.md page/unreadable', 'long.md page/unreadable'])
})

test('a link that leads outside of the base', async () => {
  const found = await codes({}, (kb) => {
    writeFileSync(join(kb, '..', 'secret.md'), fine.replace('fine', 'secret'))
    symlinkSync(join(kb, '..', 'secret.md'), join(kb, '00_base', 'secret.md'))
  })
  assert.equal(found, ['secret.md page/unreadable'])
})

test('pipes, links in a circle and folders in the place of pages', async () => {
  const found = await codes({}, (kb) => {
    const stratum = join(kb, '00_base')
    if (spawnSync('mkfifo', [join(stratum, 'a.md')]).status !== 0) mkdirSync(join(kb, '01_a.md'))
    symlinkSync('b.md', join(stratum, 'b.md'))
    mkdirSync(join(kb, '02_c.md'))
  })
  assert.equal(
    found.map((each) => each.slice(each.indexOf(' '))),
    Array(3).fill(' page/unreadable'),
  )
})

test('a message that is a program', async () => {
  const rule = ['id: a/b', 'severity: info', 'kind: wisdom', 'scope: node', 'must: ["inDegree > 0"]']
  const message = `message: "${'{{#if op}}'.repeat(20_000)}"`
  const found = await codes({
    'message.md': `${front}\`\`\`yaml rule\n${[...rule, message].join('\n')}\n\`\`\`\n`,
  })
  assert.equal(found, ['message.md schema/value'])
})

test('thousands of keys, one of them twice', async () => {
  const keys = Array.from({ length: 5000 }, (_, i) => `s${i}: "inDegree > 0"`)
  const found = await codes({
    'keys.md': `${front}\`\`\`yaml selector\n${[...keys, 's7: "true"'].join('\n')}\n\`\`\`\n`,
  })
  assert.equal(found, ['keys.md yaml/duplicate-key'])
})

test('an expression that is a program or has no end', async () => {
  const texts = [
    'process.exit(1)',
    "op.constructor.constructor('x')()",
    '`$(1)`',
    '('.repeat(2000),
    '!'.repeat(3999),
  ]
  const lines = texts.map((text, index) => `s${index}: ${JSON.stringify(text)}`)
  const found = await codes({ 'program.md': `${front}\`\`\`yaml selector\n${lines.join('\n')}\n\`\`\`\n` })
  const reported = found.filter((code) => /^program\.md expression\//.test(code))
  assert.ok(reported.length >= texts.length)
  assert.is(reported.length, found.length)
})

test.run()
