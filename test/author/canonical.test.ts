import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parse, stringify } from 'yaml'
import { canonicalYaml } from '../../src/author/canonical.js'
import { blockShapes, formatPage } from '../../src/author/format.js'
import { compileBase } from '../../src/compile/index.js'
import type { Base } from '../../src/knowledge/base.js'
import { changesBetween } from '../../src/knowledge/changes.js'
import { inFolder, root } from '../cli/kb.js'

const shapes = await blockShapes(join(root, 'rules'))

const cases: readonly (readonly [title: string, kind: keyof typeof shapes, before: string, after: string])[] =
  [
    [
      'keys come in the order of the schema, at every level',
      'rule',
      'must: [ "a" , "b" ]\nid:   x/y\nfix:\n    edit: {set: {z: 1,a: 2}}\n    title: T\nkind: hard',
      'id: x/y\nkind: hard\nmust: ["a", "b"]\nfix:\n  title: T\n  edit: { set: { z: 1, a: 2 } }',
    ],
    [
      'comments move with their key, those apart from it stay on top, those at the end stay there',
      'rule',
      '# about the block\n\n# about kind\nkind: hard   # why hard\n# about id\nid: x/y\n# the end',
      '# about the block\n\n# about id\nid: x/y\n# about kind\nkind: hard # why hard\n# the end',
    ],
    [
      'texts of several lines keep their lines, and quotes stay as they are',
      'example',
      `-   expect: pass\n    dot: |\n        digraph {\n            a -> b\n        }\n    title: 'it''s "so"'\n    says: "a\n      b"`,
      `- title: 'it''s "so"'\n  dot: |\n      digraph {\n          a -> b\n      }\n  expect: pass\n  says: "a\n    b"`,
    ],
    [
      'words of an author keep their order, what is said of each does not',
      'words',
      'words:\n  z: { description: Z., type: integer }\n  a:\n    description: A.\n    type: text\nscope: node',
      'scope: node\nwords:\n  z: { type: integer, description: Z. }\n  a:\n    type: text\n    description: A.',
    ],
    [
      'lists are indented below their key',
      'failure-mode',
      'symptoms:\n- a\n\n\n-    b # b\n# about title\ntitle: T\nid: x',
      'id: x\n# about title\ntitle: T\nsymptoms:\n  - a\n\n  - b # b',
    ],
    [
      'an anchor that would follow its alias keeps its block as it is',
      'rule',
      'must: &m [a]\nwhen: *m',
      'must: &m [a]\nwhen: *m',
    ],
    [
      'brackets over several lines keep them',
      'rule',
      'must: [\n  a,\n  b\n]\nid:  x',
      'id: x\nmust: [\n  a,\n  b\n]',
    ],
    ['an empty value, an empty list', 'rule', 'when:\nid: x\nmust: [ ]', 'id: x\nwhen:\nmust: []'],
  ]

for (const [title, kind, before, after] of cases) {
  test(title, () => {
    const printed = canonicalYaml(before, shapes[kind])
    assert.is(printed, after)
    assert.is(canonicalYaml(printed, shapes[kind]), after)
    assert.equal(parse(printed), parse(before))
  })
}

/** A rule as an author might lay it out: keys in any order, any indentation, block or flow, comments between. */
const aText = fc.oneof(
  fc.constantFrom(
    'a: b',
    '# no',
    '- x',
    'it\'s "so"',
    'two\nlines',
    ' led',
    'trailing ',
    '{{subject}} is',
    '1e3',
    'null',
    '',
  ),
  fc.string({ maxLength: 12 }),
)
const aFix = fc.record(
  {
    title: aText,
    safety: aText,
    edit: fc.record({ set: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), aText) }),
  },
  { requiredKeys: [] },
)
const aRule = fc
  .record(
    {
      id: aText,
      severity: aText,
      requires: fc.array(aText, { maxLength: 3 }),
      when: fc.array(aText, { maxLength: 3 }),
      message: aText,
      engine: fc.record({ name: aText, versions: aText }, { requiredKeys: [] }),
      fix: fc.oneof(aFix, fc.array(aFix, { maxLength: 2 })),
      strange: fc.integer(),
    },
    { requiredKeys: ['id'] },
  )
  .chain((rule) =>
    fc
      .shuffledSubarray(Object.entries(rule), { minLength: 1 })
      .map((entries) => Object.fromEntries(entries) as Record<string, unknown>),
  )

