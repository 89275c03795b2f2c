// What a judgement says: findings and their evidence, what was blocked or not assessed, and the outcome.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type JudgeOptions, judge } from '../../src/judge/index.js'
import type { Rule, Word } from '../../src/knowledge/base.js'
import type { Expression } from '../../src/knowledge/expression.js'
import {
  baseOf,
  call,
  factsOf,
  formulaOf,
  literal,
  ruleOf,
  selector,
  selectorOf,
  type Toy,
  word,
  wordOf,
  worldOf,
} from './toy.js'

const selectors = [
  selectorOf('red', call('==', word('colour'), literal('red'))),
  selectorOf('blue', call('==', word('colour'), literal('blue'))),
]

const judged = (toy: Toy, rules: readonly Rule[], options?: JudgeOptions, words: readonly Word[] = []) =>
  judge(
    factsOf(worldOf(toy)),
    baseOf({
      rules,
      selectors,
      words,
      formulas: [formulaOf('node', 'double', call('*', word('a'), literal(2)))],
    }),
    options,
  )

const small = call('<', word('a'), literal(3))
const smallA = ruleOf({
  id: 'toy/small',
  must: [small],
  message: [
    { value: 'subject' },
    ' of ',
    { value: 'count' },
    ': a is ',
    { value: 'a' },
    // biome-ignore lint/suspicious/noThenProperty: the compiled form of a message names its branches so.
    { if: 'b', then: [', b known'], else: [', b not'] },
  ],
})

test('one finding carries all subjects with the same outcomes, in their order', async () => {
  const nodes = [1, 5, 7, 2, 9].map((a) => ({ a }))
  const { findings, outcome } = await judged({ nodes, edges: [] }, [smallA])
  assert.is(findings.length, 1)
  const { finding, rows, firstRow } = findings[0]!
  assert.equal(finding.subjects, ['node1', 'node2', 'node4'])
  assert.is(finding.count, 3)
  assert.is(finding.message, 'node1 of 3: a is 5, b not')
  assert.equal([...rows()], [1, 2, 4])
  assert.is(firstRow, 1)
  assert.is(outcome, 'rejected')
})

test('subjects that break a rule in different ways are different findings', async () => {
  const both = ruleOf({ must: [small, call('<', word('b'), literal(3))] })
  const nodes = [
    { a: 9, b: 1 },
    { a: 1, b: 9 },
    { a: 9, b: 9 },
    { a: 8, b: 2 },
  ]
  const { findings } = await judged({ nodes, edges: [] }, [both])
  assert.equal(
    findings.map(({ finding }) => finding.subjects),
    [['node0', 'node3'], ['node1'], ['node2']],
  )
})

test('evidence names the leaves that decided, with the values behind them', async () => {
  const rule = ruleOf({
    when: [call('==', word('colour'), literal('red'))],
    must: [call('<', call('%', word('double'), word('b')), literal(1)), call('>', word('b'), literal(0))],
  })
  const { findings } = await judged({ nodes: [{ colour: 'red', a: 5, b: 4 }], edges: [] }, [rule])
  assert.equal(findings[0]!.finding.evidence, [
    {
      clause: 'double % b < 1',
      leaf: 'double % b < 1',
      holds: false,
      seen: { double: 10, a: 5, b: 4, 'double % b': 2 },
    },
    { clause: "colour == 'red'", leaf: "colour == 'red'", holds: true, seen: { colour: 'red' } },
  ])
})

const reaches = (hit: string, stop: string): Expression => ({
  op: 'path',
  method: 'reaches',
  of: 'self',
  targets: [
    { selector: selector(hit), same: [] },
    { selector: selector(stop), same: [] },
  ],
})

test('a path that breaks a rule is shown node by node', async () => {
  const rule = ruleOf({ when: [word('flag')], must: [call('!', reaches('red', 'blue'))] })
  const colours = ['green', 'blue', 'green', 'green', 'red']
  const nodes = colours.map((colour, i) => ({ colour, flag: i === 0 }))
  const edges: Toy['edges'] = [
    [0, 1],
    [1, 4],
    [0, 2],
    [2, 3],
    [3, 4],
  ]
  const { findings } = await judged({ nodes, edges }, [rule])
  const leaf = findings[0]!.finding.evidence.find((e) => e.path)
  assert.equal(leaf?.path, ['node0', 'node2', 'node3', 'node4'])
  assert.is(leaf?.leaf, 'self.reaches(red, blue)')
})

const wants = (id: string, scope: Rule['scope'], must: Expression, requires: readonly string[] = []) =>
  ruleOf({ id, scope, must: [must], requires })

