// Judging a plan of a million nodes: the whole process against reading the file and JSON.parse, and the judge alone
// against json-rules-engine asked node by node.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { readPlan } from '../src/candidate/plan/index.js'
import { valueAt } from '../src/judge/axis.js'
import { createEvaluator } from '../src/judge/evaluate.js'
import { judge } from '../src/judge/index.js'
import { testOperators } from '../src/judge/test-operators.js'
import { type Base, type Condition, type Rule, UNKNOWN } from '../src/knowledge/base.js'
import { loadBase } from '../src/knowledge/load.js'
import { observe } from '../src/observe/index.js'
import { generatePlan } from './generate.js'
import { best, processSeconds, report, secondsOf } from './measure.js'
import { rulePage } from './synthetic.js'

const NODES = 1_000_000
const SYNTHETIC_RULES = 250
const BASELINE = `
const start = performance.now()
JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))
console.log((performance.now() - start) / 1000)`

/** The whole process at the rules of the base and with synthetic ones added, to reading and parsing alone. */
export async function benchProcess(folder: string, dist: string): Promise<void> {
  const plan = join(folder, 'plan-large.json')
  const { nodes, edges } = generatePlan(plan, NODES)
  const main = join(dist, 'cli/main.js')
  const synthetic = await syntheticBase(folder, main)
  const bases = ['generated', synthetic]
  // Turn by turn, so that whatever else the machine does falls on all of them alike.
  let baseline = Number.POSITIVE_INFINITY
  const checks = bases.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 3; round++) {
    baseline = Math.min(baseline, Number(processSeconds(['--eval', BASELINE, plan]).stdout))
    bases.forEach((base, i) => {
      checks[i] = Math.min(checks[i]!, processSeconds([main, 'check', plan, '--base', base]).seconds)
    })
  }
  bases.forEach((base, i) => {
    const detail = `${nodes} nodes, ${edges} edges: ${checks[i]!.toFixed(2)} s to ${baseline.toFixed(2)} s`
    const what = `check at ${loadBase(base).rules.length} rules, to read and JSON.parse`
    report(what, checks[i]! / baseline, 'at most 2.75', detail)
  })
}

/** Compiles the knowledge base with a page of synthetic rules; returns the folder. */
async function syntheticBase(folder: string, main: string): Promise<string> {
  const [kb, out] = [join(folder, 'kb-synthetic'), join(folder, 'generated-synthetic')]
  cpSync('kb', kb, { recursive: true })
  writeFileSync(join(kb, '99_bench.md'), rulePage(SYNTHETIC_RULES, 0))
  const { stdout } = processSeconds([main, 'compile', '--kb', kb, '--out', out])
  if (!existsSync(join(out, 'rules.json'))) throw new Error(stdout)
  return out
}

const SMALL = 100_000
const SAMPLE = 300

/** Judging the rules on nodes alone, to json-rules-engine run once for each node on the same facts. */
export async function benchEngine(folder: string): Promise<void> {
  const path = join(folder, 'plan-medium.json')
  const { nodes } = generatePlan(path, SMALL)
  const base = loadBase('generated')
  const candidate = readPlan(readFileSync(path, 'utf8'), path, base)
  const only = base.rules.filter((rule) => rule.scope === 'node').map((rule) => rule.id)
  const seconds = await best(3, () => secondsOf(() => judge(observe(candidate), base, { only })))
  const perNode = seconds / nodes
  const naive = await nodeByNode(base, candidate.nodes.length, candidate)
  const detail = `${only.length} rules: ${(perNode * 1e6).toFixed(2)} µs a node to ${(naive * 1e6).toFixed(0)} µs`
  report('json-rules-engine node by node, to the judge', naive / perNode, 'at least 300', detail)
}

/** Seconds a node of one engine that holds the rules on nodes, run on a sample of the nodes with their facts at hand. */
async function nodeByNode(
  base: Base,
  nodes: number,
  candidate: Parameters<typeof observe>[0],
): Promise<number> {
  const facts = observe(candidate)
  const evaluator = createEvaluator(facts, base)
  const rules = base.rules.filter((rule) => rule.scope === 'node')
  const engine = new Engine()
  for (const [name, test] of testOperators) engine.addOperator(name, test)
  for (const rule of rules) {
    engine.addRule({
      conditions: renamed(rule.conditions.broken, rule) as TopLevelCondition,
      event: { type: rule.id },
    })
  }
  const columns = rules.flatMap((rule) =>
    rule.facts.map(
      (fact) => [factName(rule, fact.name), evaluator.evaluate(facts.tables.node, fact.expression)] as const,
    ),
  )
  const sample = Array.from({ length: SAMPLE }, (_, i) => Math.floor((i * nodes) / SAMPLE))
  const inputs = sample.map((row) =>
    Object.fromEntries(columns.map(([name, column]) => [name, valueAt(column, row) ?? UNKNOWN])),
  )
  const seconds = await secondsOf(async () => {
    for (const input of inputs) await engine.run(input)
  })
  return seconds / SAMPLE
}

function factName(rule: Rule, fact: string): string {
  return `${rule.id} ${fact}`
}

/** A condition whose facts carry the id of their rule, as rules share names of facts. */
function renamed(condition: Condition, rule: Rule): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => renamed(part, rule)) }
  if ('any' in condition) return { any: condition.any.map((part) => renamed(part, rule)) }
  return { ...condition, fact: factName(rule, condition.fact) }
}
