import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compareGenerated, type Written, writeGenerated } from '../../src/compile/index.js'

let folder = ''
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'kb-write-'))
})
test.after.each(() => rmSync(folder, { recursive: true }))

const old = new Map([
  ['index.json', '{ "digest": "old" }\n'],
  ['rules.json', 'old rules\n'],
])

function content(out: string): Map<string, string> {
  return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')]))
}

test('the folder holds exactly the files, and nothing is left beside it', async () => {
  const out = join(folder, 'generated')
  await writeGenerated(old, out)
  assert.equal(content(out), old)
  await writeGenerated(new Map([['index.json', 'new\n']]), out)
  assert.equal(content(out), new Map([['index.json', 'new\n']]))
  assert.equal(readdirSync(folder), ['generated'])
})

test('what lies there as it was written is kept, and what somebody changed or took away is written again', async () => {
  const [out, written]: [string, Written] = [join(folder, 'generated'), new Map()]
  const files = new Map([...old, ['words.json', 'words\n'], ['facts.json', 'facts\n']])
  const fileOf = (name: string) => statSync(join(out, name)).ino
  await writeGenerated(files, out, written)
  const kept = fileOf('rules.json')
  appendFileSync(join(out, 'words.json'), 'by hand\n')
  rmSync(join(out, 'facts.json'))
  const changed = new Map([...files, ['index.json', '{ "digest": "new" }\n']])
  await writeGenerated(changed, out, written)
  assert.equal(content(out), changed)
  assert.is(fileOf('rules.json'), kept)
  rmSync(out, { recursive: true })
  await writeGenerated(changed, out, written)
  assert.equal(content(out), changed)
  assert.equal(readdirSync(folder), ['generated'])
})

test('a write that fails half way leaves the old base whole', async () => {
  const out = join(folder, 'generated')
  await writeGenerated(old, out)
  const failing = new Map([
    ['index.json', 'new\n'],
    ['no/such/folder.json', 'new\n'],
  ])
  let failed = false
  await writeGenerated(failing, out).catch(() => {
    failed = true
  })
  assert.ok(failed)
  assert.equal(content(out), old)
  assert.equal(readdirSync(folder), ['generated'])
})

test('what a killed run left behind is removed, and nothing else', async () => {
  mkdirSync(join(folder, '.generated.0123abcd.new'))
  writeFileSync(join(folder, '.generated.0123abcd.new', 'index.json'), 'half')
  mkdirSync(join(folder, '.generated.mine'))
  await writeGenerated(old, join(folder, 'generated'))
  assert.not(existsSync(join(folder, '.generated.0123abcd.new')))
  assert.ok(existsSync(join(folder, '.generated.mine')))
})

test('what is no base is never replaced', async () => {
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src', 'code.ts'), 'precious\n')
  writeFileSync(join(folder, 'notes.txt'), 'precious\n')
  const refusals = ['src', 'notes.txt', '.', 'notes.txt/base'].map((name) =>
    writeGenerated(old, join(folder, name)).then(
      () => 'written',
      (error: Error) => `${error.name}: ${error.message.replaceAll(folder, '')}`,
    ),
  )
  assert.equal(await Promise.all(refusals), [
    'UsageError: `/src` holds something else than a compiled base, which would be lost.',
    'UsageError: `/notes.txt` cannot be written: not a directory.',
    'UsageError: `` holds something else than a compiled base, which would be lost.',
    'UsageError: `/notes.txt/base` cannot be written: not a directory.',
  ])
  assert.equal(readdirSync(folder).sort(), ['notes.txt', 'src'])
  assert.is(readFileSync(join(folder, 'src', 'code.ts'), 'utf8'), 'precious\n')
  assert.is(readFileSync(join(folder, 'notes.txt'), 'utf8'), 'precious\n')
})

test('equal folders do not differ', async () => {
  const out = join(folder, 'generated')
  await writeGenerated(old, out)
  assert.equal(await compareGenerated(old, out), [])
})

test('a difference shows the lines that changed, with those before', async () => {
  const out = join(folder, 'generated')
  await writeGenerated(new Map([['rules.json', 'a\nb\nc\nold\nsame\n']]), out)
  const wanted = new Map([['rules.json', 'a\nb\nc\nnew\nmore\nsame\n']])
  const [difference] = await compareGenerated(wanted, out)
  assert.equal(difference, {
    file: 'rules.json',
    kind: 'stale',
    lines: ['@@ -2 +2 @@', ' b', ' c', '-old', '+new', '+more'],
  })
})

test('missing and superfluous files are told apart', async () => {
  const out = join(folder, 'generated')
  await writeGenerated(new Map([['extra.json', '{}']]), out)
  const differences = await compareGenerated(new Map([['index.json', '{}']]), out)
  assert.equal(
    differences.map(({ file, kind }) => `${kind} ${file}`),
    ['superfluous extra.json', 'missing index.json'],
  )
  const absent = await compareGenerated(old, join(folder, 'nowhere'))
  assert.equal(
    absent.map(({ kind }) => kind),
    ['missing', 'missing'],
  )
})

test.run()
