import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { labelLines } from '../../../src/candidate/dot/index.js'

const cases: Record<string, [label: string, lines: string[], shape?: string]> = {
  'escaped newlines': ['a\\nb\\lc\\rd', ['a', 'b', 'c', 'd']],
  'doubled escapes': ['a\\\\nb', ['a', 'b']],
  'real newlines': ['a\n  b \r\nc', ['a', 'b', 'c']],
  'empty lines': ['a\\n\\n \\nb\\n', ['a', 'b']],
  nothing: ['', []],
  'the id': ['\\N: x\\n\\N', ['id: x', 'id']],
  'a backslash': ['a\\\\b\\c', ['a\\bc']],
  entities: ['5 &times; 3 &lt; &#945; &#x3b1; &nope;', ['5 × 3 < α α &nope;']],
  'breaks in a quoted label': ['a<BR/>b<br>c', ['a', 'b', 'c']],
  HTML: ['<<B>a</B><BR/>b &gt; c>', ['a', 'b > c']],
  'an HTML table': [
    '<<TABLE><TR><TD PORT="p">a</TD><TD>b</TD></TR><TR><TD>c</TD></TR></TABLE>>',
    ['a', 'b', 'c'],
  ],
  'a record by its form': ['{<in> a|{b|c}|<out>}', ['a', 'b', 'c']],
  'a record by its shape': ['<f0> left|mid\\ dle|a\\|b', ['left', 'mid dle', 'a|b'], 'Mrecord'],
  'bars in a label that is no record': ['a | b', ['a | b']],
  'braces in a label that is no record': ['f{x}', ['f{x}'], 'box'],
  brackets: ['Input: [batch=1, width=2] → [3]', ['Input: [batch=1, width=2] → [3]']],
}

for (const [name, [label, lines, shape]] of Object.entries(cases)) {
  test(name, () => assert.equal(labelLines(label, 'id', shape), lines))
}

test.run()
