// A verdict with something of everything, for the reports.
import type { Finding, Result, Verdict } from '../../src/judge/verdict.js'

export const finding: Finding = {
  rule: 'oven/preheated',
  title: 'An oven must be hot before the bread goes in',
  stratum: '02_baking',
  severity: 'error',
  kind: 'hard',
  failureMode: 'failure/flat-bread',
  scope: 'node',
  subjects: ['bake_0', 'bake_1', 'bake_2', 'bake_3'],
  count: 4,
  message: 'bake_0 starts at 20 degrees',
  evidence: [
    { clause: 'heat >= 200', leaf: 'heat >= 200', holds: false, seen: { heat: 20, trays: [1, 2, 3] } },
    {
      clause: 'self.reaches(cool)',
      leaf: 'self.reaches(cool)',
      holds: true,
      seen: {},
      path: ['bake_0', 'rest', 'cool'],
    },
  ],
  line: 12,
  source: { page: 'kb/02_baking/ovens.md', line: 8 },
  cites: ['hamelman'],
  fixes: [
    {
      title: 'Preheat the oven',
      safety: 'safe',
      proved: true,
      patch: [{ op: 'add', path: '/nodes/-', value: {} }],
    },
  ],
}

export const result: Result = {
  input: 'recipes/bread.dot',
  digest: 'a'.repeat(64),
  kind: 'dataflow',
  format: 'dot',
  nodes: 9,
  edges: 8,
  devices: 0,
  phases: [],
  outcome: 'rejected',
  problems: [],
  strata: [
    {
      stratum: '01_dough',
      title: '01 dough',
      rules: 2,
      passed: 2,
      broken: 0,
      notApplicable: 0,
      blocked: 0,
      notAssessed: 0,
    },
    {
      stratum: '02_baking',
      title: '02 baking',
      rules: 4,
      passed: 0,
      broken: 1,
      notApplicable: 1,
      blocked: 1,
      notAssessed: 1,
    },
  ],
  findings: [finding],
  blocked: [
    {
      rule: 'oven/vented',
      stratum: '02_baking',
      severity: 'warning',
      kind: 'wisdom',
      count: 1,
      subjects: ['bake_0'],
      because: ['oven/preheated'],
    },
  ],
  notAssessed: [
    {
      rule: 'oven/level',
      stratum: '02_baking',
      severity: 'error',
      kind: 'hard',
      count: 2,
      subjects: ['bake_0', 'bake_1'],
      because: ['node.tray'],
    },
  ],
  notApplicable: ['oven/steam'],
  assumed: { 'plan.altitude': 300 },
}

export function verdict(...results: Result[]): Verdict {
  return {
    shardwright: '0.0.0',
    knowledge: 'b'.repeat(64),
    results: results.length === 0 ? [result] : results,
  }
}