test('whatever an author writes: same value, same comments, keys in order, and nothing to do the second time', () => {
  const order = shapes.rule.keys()
  fc.assert(
    fc.property(
      aRule,
      fc.constantFrom(2, 3, 4),
      fc.boolean(),
      fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
      fc.array(fc.tuple(fc.nat(30), fc.nat(8), fc.boolean()), { maxLength: 4 }),
      (rule, indent, indentSeq, defaultStringType, comments) => {
        const text = stringify(rule, { indent, indentSeq, defaultStringType, lineWidth: 40 }).trimEnd()
        const lines = text.split('\n')
        // A comment may stand on a line of its own before any key of the top level.
        for (const [at, column, blank] of comments) {
          const starts = lines.flatMap((line, i) => (/^[a-z]+:/.test(line) ? [i] : []))
          const line = starts[at % starts.length]!
          lines.splice(line, 0, ...(blank ? [''] : []), `${' '.repeat(column)}# remark ${at} ${column}`)
        }
        const source = lines.join('\n')
        fc.pre(JSON.stringify(parse(source)) === JSON.stringify(parse(text)))
        const printed = canonicalYaml(source, shapes.rule)
        assert.equal(parse(printed), parse(source))
        const remarks = (yaml: string) => (yaml.match(/# remark \d+ \d+/g) ?? []).sort()
        assert.equal(remarks(printed), remarks(source))
        const keys = Object.keys(parse(printed) as object)
        const ranks = keys.map((key) => (order.includes(key) ? order.indexOf(key) : order.length))
        assert.equal(
          ranks,
          [...ranks].sort((a, b) => a - b),
        )
        assert.is(canonicalYaml(printed, shapes.rule), printed)
      },
    ),
    { numRuns: 500 },
  )
})

test('what is no YAML, or no map or list, stays as it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '#', '[', '{', '&', '|', '"') }),
      (text) => {
        const printed = canonicalYaml(text, shapes.rule)
        assert.is(canonicalYaml(printed, shapes.rule), printed)
      },
    ),
    { numRuns: 2000 },
  )
})

/** The pages of a base with the blocks scrambled: what formatting has to undo. */
function scrambled(content: string): string {
  return content.replace(
    /^```yaml (rule|formula|failure-mode)\n([\s\S]*?)^```$/gm,
    (whole, kind: string, yaml: string) => {
      if (/^(\s|$)/m.test(yaml.trimEnd())) return whole
      const lines = yaml.trimEnd().split('\n').reverse()
      return `\`\`\`yaml ${kind}\n${lines.map((line) => line.replace(': ', ':   ')).join('\n')}\n\`\`\``
    },
  )
}

/** A base without the places of its things, which move. */
const withoutPlaces = (base: Base): unknown =>
  JSON.parse(JSON.stringify({ ...base, digest: '' }, (key, value) => (key === 'place' ? undefined : value)))

test('our own pages, scrambled and formatted, compile to the same base and the same pages', () =>
  inFolder(async (folder) => {
    const kb = join(folder, 'kb')
    cpSync(join(root, 'kb'), kb, { recursive: true })
    const before = await compileBase({ kb })
    let touched = 0
    for (const name of readdirSync(kb, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.md')) continue
      const content = readFileSync(join(kb, name), 'utf8')
      const canonical = formatPage(content, shapes)
      const mixed = scrambled(content)
      if (mixed !== content) touched++
      const formatted = formatPage(mixed, shapes)
      assert.is(formatted, canonical, name)
      assert.is(formatPage(canonical, shapes), canonical, name)
      assert.is(formatPage(mixed.replaceAll('\n', '\r\n'), shapes), canonical.replaceAll('\n', '\r\n'))
      const outside = (text: string) => text.replace(/^```yaml \S+\n[\s\S]*?^```$/gm, '```')
      assert.is(outside(formatted), outside(content), name)
      writeFileSync(join(kb, name), formatted)
    }
    assert.ok(touched > 10)
    const after = await compileBase({ kb })
    assert.equal(withoutPlaces(after.base), withoutPlaces(before.base))
    assert.equal(changesBetween(before.base, after.base), [])
    const examples = (list: typeof after.examples) => list.map(({ place: _, ...example }) => example)
    assert.equal(examples(after.examples), examples(before.examples))
  }))

test.run()
