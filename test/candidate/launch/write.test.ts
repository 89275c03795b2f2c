// Writing is the inverse of reading: what a launch says, it says again after it was written and read.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Candidate } from '../../../src/candidate/candidate.js'
import { type Flag, flagTable } from '../../../src/candidate/launch/flag-table.js'
import { readLaunches } from '../../../src/candidate/launch/index.js'
import { launchersOf } from '../../../src/candidate/launch/launcher.js'
import { quoted, scriptOf, writeLaunch } from '../../../src/candidate/launch/write.js'
import { packageBase } from './base.js'

const base = packageBase()
const mains = launchersOf(base).all.filter(({ main }) => main)
const ofClients = base.tables.find(({ id }) => id === 'clientFlags')!.rows
const flagsOf = (id: string) => flagTable(base.tables.find((table) => table.id === id)!).flags

/** A value of a kind in the words of a command, or none for what stands in files. */
function valuesFor({ kind }: Flag): fc.Arbitrary<string[]> | undefined {
  const number = fc.integer({ min: 1, max: 64 }).map(String)
  switch (kind) {
    case 'switch':
    case 'toggle':
      return fc.constant([])
    case 'integer':
    case 'size':
      return number.map((text) => [text])
    case 'number':
      return fc.constantFrom(['0.5'], ['0.9'])
    case 'text':
    case 'text-or-auto':
      return fc.constantFrom(['fp8'], ['a/b'], ['two words'], ["it's"])
    case 'truth':
      return fc.constantFrom(['true'], ['false'])
    case 'integers':
      return fc.array(number, { minLength: 1, maxLength: 3 })
    case 'list':
      return fc.array(fc.constantFrom('q_proj', 'k_proj'), { minLength: 1, maxLength: 2 })
    case 'json':
      return fc.constantFrom(['{"method":"mtp","num_speculative_tokens":2}'], ['{"a":{"b":"c d"}}'])
    default:
      return undefined
  }
}

async function read(text: string): Promise<Candidate> {
  const candidates = (await readLaunches(text, 'in', base, ''))!
  assert.is(candidates.length, 1, text)
  return candidates[0]!
}

test('a launch that is written and read again says the same', async () => {
  assert.ok(mains.length >= 5)
  for (const launcher of mains) {
    const flags = flagsOf(launcher.flags).filter(
      (flag) =>
        !flag.name.includes('.') &&
        !flag.filed &&
        // A server is not given what measures it.
        !Object.hasOwn(ofClients, flag.name) &&
        !flag.paths.some((path) => /^config\b/.test(path)) &&
        valuesFor(flag),
    )
    const some = fc.subarray([...flags], { maxLength: 12 })
    const launches = some.chain((chosen) =>
      fc.tuple(
        ...chosen.map((flag) =>
          valuesFor(flag)!.map((values) => [flag.name, ...values].map(quoted).join(' ')),
        ),
      ),
    )
    const program = launcher.words[0] === '-m' ? ['python3', ...launcher.words] : launcher.words
    await fc.assert(
      fc.asyncProperty(launches, async (words) => {
        const text = [...program, launcher.positional === undefined ? '' : 'org/model', ...words].join(' ')
        const first = await read(text)
        const written = scriptOf(writeLaunch(first.document as object, launcher, base))
        const second = await read(written)
        assert.equal(second.phases, first.phases, `${text}\n${written}`)
        assert.equal(second.given, first.given, `${text}\n${written}`)
        assert.equal(second.launch?.unknownFlags, [], written)
      }),
      { numRuns: 40 },
    )
  }
})

test('options of a file are written into one', async () => {
  const launcher = mains.find(({ flags }) => flagsOf(flags).some(({ filed }) => filed))!
  const document = { strategy: { tp: 8, enable_attention_dp: true, kv_cache_dtype: 'fp8', surprise: 1 } }
  const written = writeLaunch(document, launcher, base)
  assert.equal(written.left, ['strategy.surprise'])
  const script = scriptOf(written)
  assert.match(script, /^cat > options\.yaml <<'EOF'\n/)
  const { phases } = await read(script)
  assert.equal([phases['decode']!['attentionDpFlag'], phases['decode']!['cacheFormat']], [true, 'fp8'])
})

test('a word is quoted so that a shell reads it back', async () => {
  assert.equal(['a', 'a b', "it's", '$X'].map(quoted), ['a', "'a b'", `'it'"'"'s'`, "'$X'"])
})

test.run()
