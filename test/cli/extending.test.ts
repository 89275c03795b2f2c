// docs/extending.md does what it says: its files are written, its calls are run, and what it shows comes out.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCandidate } from '../../src/candidate/read.js'
import { loadBase } from '../../src/knowledge/load.js'
import { inFolder, isCalm, kb, root } from './kb.js'

const document = readFileSync(join(root, 'docs/extending.md'), 'utf8')
const fences = [...document.matchAll(/(?:<!-- file: (\S+) -->\n)?^(`{3,})(\w+)\n([\s\S]*?)^\2$/gm)].map(
  ([, file, , language, content]) => ({ file, language, content: content! }),
)

interface Call {
  readonly command: string
  readonly expected: string
}

const callsOf = (content: string): Call[] =>
  content
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command, ...expected] = text.split('\n')
      return { command: command!, expected: expected.join('\n').trim() }
    })

/** What a person sees is the text, with anything in place of an ellipsis; lines between those shown may be more. */
function shows(output: string, expected: string): boolean {
  let at = 0
  for (const part of expected.split(/…|\n/).map((text) => text.trim())) {
    const found = output.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return true
}

test('the example of docs/extending.md, from its files to its verdicts', () =>
  inFolder(async (folder) => {
    const written: string[] = []
    let calls = 0
    for (const { file, language, content } of fences) {
      if (file !== undefined) {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), content)
        written.push(file)
      }
      for (const { command, expected } of language === 'console' ? callsOf(content) : []) {
        const parts = /^(?:cd (\S+) && )?npx kb (.+)$/.exec(command)
        assert.ok(parts, command)
        const ran = await kb(parts[2]!.split(' '), { cwd: join(folder, parts[1] ?? '') })
        assert.ok(isCalm(ran), ran.err)
        assert.ok(shows(ran.out, expected), `${command}\n${ran.out}${ran.err}\nshould show\n${expected}`)
        calls++
      }
    }
    assert.ok(written.includes('kb.config.json') && calls >= 6, 'the document has its example')
    await foundFrom(folder)
  }))

/** The base is found from below the folder of its configuration, and its generated files name no absolute path. */
async function foundFrom(folder: string): Promise<void> {
  const below = join(folder, 'plans', 'old')
  mkdirSync(below, { recursive: true })
  const [rules, facts, coverage, stale, own] = await Promise.all([
    kb(['rules', 'acme/'], { cwd: below }),
    kb(['facts', 'rack'], { cwd: below }),
    kb(['coverage'], { cwd: below }),
    kb(['compile', '--check'], { cwd: below }),
    kb(['rules', 'acme/', '--base', join(root, 'generated')], { cwd: below }),
  ])
  assert.match(rules.out, /acme\/fits-rack +error +engine +phase/)
  assert.match(facts.out, /cluster\.rack/)
  assert.match(coverage.out, /kb\/07_acme_racks\.md +1 +0 +0/)
  assert.not.match(coverage.out, /shardwright\/kb/, 'the coverage of ours is not the concern of its author')
  assert.is(stale.code, 0, stale.out + stale.err)
  assert.is(own.out, '', '--base goes before the configuration')
  for (const name of ['index.json', 'rules.json', 'facts.json'])
    assert.not.ok(readFileSync(join(folder, 'generated', name), 'utf8').includes(root.slice(0, -1)), name)
  const off = await kb(['explain', 'dcp/instead-of-copies'], { cwd: below })
  assert.is(off.code, 2)
  assert.match(off.err, /switched off: Our engine has no[\s\S]*See kb\.config\.json:8/)
  const drawn = readCandidate('digraph { a [label="NQK 3"] }', 'drawing', loadBase(join(folder, 'generated')))
  assert.is(drawn.nodes[0]!.op, 'norm_qkv', 'a pattern of their own fills what ours leave open')
  rmSync(join(folder, 'generated'), { recursive: true })
  const missing = await kb(['rules'], { cwd: below })
  assert.is(missing.code, 2)
  assert.match(missing.err, /generated\/index\.json is missing: run kb compile/)
}

test.run()
