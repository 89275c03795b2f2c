// A verdict as a SARIF 2.1.0 log, the form that code scanning reads. OASIS, "Static Analysis Results Interchange Format
// (SARIF) Version 2.1.0", https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import type { Result, Verdict } from '../judge/verdict.js'
import type { Base, Place } from '../knowledge/base.js'
import { plainJson } from './plain.js'
import type { Artifact } from './sarif/artifact.js'
import { notificationsOf, staleNotifications } from './sarif/notifications.js'
import { resultsOf } from './sarif/results.js'
import { descriptorOf } from './sarif/rules.js'

/** What only the edge knows of a run. */
export interface SarifRun {
  /** The URI of an input, relative to the root of the repository where it lies in it; undefined for standard input. */
  uriOf(input: string): string | undefined
  /** The address of a line of a page, where pages have one. */
  pageUriOf(place: Place): string | undefined
  /** The exit code of the process. */
  readonly exitCode: number
}

/** The verdict as one run of a SARIF log: JSON, two spaces deep, ending in a newline. `base` is the one it was judged by. */
export function sarifReport(verdict: Verdict, base: Base, run: SarifRun): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(verdict, base, run)],
  }
  return `${plainJson(JSON.stringify(log, null, 2))}\n`
}

function runOf(verdict: Verdict, base: Base, run: SarifRun): object {
  const { shardwright, knowledge, limitedTo, changes, asOf, results } = verdict
  const indexOf = new Map(base.rules.map(({ id }, index) => [id, index]))
  const { artifacts, artifactOf } = artifactsOf(results, run)
  const placed = results.map((result) => ({ result, artifact: artifactOf(result) }))
  return {
    tool: {
      driver: {
        name: 'Shardwright',
        version: shardwright,
        semanticVersion: shardwright,
        rules: base.rules.map((rule) => descriptorOf(rule, run.pageUriOf(rule.place))),
      },
    },
    invocations: [
      {
        executionSuccessful: !results.some(({ outcome }) => outcome === 'unreadable'),
        exitCode: run.exitCode,
        toolConfigurationNotifications: staleNotifications(verdict),
        toolExecutionNotifications: placed.flatMap(({ result, artifact }) =>
          notificationsOf(result, artifact),
        ),
      },
    ],
    artifacts,
    columnKind: 'utf16CodeUnits',
    results: placed.flatMap(({ result, artifact }) =>
      resultsOf(result, artifact, (id) => ({
        rule: base.rules[indexOf.get(id) ?? -1],
        index: indexOf.get(id),
      })),
    ),
    properties: {
      knowledge,
      ...(limitedTo && { limitedTo }),
      ...(changes && { changes }),
      ...(asOf && { asOf }),
    },
  }
}

/** An input that is given twice is one artifact: a log lists none twice. */
function artifactsOf(results: readonly Result[], run: SarifRun) {
  const indexOf = new Map<string, number>()
  const artifacts: object[] = []
  for (const result of results) {
    const entry = artifactEntry(result, run)
    const key = JSON.stringify(entry)
    if (!indexOf.has(key)) indexOf.set(key, artifacts.push(entry) - 1)
  }
  const artifactOf = (result: Result): Artifact => {
    const uri = run.uriOf(result.input)
    const index = indexOf.get(JSON.stringify(artifactEntry(result, run)))!
    return uri === undefined ? { index } : { uri, index }
  }
  return { artifacts, artifactOf }
}

function artifactEntry({ input, digest, outcome, choices }: Result, run: SarifRun): object {
  const uri = run.uriOf(input)
  return {
    ...(uri === undefined ? { description: { text: 'standard input' } } : { location: { uri } }),
    roles: ['analysisTarget'],
    hashes: { 'sha-256': digest },
    properties: { outcome, ...(choices && { choices }) },
  }
}