test('a failed rule blocks those that require it: on the subject, on what contains it, on an end, around it', async () => {
  const fails = literal(false)
  const holds = call('known', word('a'))
  const toy: Toy = {
    nodes: [{ a: 1, layer: 0 }, { a: 1, layer: 1 }, { a: 1, layer: 1 }, { a: 1 }],
    edges: [
      [1, 2],
      [2, 1],
      [0, 3],
    ],
    edgeWords: [{ a: 1 }, { a: 1 }, { a: 1 }],
    layers: [{ a: 1 }, { a: 9 }],
  }
  const onLayer = await judged(toy, [
    wants('t/layer', 'layer', small),
    wants('t/node', 'node', holds, ['t/layer']),
  ])
  assert.equal(
    onLayer.blocked.map(({ rule, subjects, because }) => ({ rule, subjects, because })),
    [{ rule: 't/node', subjects: ['node1', 'node2'], because: ['t/layer'] }],
  )
  const onCycle = await judged(toy, [
    wants('t/cycle', 'cycle', fails),
    wants('t/edge', 'edge', holds, ['t/cycle']),
    wants('t/node', 'node', holds, ['t/cycle']),
  ])
  assert.equal(
    onCycle.blocked.map(({ rule, subjects }) => [rule, subjects]),
    [
      ['t/edge', ['edge0', 'edge1']],
      ['t/node', ['node1', 'node2']],
    ],
  )
  const chained = await judged(toy, [
    wants('t/plan', 'plan', fails),
    wants('t/node', 'node', holds, ['t/plan']),
    wants('t/next', 'node', holds, ['t/node']),
  ])
  assert.equal(
    chained.blocked.map(({ rule, count, because }) => [rule, count, because]),
    [
      ['t/next', 4, ['t/node']],
      ['t/node', 4, ['t/plan']],
    ],
  )
  assert.equal(
    chained.findings.map(({ finding }) => finding.rule),
    ['t/plan'],
  )
})

test('a word without meaning blocks the rules that use it, through formulas and selectors too', async () => {
  const a: Word = {
    scope: 'node',
    name: 'a',
    type: 'integer',
    unit: '1',
    origin: 'given',
    stratum: '00_toy',
    preconditions: ['flag'],
    description: '',
  }
  const nodes = [{ a: 1, flag: false }, { a: 1, flag: true }, { a: 1 }]
  const rule = wants('t/double', 'node', call('<', word('double'), literal(3)))
  const { blocked, checks } = await judged({ nodes, edges: [] }, [rule], {}, [a])
  assert.equal(
    blocked.map(({ subjects, because }) => [subjects, because]),
    [[['node0'], ['a']]],
  )
  assert.is(checks[0]!.statusOf(1), 'passed')
  assert.is(checks[0]!.statusOf(2), 'passed')
})

test('what cannot be assessed names the words that its first subject lacks, and assuming them settles it', async () => {
  const rule = wants('t/double', 'node', call('<', word('double'), word('limit.of', 'plan')))
  const toy: Toy = { nodes: [{}, { a: 1 }], edges: [] }
  const open = await judged(toy, [rule])
  assert.equal(
    open.notAssessed.map(({ count, because }) => [count, because]),
    [[2, ['a', 'limit.of']]],
  )
  assert.is(open.outcome, 'undecided')
  const settled = await judged(toy, [rule], { assume: { 'limit.of': 5, 'node.a': 2 } })
  assert.is(settled.outcome, 'valid')
  assert.equal(settled.assumed, { 'limit.of': 5, 'node.a': 2 })
  const broken = await judged(toy, [rule], { assume: { 'limit.of': 3, 'node.a': 2 } })
  assert.equal(broken.findings[0]!.finding.subjects, ['node0'])
})

test('what is unknown and does not matter is not missing', async () => {
  const chosen = call('?:', call('first', word('flag'), literal(false)), word('b'), word('a'))
  const open = await judged({ nodes: [{}], edges: [] }, [wants('t/a', 'node', call('<', chosen, literal(3)))])
  assert.equal(
    open.notAssessed.map(({ because }) => because),
    [['a']],
  )
})

test('a path over nodes that are not known names the word that is missing on them', async () => {
  const rule = ruleOf({ when: [word('flag')], must: [call('!', reaches('red', 'blue'))] })
  const nodes = [{ flag: true, colour: 'green' }, {}, { colour: 'red' }]
  const { notAssessed } = await judged(
    {
      nodes,
      edges: [
        [0, 1],
        [1, 2],
      ],
    },
    [rule],
  )
  assert.equal(notAssessed.find(({ count }) => count > 0)?.because.includes('node.colour'), true)
})

test('`only` judges what the rule requires, and reports the rule alone', async () => {
  const rules = [
    wants('t/plan', 'plan', literal(false)),
    wants('t/node', 'node', small, ['t/plan']),
    wants('t/other', 'node', small),
  ]
  const { checks, blocked, findings } = await judged({ nodes: [{ a: 9 }], edges: [] }, rules, {
    only: ['t/node'],
  })
  assert.equal(
    checks.map(({ rule }) => rule.id),
    ['t/node'],
  )
  assert.equal([blocked.length, findings.length], [1, 0])
})

