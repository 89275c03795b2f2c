// Synthetic rules: as many as wanted, over words that every base has, each with thresholds of its own.

/** A page with `count` rules; `first` keeps the ids of several pages apart. */
export function rulePage(count: number, first: number): string {
  const sections = Array.from({ length: count }, (_, i) => section(first + i))
  return `---\ntype: rules\ntitle: Synthetic rules from ${first}\nstatus: draft\nsources:\n  - { id: bench, title: A benchmark, resource: https://example.org/bench }\n---\n\n# Synthetic rules from ${first}\n\n${sections.join('\n')}\n[^bench]: Made up.\n`
}

/** A page that declares words of its own and has four rules over them, so that pages have nothing to do with each other. */
export function ownWordsPage(page: number): string {
  const word = `measure${page}x`
  const rules = [1, 2, 3, 4].map((i) =>
    ruleSection(
      `own${page}/rule${i}`,
      'node',
      [`${word}a > ${i * 10}`],
      [`${word}b <= ${i * 1000}`],
      [`{ ${word}a: ${i * 10 + 1}, ${word}b: 1 }`, `{ ${word}a: ${i * 10 + 1}, ${word}b: ${i * 1000 + 1} }`],
    ),
  )
  const words = `\`\`\`yaml words\nscope: node\nwords:\n  ${word}a: { type: integer, description: One measure. }\n  ${word}b: { type: integer, description: Another measure. }\n\`\`\`\n`
  return `---\ntype: rules\ntitle: Page ${page}\nstatus: draft\nsources:\n  - { id: bench, title: A benchmark, resource: https://example.org/bench }\n---\n\n# Page ${page}\n\n${words}\n${rules.join('\n')}\n[^bench]: Made up.\n`
}

/** Rule number i: one of seven forms, on nodes, edges, layers, groups and devices. */
function section(i: number): string {
  const id = `bench/rule-${i}`
  const forms: readonly (readonly [
    scope: string,
    when: string[],
    must: string[],
    pass: string,
    fail: string,
  ])[] = [
    [
      'node',
      [`layer == ${i}`],
      [`inDegree <= ${i + 100}`],
      `{ layer: ${i}, inDegree: 1 }`,
      `{ layer: ${i}, inDegree: ${i + 101} }`,
    ],
    [
      'node',
      [`outDegree > ${i}`],
      [`deviceCount * ${i + 2} >= outDegree`],
      `{ outDegree: ${i + 1}, deviceCount: 1 }`,
      `{ outDegree: ${9 * (i + 2)}, deviceCount: 1 }`,
    ],
    [
      'edge',
      [`copies > ${i + 9}`],
      [`from.deviceCount + to.deviceCount < ${i + 900}`],
      `{ copies: ${i + 10}, from.deviceCount: 1, to.deviceCount: 1 }`,
      `{ copies: ${i + 10}, from.deviceCount: ${i + 900}, to.deviceCount: 1 }`,
    ],
    [
      'layer',
      [`number % ${i + 2} == 1`],
      [`nodeCount < ${i + 10_000_000}`],
      `{ number: 1, nodeCount: 1 }`,
      `{ number: 1, nodeCount: ${i + 10_000_000} }`,
    ],
    [
      'group',
      [`size > ${i}`],
      [`nodeCount * size > ${i}`],
      `{ size: ${i + 1}, nodeCount: 1 }`,
      `{ size: ${i + 1}, nodeCount: 0 }`,
    ],
    [
      'node',
      [`op == 'bench_${i}'`],
      [`size(devices) <= ${i + 1}`],
      `{ op: bench_${i}, devices: [0] }`,
      `{ op: bench_${i}, devices: [${Array.from({ length: i + 2 }, (_, k) => k).join(', ')}] }`,
    ],
    [
      'device',
      [`nodeCount > ${i}`],
      [`nodeCount < ${i + 10_000_000}`],
      `{ nodeCount: ${i + 1} }`,
      `{ nodeCount: ${i + 10_000_000} }`,
    ],
  ]
  const [scope, when, must, pass, fail] = forms[i % forms.length]!
  return ruleSection(id, scope, when, must, [pass, fail])
}

function ruleSection(
  id: string,
  scope: string,
  when: readonly string[],
  must: readonly string[],
  [pass, fail]: readonly [string, string],
): string {
  const name = id.replaceAll(/\W/g, ' ')
  return `## Rule ${name}

A rule that measures the judge and nothing else.[^bench]

\`\`\`yaml rule
id: ${id}
severity: info
kind: wisdom
scope: ${scope}
when: ${JSON.stringify(when)}
must: ${JSON.stringify(must)}
message: "{{subject}} breaks rule ${name}"
\`\`\`

\`\`\`yaml example
- { title: passes, facts: ${pass}, expect: pass }
- { title: fails, facts: ${fail}, expect: fail }
\`\`\`
`
}
