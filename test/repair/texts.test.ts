// Patches on texts and differences of texts.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { patchedText } from '../../src/repair/json-text.js'
import { unifiedDiff } from '../../src/repair/line-diff.js'
import { applyPatch } from '../../src/repair/patch.js'

const text = `{
  "a": { "x": 1, "y": [1, 2] },

  "list": [
    { "id": 1 },
    { "id": 2 }
  ],
  "none": {}
}
`

test('a patch leaves the layout of what it does not touch', () => {
  const patched = patchedText(text, [
    { op: 'replace', path: '/a/x', value: 5 },
    { op: 'add', path: '/list/-', value: { id: 3, of: ['p', 'q'] } },
    { op: 'add', path: '/none/k', value: true },
    { op: 'remove', path: '/a/y' },
    { op: 'remove', path: '/list/0' },
  ])
  assert.is(
    patched,
    `{
  "a": { "x": 5 },

  "list": [
    { "id": 2 },
    { "id": 3, "of": ["p", "q"] }
  ],
  "none": { "k": true }
}
`,
  )
})

test('quotes, brackets and colons inside of strings are text', () => {
  const tricky = '{"a":"}]{[,:\\"","b":{"c\\u0022":[1]}}'
  assert.is(patchedText(tricky, [{ op: 'replace', path: '/b/c"/0', value: 2 }]), tricky.replace('[1]', '[2]'))
})

const value = fc.jsonValue({ maxDepth: 2 })
const documents = fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e~f'), fc.oneof(value, fc.array(value)))

test('the patched text is the patched document, whatever its layout', () => {
  fc.assert(
    fc.property(documents, value, fc.constantFrom(undefined, 2, '\t'), (document, added, indent) => {
      const keys = Object.keys(document)
      const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
      const patch = [
        { op: 'add' as const, path: '/new', value: added },
        ...keys.slice(0, 1).map((key) => ({ op: 'remove' as const, path: `/${escaped(key)}` })),
        ...keys.slice(1).map((key) => ({ op: 'replace' as const, path: `/${escaped(key)}`, value: added })),
      ]
      const result = JSON.parse(patchedText(JSON.stringify(document, null, indent), patch))
      assert.equal(result, JSON.parse(JSON.stringify(applyPatch(document, patch))))
    }),
  )
})

/** What `patch` does: the hunks of a unified diff applied to a text. */
function applied(before: string, diff: string): string {
  const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const out: string[] = []
  let at = 0
  let last = ''
  for (const line of (diff.match(/[^\n]*\n/g) ?? []).slice(2)) {
    const hunk = /^@@ -(\d+),(\d+) /.exec(line)
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1)
      while (at < start) out.push(lines[at++]!)
    } else if (line.startsWith('\\')) {
      if (last !== '-') out.push(out.pop()!.slice(0, -1))
    } else {
      last = line[0]!
      if (last === ' ') {
        assert.is(lines[at]?.trimEnd(), line.slice(1).trimEnd())
        at++
        out.push(line.slice(1))
      } else if (last === '-') at++
      else out.push(line.slice(1))
    }
  }
  return [...out, ...lines.slice(at)].join('')
}

const texts = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n', '\n'), { maxLength: 25 })

test('a unified diff makes the new text of the old one', () => {
  fc.assert(
    fc.property(texts, texts, fc.boolean(), fc.boolean(), (a, b, endsA, endsB) => {
      const before = endsA ? a.join('') : a.join('').trimEnd()
      const after = endsB ? b.join('') : b.join('').trimEnd()
      const diff = unifiedDiff('f', before, after)
      if (before === after) assert.is(diff, '')
      else assert.is(applied(before, diff), after)
    }),
    { numRuns: 300 },
  )
})

test.run()
