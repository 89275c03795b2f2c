// The words of shell texts: by examples, and compared with a real shell on texts of harmless characters.
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readShell } from '../../../src/candidate/launch/shell.js'

const wordsOf = (text: string) => readShell(text).commands.map(({ words }) => words.map((word) => word.text))
const openOf = (text: string) => readShell(text).commands[0]!.words.map(({ open }) => open)

test('quotes, escapes and joined lines make words', () => {
  const cases: [string, string[][]][] = [
    [`a 'b c' "d e" f\\ g`, [['a', 'b c', 'd e', 'f g']]],
    [`a"b"'c'd`, [['abcd']]],
    [`"a\\"b\\\\c\\d"`, [['a"b\\c\\d']]],
    ['a \\\n  b \\\r\n c', [['a', 'b', 'c']]],
    ['\'\' ""', [['', '']]],
    ['a # b\nc#d', [['a'], ['c#d']]],
    ['a; b && c || d | e & f\ng', [['a'], ['b'], ['c'], ['d'], ['e'], ['f'], ['g']]],
    ['(a b)', [['a', 'b']]],
    ['a > out 2>&1 < in b >> more &> all c', [['a', 'b', 'c']]],
    [`a $'b' $"c"`, [['a', 'b', 'c']]],
    ['a 2 b', [['a', '2', 'b']]],
  ]
  for (const [text, words] of cases) assert.equal(wordsOf(text), words, text)
})

test('expansions stay as they are written, and their words are open', () => {
  assert.equal(wordsOf(`a $B \${C:-"}"} $(d "$(e)" ')') \`f g\` "x$H" $((1 + 2)) $`), [
    ['a', '$B', `\${C:-"}"}`, '$(d "$(e)" \')\')', '`f g`', 'x$H', '$((1 + 2))', '$'],
  ])
  assert.equal(openOf("a $B 'c$D' \\$E"), [undefined, '$B', undefined, undefined])
  assert.equal(openOf('a <model> b'), [undefined, '<model>', undefined])
})

test('assignments stand apart, and a heredoc belongs to its command', () => {
  const [command] = readShell('A=1 B="x y" run A=2').commands
  assert.equal(
    command!.assignments.map((word) => word.text),
    ['A=1', 'B=x y'],
  )
  assert.equal(
    command!.words.map((word) => word.text),
    ['run', 'A=2'],
  )
  const [cat, next] = readShell("cat > f.yaml <<'END' && run\na: 1\n  b\nEND\nlast").commands
  assert.equal([cat!.output, cat!.heredoc, next!.words[0]!.text], ['f.yaml', 'a: 1\n  b', 'run'])
  assert.is(readShell('cat <<-END\n\ta\n\tEND\n').commands[0]!.heredoc, 'a')
  assert.is(readShell('cat <<END\na').commands[0]!.heredoc, 'a')
})

test('what is never closed is told with its place', () => {
  for (const [text, at] of [
    ["a 'b", 2],
    ['a "b', 2],
    ['a $(b', 2],
    ['a ${b', 2],
    ['a `b', 2],
    ['a "x $(b"', 5],
  ] as const) {
    assert.is(readShell(text).problem?.at, at, text)
  }
  assert.is(readShell('a b').problem, undefined)
})

const harmless = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', ' ', "'", '"', '\\', '#', '=', ',', '-', '{', '\n', ';'),
  maxLength: 24,
})

test('a shell splits harmless texts into the same words', () => {
  const hasShell = spawnSync('bash', ['-c', 'true']).status === 0
  if (!hasShell) return
  fc.assert(
    fc.property(harmless, (text) => {
      const { commands, problem } = readShell(text)
      // Operators would run words as programs, and braces expand where they close: one simple command is compared.
      fc.pre(problem === undefined && commands.length === 1 && commands[0]!.assignments.length === 0)
      fc.pre(!/[;\n]/.test(text) && !/\\$/.test(text))
      const ran = spawnSync('bash', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' })
      assert.is(ran.status, 0, text)
      assert.equal(commands[0]!.words.map((word) => `${word.text}\0`).join(''), ran.stdout, text)
    }),
    { numRuns: 150 },
  )
})

test('any text in single quotes is one word', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const quoted = `'${text.replaceAll("'", `'"'"'`)}'`
      assert.equal(wordsOf(`run ${quoted} end`), [['run', text, 'end']])
    }),
  )
})

test('every text is read to an end, and its words stand in it', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      '$',
      '(',
      ')',
      '{',
      '}',
      '`',
      '"',
      "'",
      '\\',
      '<',
      '>',
      '#',
      '\n',
      'E',
      ' ',
      '&',
      '|',
    ),
    maxLength: 60,
  })
  fc.assert(
    fc.property(nasty, (text) => {
      for (const { words } of readShell(text).commands)
        for (const { raw, at } of words) assert.is(text.slice(at, at + raw.length), raw)
    }),
    { numRuns: 500 },
  )
})

test.run()
