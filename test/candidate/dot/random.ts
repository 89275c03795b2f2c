import fc from 'fast-check'

const id = fc.constantFrom(
  'a',
  'b',
  'c',
  'd',
  'e1',
  '_f',
  '12',
  '-.5',
  '"quoted id"',
  '"a\\"b"',
  'größe',
  '"x" + "y"',
)
const value = fc.constantFrom(
  '1',
  'red',
  '"two words"',
  '""',
  '"with \\"quotes\\""',
  '"a\\nb"',
  '<<B>bold</B>>',
  '.5',
)
const name = fc.constantFrom('color', 'label', 'shape', 'style', 'w')
const separator = fc.constantFrom(',', ';', ' ', ', ')
const list = fc
  .array(fc.tuple(name, value, separator), { maxLength: 3 })
  .map((items) => `[${items.map(([n, v, s]) => `${n}=${v}${s}`).join('')}]`)
const lists = fc.array(list, { maxLength: 2 }).map((all) => all.join(' '))
const end = fc.constantFrom(';', '\n', ' ', ' // note\n', ' /* note */ ')
const port = fc.constantFrom('', '', '', ':p', ':p:ne', ':w')
const node = fc.tuple(id, port).map((parts) => parts.join(''))
const nodes = fc.array(node, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '))

const { body } = fc.letrec<{ body: string; statement: string; subgraph: string; operand: string }>((tie) => ({
  subgraph: fc
    .tuple(
      fc.constantFrom('', 'subgraph ', 'subgraph s ', 'subgraph cluster_x ', 'subgraph "t u"'),
      tie('body'),
    )
    .map(([head, inner]) => `${head}{${inner}}`),
  operand: fc.oneof({ depthSize: 'small' }, nodes, tie('subgraph')),
  statement: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(nodes, lists).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.array(tie('operand'), { minLength: 2, maxLength: 3 }), lists)
      .map(([all, l]) => `${all.join(' EDGE ')} ${l}`),
    fc.tuple(fc.constantFrom('node', 'edge', 'Graph', 'NODE'), list).map((parts) => parts.join(' ')),
    fc.tuple(name, value).map((parts) => parts.join('=')),
    tie('subgraph'),
  ),
  body: fc
    .array(fc.tuple(tie('statement'), end), { maxLength: 4 })
    .map((all) => all.map((s) => s.join('')).join('')),
}))

/** Texts that are valid DOT, with all that the language has. */
export const statements: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', 'strict ', 'STRICT '), fc.boolean(), fc.constantFrom('', 'G ', '"a b"'), body)
  .map(([strict, directed, title, inner]) => {
    const edge = directed ? '->' : '--'
    return `${strict}${directed ? 'digraph' : 'graph'} ${title}{${inner.replaceAll('EDGE', edge)}}`
  })
