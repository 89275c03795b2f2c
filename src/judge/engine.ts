// The one door to json-rules-engine. Outside it nothing knows the package; inside, its traps are closed: conditions are
// checked first, operators are ours, no fact is undefined or a function, and no two runs of an engine overlap.
import { type Almanac, Engine, type EngineResult, Fact, type TopLevelCondition } from 'json-rules-engine'
import type { Condition, Rule } from '../knowledge/base.js'
import { checkConditions } from './conditions.js'
import { type Seen, testOperators } from './test-operators.js'

export type Status = 'notApplicable' | 'broken' | 'passed' | 'notAssessed'

/**
 * In the order in which they are asked; no two of them hold at once. Most rules do not apply to most candidates, so the
 * engine that says so is one of its own, and the other is built when it is first needed; of the rules that apply most pass.
 */
const questions = [['notApplicable'], ['passed', 'broken']] as const

type Name = (typeof questions)[number][number]

interface Loaded {
  /** By question, made when it is first asked. */
  readonly engines: (Engine | undefined)[]
  readonly factNames: readonly string[]
  /** Settles when the run before has ended: overlapping runs of one engine lose events. */
  last: Promise<unknown>
}

const loaded = new WeakMap<Rule, Loaded>()

/** Nothing is computed that would have to be kept, and a key to keep it by costs more than a comparison. */
const constant = { cache: false }

/**
 * Decides a rule by what was seen of its facts, one value per fact in the order of `rule.facts`. Runs for one rule
 * wait for each other.
 * @throws TypeError when the rule's conditions are not sound or a value is missing
 */
export function runEngine(rule: Rule, seen: readonly Seen[]): Promise<Status> {
  const own = load(rule)
  const facts: Record<string, Fact<Seen>> = Object.create(null)
  own.factNames.forEach((name, i) => {
    const value = seen[i]
    if (!isSeen(value)) throw new TypeError(`rule ${rule.id}: no value for the fact ${name}`)
    facts[name] = new Fact(name, value, constant)
  })
  const run = async (): Promise<Status> => {
    let known: Almanac | undefined
    for (const [i, names] of questions.entries()) {
      own.engines[i] ??= buildEngine(rule, names)
      const ran: EngineResult = await (known === undefined
        ? own.engines[i].run(facts)
        : own.engines[i].run({}, { almanac: known }))
      const { almanac, events } = ran
      known = almanac
      const answer = names.find((name) => events.some((event) => event.type === name))
      if (answer !== undefined) return answer
    }
    return 'notAssessed'
  }
  const result = own.last.then(run)
  own.last = result.catch(() => undefined)
  return result
}

function isSeen(value: unknown): value is Seen {
  return Array.isArray(value) ? value.every(isScalar) : isScalar(value)
}

function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && !Number.isNaN(value))
  )
}

function load(rule: Rule): Loaded {
  let own = loaded.get(rule)
  if (own === undefined) {
    checkConditions(rule)
    own = {
      engines: [],
      factNames: rule.facts.map((fact) => fact.name),
      last: Promise.resolve(),
    }
    loaded.set(rule, own)
  }
  return own
}

function copyOf(condition: Condition): Condition {
  if ('all' in condition) return { all: condition.all.map(copyOf) }
  return 'any' in condition ? { any: condition.any.map(copyOf) } : { ...condition }
}

function buildEngine(rule: Rule, names: readonly Name[]): Engine {
  const engine = new Engine([], { allowUndefinedFacts: false, allowUndefinedConditions: false })
  for (const [name, test] of testOperators) engine.addOperator<Seen, Seen>(name, test)
  names.forEach((name, i) => {
    engine.addRule({
      name,
      // The engine writes into the conditions that it is given.
      conditions: copyOf(rule.conditions[name]) as TopLevelCondition,
      event: { type: name },
      priority: names.length - i,
    })
  })
  engine.on('success', () => {
    engine.stop()
  })
  return engine
}
