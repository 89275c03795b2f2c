import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Annotation, githubCommands } from '../../src/report/github.js'

/** A command as the runner reads it: the first line that starts with `::`, its properties and its text. */
function read(line: string): { command: string; properties: Record<string, string>; message: string } {
  const [, command, list, message] = /^::(\w+) ([^\n]*?)::([^\n]*)$/.exec(line)!
  const plain = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%')
  const properties = list!.split(',').map((property): [string, string] => {
    const at = property.indexOf('=')
    return [property.slice(0, at), plain(property.slice(at + 1))]
  })
  return { command: command!, properties: Object.fromEntries(properties), message: plain(message!) }
}

test('whatever a text holds, the runner reads one command with the same text', () => {
  const hard = fc.string({ unit: fc.constantFrom('%', ':', ',', '\n', '=', '::', 'a', ' ', '%0A', '%25') })
  fc.assert(
    fc.property(hard, hard, hard, fc.nat(1000), (file, title, message, line) => {
      const text = githubCommands([{ level: 'error', file, line: line + 1, title, message }])
      assert.is(text.split('\n').length, 2)
      const seen = read(text.slice(0, -1))
      assert.is(seen.command, 'error')
      assert.equal(seen.properties['file'], file)
      assert.is(seen.properties['line'], String(line + 1))
      assert.is(seen.properties['title'], title.replaceAll('\n', '\\n'))
      assert.is(seen.message, message.trimEnd())
    }),
  )
})

test('levels, places and what is absent', () => {
  const at = (annotation: Partial<Annotation>) =>
    githubCommands([{ level: 'info', title: 'a/b', message: 'says', ...annotation }])
  assert.is(at({}), '::notice title=a/b::says\n')
  assert.is(at({ line: 3 }), '::notice title=a/b::says\n', 'a line of no file points nowhere')
  assert.is(at({ level: 'warning', file: 'x.dot' }), '::warning file=x.dot,title=a/b::says\n')
  const place = { file: 'kb/a.md', line: 3, column: 5, endColumn: 9 }
  assert.is(
    at({ level: 'error', ...place }),
    '::error file=kb/a.md,line=3,col=5,endColumn=8,title=a/b::says\n',
  )
  assert.is(at({ message: 'a\u001b[31m\u202e' }), '::notice title=a/b::a\\u001b[31m\\u202e\n')
})

test.run()
