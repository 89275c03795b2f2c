// Executions as JSON and as text for a terminal.
import type { Execution } from '../execute/index.js'
import { executionsView } from './executions-view.js'
import type { Layout } from './helpers.js'
import { plainJson } from './plain.js'
import { render } from './templates.js'

/** Executions, by which program and knowledge, in which arithmetic and from which seed. */
export interface Executions {
  readonly about: {
    readonly shardwright: string
    readonly knowledge: string
    readonly arithmetic: 'fields' | 'numbers'
    readonly seed: number
  }
  readonly results: readonly Execution[]
}

export function executionsJson({ about, results }: Executions): string {
  return `${plainJson(JSON.stringify({ ...about, results }, null, 2))}\n`
}

export function executionsText({ results }: Executions, layout: Layout): Promise<string> {
  return render('execute', executionsView(results), layout)
}