test('refuses to look for a rule that the base does not have', async () => {
  try {
    await judged({ nodes: [], edges: [] }, [smallA], { only: ['toy/smal'] })
  } catch (error) {
    assert.match(String(error), /no rule toy\/smal/)
    return
  }
  assert.unreachable()
})

const outcomes: readonly (readonly [
  what: string,
  toy: Toy,
  rule: Partial<Rule>,
  problems: number,
  outcome: string,
])[] = [
  ['a broken hard error rejects', { nodes: [{ a: 9 }], edges: [] }, {}, 0, 'rejected'],
  ['a broken engine error rejects', { nodes: [{ a: 9 }], edges: [] }, { kind: 'engine' }, 0, 'rejected'],
  ['a broken warning does not', { nodes: [{ a: 9 }], edges: [] }, { severity: 'warning' }, 0, 'valid'],
  ['an open warning does not matter', { nodes: [{}], edges: [] }, { severity: 'warning' }, 0, 'valid'],
  ['an open engine error does not matter', { nodes: [{}], edges: [] }, { kind: 'engine' }, 0, 'valid'],
  ['an open hard error leaves it undecided', { nodes: [{}], edges: [] }, {}, 0, 'undecided'],
  ['no subject breaks nothing', { nodes: [], edges: [] }, {}, 0, 'valid'],
  [
    'a sketch is not assessable',
    { nodes: [{ a: 1 }], edges: [], plan: { kind: 'sketch' } },
    {},
    0,
    'not-assessable',
  ],
  ['a text with problems is unreadable', { nodes: [{ a: 9 }], edges: [] }, {}, 2, 'unreadable'],
]
for (const [what, toy, parts, problems, outcome] of outcomes) {
  test(`outcome: ${what}`, async () => {
    const rule = { ...wants('t/small', 'node', small), ...parts }
    assert.is((await judged(toy, [rule], { problems })).outcome, outcome)
  })
}

test('of a device map only rules on the plan are judged', async () => {
  const toy: Toy = { nodes: [{ a: 9 }], edges: [], plan: { kind: 'device-map', a: 9 } }
  const { findings, outcome } = await judged(toy, [
    wants('t/node', 'node', small),
    wants('t/plan', 'plan', small),
  ])
  assert.equal(
    findings.map(({ finding }) => finding.rule),
    ['t/plan'],
  )
  assert.is(outcome, 'not-assessable')
})

test('each rule counts once in the summary of its stratum, by the worst that came of it', async () => {
  const nodes = [{ a: 1 }, { a: 9 }, {}]
  const rules = [
    wants('t/broken', 'node', small),
    wants('t/open', 'node', call('<', word('a'), literal(100))),
    wants('t/passed', 'node', call('!', word('none', 'layer'))),
    ruleOf({ id: 't/never', when: [literal(false)], must: [small] }),
    wants('t/fine', 'plan', literal(true)),
  ]
  const { strata, notApplicable } = await judged({ nodes, edges: [] }, rules)
  assert.equal(strata, [
    {
      stratum: '00_toy',
      title: 'Toy',
      rules: 5,
      broken: 1,
      notAssessed: 2,
      blocked: 0,
      passed: 1,
      notApplicable: 1,
    },
  ])
  assert.equal(notApplicable, ['t/never'])
})

test('judging the same facts twice, or together, gives the same findings', async () => {
  const toy: Toy = { nodes: [{ a: 9 }, { a: 1 }, {}], edges: [] }
  const [first, second] = await Promise.all([judged(toy, [smallA]), judged(toy, [smallA])])
  assert.is(
    JSON.stringify(first.findings.map((f) => f.finding)),
    JSON.stringify(second.findings.map((f) => f.finding)),
  )
})

test('numbers in a sentence have four digits, and a noun of the base is in the singular behind a one', async () => {
  const rule = ruleOf({
    id: 'toy/none',
    must: [call('<', word('a'), literal(0))],
    message: [{ value: 'a' }, ' small batches, ', { value: 'b' }, ' trays and ', { value: 'a' }, ' spoons'],
  })
  const words = ['batches', 'trays'].map((unit) => ({ ...wordOf('node', unit), unit }))
  const say = async (a: number, b: number) =>
    (await judged({ nodes: [{ a, b }], edges: [] }, [rule], {}, words)).findings[0]!.finding.message
  assert.is(await say(1, 1), '1 small batch, 1 tray and 1 spoons')
  assert.is(await say(17.859143, 131072.25), '17.86 small batches, 131072 trays and 17.86 spoons')
})

test.run()
