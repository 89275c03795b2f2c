// A compiler that remembers must answer as one that does not, whatever is edited between two runs.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compileBase, Memory } from '../../src/compile/index.js'
import { inFolder, root } from '../cli/kb.js'

/** Edits of one page: what is found is replaced where it stands for the n-th time. */
const edits: readonly (readonly [from: RegExp, to: string])[] = [
  [/^# /m, 'A line above.\n\n# '],
  [/severity: error/g, 'severity: warning'],
  [/minimum: \d+/g, 'minimum: 3'],
  [/type: integer/g, 'type: number'],
  [/title: /g, 'title: another '],
  [/"op == '(\w+)'"/g, `"op == '$1' && known(title)"`],
  [/^id: (\S+)$/gm, 'id: $1x'],
  [/\| `rest`/g, '| `work`'],
  [/ > /g, ' >= '],
  [/ == /g, ' =='],
  [/^```yaml rule[\s\S]*?^```$/gm, ''],
  [/^```$/gm, ''],
  [/\[\^([\w-]+)\]/g, '[^other]'],
  [/ \| \d+ \|/g, ' | 7 |'],
  [/^\| `\w+` \|/gm, '| `other` |'],
  [/^(aliases|sets): .*$/gm, ''],
  [/is: /g, 'is: known(op) && '],
  [/symptoms:/g, 'hides: [unheard-of]\nsymptoms:'],
  [/^( +)else: .*$/gm, '$1else: 3'],
  [/^expression: (.*)$/gm, 'expression: ($1) + 0'],
  [/description: /g, 'description: Another. '],
]

interface Edit {
  readonly page: number
  readonly edit: number
  readonly nth: number
}

const anEdit = fc.record({
  page: fc.nat(20),
  edit: fc.nat(edits.length - 1),
  nth: fc.nat(12),
})

function apply(text: string, { edit, nth }: Edit): string {
  const [from, to] = edits[edit]!
  let count = 0
  return text.replace(from, (found: string, ...groups: unknown[]) => {
    const group = typeof groups[0] === 'string' ? groups[0] : ''
    return count++ === nth || !from.global ? to.replace('$1', group) : found
  })
}

/** Makes edits one after the other in a copy of some pages, and compiles after each with a memory and without one. */
async function rememberedEqualsFresh(origin: string, folder: string, steps: readonly Edit[]): Promise<void> {
  const kb = join(folder, 'kb')
  cpSync(origin, kb, { recursive: true })
  const pages = (readdirSync(kb, { recursive: true, encoding: 'utf8' }) as string[])
    .filter((path) => path.endsWith('.md'))
    .sort()
  const memory = new Memory()
  await compileBase({ kb }, memory)
  for (const step of steps) {
    const path = join(kb, pages[step.page % pages.length]!)
    writeFileSync(path, apply(readFileSync(path, 'utf8'), step))
    const [known, fresh] = [await compileBase({ kb }, memory), await compileBase({ kb })]
    assert.equal(known.diagnostics, fresh.diagnostics)
    assert.equal([...known.files], [...fresh.files])
    assert.equal(known.coverage, fresh.coverage)
  }
}

for (const name of ['bakery', 'workshop']) {
  test(`${name}: after any edits a run with a memory equals a run without one`, async () => {
    const origin = join(root, 'test/bases', name, 'kb')
    await fc.assert(
      fc.asyncProperty(fc.array(anEdit, { minLength: 1, maxLength: 5 }), (steps) =>
        inFolder((folder) => rememberedEqualsFresh(origin, folder, steps)),
      ),
      { numRuns: 15 },
    )
  })
}

test('after any edits of our own pages a run with a memory equals a run without one', async () => {
  const wide = fc.record({ page: fc.nat(200), edit: fc.nat(edits.length - 1), nth: fc.nat(40) })
  await fc.assert(
    fc.asyncProperty(fc.array(wide, { minLength: 3, maxLength: 3 }), (steps) =>
      inFolder((folder) => rememberedEqualsFresh(join(root, 'kb'), folder, steps)),
    ),
    // Each edit takes a whole compilation of our base beside.
    { numRuns: 1 },
  )
})

test('after edits of our own pages a run with a memory equals a run without one', () =>
  inFolder(async (folder) => {
    const kb = join(folder, 'kb')
    cpSync(join(root, 'kb'), kb, { recursive: true })
    const memory = new Memory()
    await compileBase({ kb }, memory)
    const edit = async (name: string, from: RegExp, to: string) => {
      const path = join(kb, name)
      const text = readFileSync(path, 'utf8')
      assert.match(text, from)
      writeFileSync(path, text.replace(from, to))
      return compileBase({ kb }, memory)
    }
    const ranks = '04_parallel_primitives/ranks_and_groups.md'
    await edit('05_parallelism_by_module/ffn_parallelism.md', /$/, '\nA remark.\n')
    // A word that rules, formulas and examples of other pages use is called something else, a line further down.
    const renamed = await edit(ranks, /^( {2})pp: \{/m, '  # Called otherwise.\n$1ppx: {')
    assert.ok(renamed.diagnostics.length > 50)
    await edit(ranks, /^ {2}# Called otherwise\.\n( {2})ppx: \{/m, '$1pp: {')
    // And at last one of them is a number with a part, and a rule has another id than others call it by.
    await edit(ranks, /^( {2}ep: \{ type: )integer/m, '$1number')
    const last = await edit('00_candidate/graph_structure.md', /^id: graph\/no-edges$/m, 'id: graph/edgeless')
    const again = await compileBase({ kb })
    assert.equal(last.diagnostics, again.diagnostics)
    assert.equal([...last.files], [...again.files])
    assert.equal(last.coverage, again.coverage)
  }))

test('a page that is gone is forgotten, and one that comes back is read again', () =>
  inFolder(async (folder) => {
    const kb = join(folder, 'kb')
    cpSync(join(root, 'test/bases/bakery/kb'), kb, { recursive: true })
    const memory = new Memory()
    const before = await compileBase({ kb }, memory)
    const page = join(kb, '01_baking/bread.md')
    const text = readFileSync(page, 'utf8')
    rmSync(page)
    const without = await compileBase({ kb }, memory)
    assert.ok(without.base.rules.length < before.base.rules.length)
    assert.equal(without.diagnostics, (await compileBase({ kb })).diagnostics)
    writeFileSync(page, text)
    assert.equal([...(await compileBase({ kb }, memory)).files], [...before.files])
  }))

test.run()
